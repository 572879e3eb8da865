/**
 * The server's clock as a screen estimates it, from the `at` of the frames it gets. A television's own wall clock may
 * be hours off, so only its monotone clock is used; and a frame that was held up must not set every timer back.
 */
import type { EpochMs } from "@callboard/core";

export interface ServerClock {
  /** A frame made at `at` by the server arrived now. */
  hear(at: EpochMs, localNow: number): void;
  /** `null` until a frame was heard. Does not run backwards by more than a change of the server's own clock. */
  now(localNow: number): EpochMs | null;
}

const BUCKET_MS = 5_000;
const BUCKETS = 12;

/**
 * Each frame says "the server is at least this far ahead of you": at − local arrival, less whatever the journey took.
 * So the largest of the last minute is nearest the truth. One value per five seconds is kept, twelve in all; older
 * ones go as new ones are heard, so that a drifting crystal or a server whose clock was set is followed within a minute
 * of hearing it. Silence forgets nothing: after it the first frames may all be late, and would pass for the present.
 */
export function createServerClock(): ServerClock {
  const buckets: { readonly index: number; offsetMs: number }[] = [];
  return {
    hear(at, localNow) {
      const index = Math.floor(localNow / BUCKET_MS);
      const offsetMs = at - localNow;
      const last = buckets[buckets.length - 1];
      if (last !== undefined && last.index === index) {
        last.offsetMs = Math.max(last.offsetMs, offsetMs);
        return;
      }
      buckets.push({ index, offsetMs });
      if (buckets.length > BUCKETS) buckets.shift();
    },
    now(localNow) {
      if (buckets.length === 0) return null;
      let bestMs = Number.NEGATIVE_INFINITY;
      for (const bucket of buckets) bestMs = Math.max(bestMs, bucket.offsetMs);
      return localNow + bestMs;
    },
  };
}
