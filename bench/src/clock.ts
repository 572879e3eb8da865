/**
 * The one clock of the bench. `process.hrtime` reads CLOCK_MONOTONIC, which is the same in every process of a
 * machine, so a time taken where a message is sent can be compared with one taken where its frame arrives. That is
 * checked at the start (`clockGapMs`) and never merely believed.
 */

/** Milliseconds with a fraction, on the machine's monotonic clock. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * How far another process's clock may be off at the most: the wider part of the interval in which its reading must
 * lie. Negative overlap (a clock that stands apart) shows as a gap larger than the round trip.
 */
export async function clockGapMs(read: () => Promise<number>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const before = monotonicMs();
    const theirs = await read();
    const after = monotonicMs();
    best = Math.min(best, Math.max(Math.abs(theirs - before), Math.abs(after - theirs)));
  }
  return best;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until the answer is there, or says what was waited for. */
export async function waitUntil<T>(
  what: string,
  look: () => Promise<T | undefined>,
  withinMs: number,
): Promise<T> {
  const end = monotonicMs() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (monotonicMs() > end) throw new Error(`${what}: not within ${withinMs / 1_000} s`);
    await sleep(50);
  }
}
