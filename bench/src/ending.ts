/**
 * How a bench ends: whatever it has started ends with it, whether its work is done, has failed or is broken off by a
 * signal. It must never leave a process behind, nor end before those that it started have.
 */

export interface Stoppable {
  stop(): Promise<void>;
}

/** What this bench has started and not stopped itself. Stopping a thing twice does no harm. */
const started: Stoppable[] = [];

/** Gives back what it was given: it ends with the bench, at the latest. */
export function endsWithBench<One extends Stoppable>(one: One): One {
  started.push(one);
  return one;
}

/** Progress, on stderr: stdout is for the tables. */
export const say = (text: string): void => {
  process.stderr.write(`  ${text}\n`);
};

/** Does the bench's work and ends this process: with 0, with 1 where the work failed, with 128 and its number after a signal. */
export function runToEnd(work: () => Promise<void>): void {
  let isStopping = false;
  const stopWith = (code: number): void => {
    if (isStopping) return;
    isStopping = true;
    void Promise.allSettled(started.splice(0).map((one) => one.stop())).finally(() => process.exit(code));
  };
  process.on("SIGINT", () => stopWith(130));
  process.on("SIGTERM", () => stopWith(143));
  process.on("SIGHUP", () => stopWith(129));
  work().then(
    () => stopWith(0),
    (error: unknown) => {
      if (!isStopping) console.error(error instanceof Error ? error.stack : error);
      stopWith(1);
    },
  );
}
