/** Patience that grows: the wait after the first failure, and after each further one. */

/**
 * `baseMs` after the first failure in a row, twice as long after each further one, never longer than `maxMs`.
 *
 * @param failures how many there were in a row, this one included; of none and of one the wait is the same
 */
export function doublingMs(baseMs: number, failures: number, maxMs: number): number {
  return Math.min(maxMs, baseMs * 2 ** Math.max(0, failures - 1));
}
