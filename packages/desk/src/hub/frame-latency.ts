/**
 * How long news waits before its frame is handed to the sockets: from the end of the turn that brought the first change of a
 * frame until that frame goes out. Counted in fixed buckets, so that it costs an addition a frame and no memory.
 */
import type { EpochMs } from "@callboard/core";

/** Upper edges in milliseconds; what is later is counted beyond the last one. The product waits 100 ms on purpose. */
const EDGES_MS = [5, 10, 25, 50, 75, 100, 125, 150, 250, 500, 1_000] as const;

export interface FrameLatencyFacts {
  readonly edgesMs: readonly number[];
  /** Frames up to each edge and above the one before; one more than edges, for those beyond the last. */
  readonly counts: readonly number[];
  readonly sumMs: number;
}

export class FrameLatency {
  readonly #counts: number[] = Array.from({ length: EDGES_MS.length + 1 }, () => 0);
  #sumMs = 0;
  #since: EpochMs | null = null;

  /** Something is to be told, from now on; what joins it waits no longer than the first. */
  begin(now: EpochMs): void {
    this.#since ??= now;
  }

  /** Its frame went out. A clock that was set back meanwhile counts as no wait. */
  end(now: EpochMs): void {
    if (this.#since === null) return;
    const waitMs = Math.max(0, now - this.#since);
    this.#since = null;
    const found = EDGES_MS.findIndex((edge) => waitMs <= edge);
    const bucket = found < 0 ? EDGES_MS.length : found;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sumMs += waitMs;
  }

  facts(): FrameLatencyFacts {
    return { edgesMs: EDGES_MS, counts: [...this.#counts], sumMs: this.#sumMs };
  }
}
