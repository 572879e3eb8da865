/** The two rules by which alerts are provoked: one that fires at once, and one whose condition must last a while. */

interface BenchRule {
  readonly id: string;
  /** The status code that it looks for, which nothing else in the centre carries. */
  readonly code: string;
  readonly holdSeconds: number;
}

export const AT_ONCE: BenchRule = { id: "bench_at_once", code: "BENCH_AT_ONCE", holdSeconds: 0 };
export const HELD: BenchRule = { id: "bench_held", code: "BENCH_HELD", holdSeconds: 3 };
export const BENCH_RULES = [AT_ONCE, HELD] as const;
/** The one sink that they name, so that no other alert's notice is among those that are timed. */
export const SINK_ID = "bench";

/** Critical, since a wall shows the most severe alerts first and has a bound for them. */
export const writtenRule = ({ id, code, holdSeconds }: BenchRule) => ({
  ...{ id, name: `Bench ${code}`, severity: "critical", scope: { of: "agents" } },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "statusCode", is: code },
    ],
  },
  ...{ holdSeconds, cooldownSeconds: 0, sinks: [SINK_ID] },
});
