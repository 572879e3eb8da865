/**
 * How far the upstream's clock stands from ours: the newest-looking instant it told in the last minute or two, be it
 * of an event or of an answer's `Date`. Whatever is late only ever looks older, so the maximum is the best guess, a
 * slow network never shows as a fast clock, and a stream that is late is found out by the answers of REST.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";

export class Skew {
  readonly #halfMs: number;
  #half = -1;
  #present = Number.NEGATIVE_INFINITY;
  #previous = Number.NEGATIVE_INFINITY;

  /** A half is no shorter than from one round's answers to the next one's, or it might hold a late stream's word alone. */
  constructor(reconcileEveryMs: number = BOUNDS.reconcileEveryMs) {
    this.#halfMs = reconcileEveryMs + BOUNDS.requestTimeoutMs;
  }

  observe(toldAt: EpochMs, now: EpochMs): void {
    const half = Math.floor(now / this.#halfMs);
    if (half !== this.#half) {
      this.#previous = half === this.#half + 1 ? this.#present : Number.NEGATIVE_INFINITY;
      this.#present = Number.NEGATIVE_INFINITY;
      this.#half = half;
    }
    this.#present = Math.max(this.#present, toldAt - now);
  }

  /** Upstream's clock minus ours in milliseconds; `null` while nothing was heard for long. */
  ms(): number | null {
    const best = Math.max(this.#present, this.#previous);
    return Number.isFinite(best) ? best : null;
  }
}
