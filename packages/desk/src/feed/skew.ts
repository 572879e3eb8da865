/**
 * How far the upstream's clock stands from ours: the newest-looking event of the last minute or two. Late events
 * only ever look older, so the maximum is the best guess, and a slow network alone never shows as a fast clock.
 */
import type { EpochMs } from "@callboard/core";

const HALF_MS = 60_000;

export class Skew {
  #half = -1;
  #present = Number.NEGATIVE_INFINITY;
  #previous = Number.NEGATIVE_INFINITY;

  observe(eventAt: EpochMs, now: EpochMs): void {
    const half = Math.floor(now / HALF_MS);
    if (half !== this.#half) {
      this.#previous = half === this.#half + 1 ? this.#present : Number.NEGATIVE_INFINITY;
      this.#present = Number.NEGATIVE_INFINITY;
      this.#half = half;
    }
    this.#present = Math.max(this.#present, eventAt - now);
  }

  /** Upstream's clock minus ours in milliseconds; `null` while nothing was heard for long. */
  ms(): number | null {
    const best = Math.max(this.#present, this.#previous);
    return Number.isFinite(best) ? best : null;
  }
}
