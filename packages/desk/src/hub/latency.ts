/**
 * How long news waits for its frame: from the end of the first turn that changed the board until the frame with that change is handed to
 * the sockets. Counted per frame by its oldest change, so that no figure is better than what somebody saw. What a turn computes is not
 * in it: Cloudflare's clock stands still within one. It must cost nothing an event: one comparison a turn, one sum a frame.
 */
import type { EpochMs } from "@callboard/core";

/** Upper bounds of the buckets; the last one has none. A frame is due `BOUNDS.frameEveryMs` after the one before. */
export const LATENCY_BUCKETS_MS = [5, 10, 25, 50, 100, 150, 250, 500, 1_000, 2_500, 5_000] as const;

export interface LatencyFacts {
  /** Frames in each bucket, not cumulated, in the order of `LATENCY_BUCKETS_MS`; the last is of all that took longer. */
  readonly frames: readonly number[];
  readonly sumMs: number;
}

export class Latency {
  readonly #frames = new Array<number>(LATENCY_BUCKETS_MS.length + 1).fill(0);
  #sumMs = 0;
  #changedAt: EpochMs | null = null;

  /** There is something to tell since `now`, or since earlier. */
  begin(now: EpochMs): void {
    this.#changedAt ??= now;
  }

  /** It is told. A clock that was set back in between makes it take no time. */
  end(now: EpochMs): void {
    const ms = this.#changedAt === null ? 0 : Math.max(0, now - this.#changedAt);
    this.#changedAt = null;
    this.#sumMs += ms;
    const bucket = LATENCY_BUCKETS_MS.findIndex((boundMs) => ms <= boundMs);
    const index = bucket === -1 ? LATENCY_BUCKETS_MS.length : bucket;
    this.#frames[index] = (this.#frames[index] ?? 0) + 1;
  }

  facts(): LatencyFacts {
    return { frames: [...this.#frames], sumMs: this.#sumMs };
  }
}
