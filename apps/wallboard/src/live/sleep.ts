/**
 * Whether the device slept. On some systems the clock that only goes forward stands still meanwhile, and what is on the
 * screen would look as fresh as before. The device's date goes on, so its progress is held against that of the other
 * clock. A person who sets the date looks the same, which costs a new dial and no more. The date itself is never used.
 */

export interface SleepClocks {
  /** The clock that only goes forward. */
  now(): number;
  /** The device's date. */
  date(): number;
}

/** Less than this is a clock being put right, and well below the silence that people are told of. */
const GAP_LEAST_MS = 2_000;

/** To be asked often; the answer is for how long it slept since it was last asked, mostly 0. In milliseconds. */
export function createSleepWatch(clocks: SleepClocks): () => number {
  let now = clocks.now();
  let date = clocks.date();
  return () => {
    const last = { now, date };
    now = clocks.now();
    date = clocks.date();
    const gapMs = date - last.date - (now - last.now);
    return gapMs >= GAP_LEAST_MS ? gapMs : 0;
  };
}
