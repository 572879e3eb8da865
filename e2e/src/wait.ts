/** Waiting for something to become true, with a bound and a reason. It never waits without end. */

const LOOK_EVERY_MS = 100;

/**
 * Asks until the answer is not `undefined`. Throws what `complaint` says when the time is over.
 *
 * @param withinMs how long to ask at most
 */
export async function until<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  withinMs: number,
  complaint: () => string,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() >= end) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
