/**
 * A wall that has been up for long is loaded anew in the small hours, by the clock of its site: what months leave behind in
 * a television's browser is gone then. Only on a page that has been up for a while, only while the floor is heard, and (by
 * the reloader) only when the new page can be had.
 */

const HOUR_MS = 3_600_000;
/** At three by the wall clock hardly anybody looks, and no day begins or ends. */
const FROM_HOUR = 3;
const UP_LEAST_MS = 12 * HOUR_MS;

export interface NightlyInput {
  /** The hour of the day at the site, 0..23. */
  readonly hour: number;
  /** Since the page was opened. */
  readonly upMs: number;
  readonly isFresh: boolean;
  /** Drawn once by the page, [0, 1): spreads the walls of a site over the hour. */
  readonly chance: number;
  /** Of the hour, 0..59. */
  readonly minute: number;
}

/** Asked now and then; whether now is the moment. */
export function isTimeToReload({ hour, minute, upMs, isFresh, chance }: NightlyInput): boolean {
  return isFresh && upMs >= UP_LEAST_MS && hour === FROM_HOUR && minute >= Math.floor(chance * 55);
}
