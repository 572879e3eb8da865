/**
 * Fifty rules for agents and ten for queues, as a large site would write them over the years: one threshold in several
 * severities, one rule for some teams, combinations. All are read with the product's own reader.
 */
import { type Rule, readRules } from "@callboard/core/alerting";

const AGENT_RULES = 50;
const QUEUE_RULES = 10;

type Written = Readonly<Record<string, unknown>>;

const all = (...parts: readonly Written[]): Written => ({ all: parts });
const any = (...parts: readonly Written[]): Written => ({ any: parts });
const inState = (state: string): Written => ({ field: "state", is: state });

/** `step` is 0 to 4: five thresholds of each, as for five severities or five kinds of team. */
const AGENT_KINDS: readonly ((step: number) => Written)[] = [
  (step) => ({ when: all(inState("NOT_READY"), { field: "stateSeconds", above: 300 * (step + 1) }) }),
  (step) => ({ when: { field: "wrapUpSeconds", above: 60 * (step + 1) } }),
  (step) => ({ when: { field: "callSeconds", above: 600 * (step + 1) } }),
  (step) => ({
    when: all(inState("NOT_READY"), { field: "statusCode", oneOf: ["RONA", "REFUSED"] }),
    holdSeconds: 30 * step,
  }),
  (step) => ({
    when: all(inState("READY"), { field: "routable", isNot: "routable" }),
    holdSeconds: 60 * (step + 1),
  }),
  (step) => ({
    when: all(
      { field: "state", oneOf: ["CALL", "AFTER_CALL_WORK"] },
      { field: "callQueueWaitSeconds", above: 60 * (step + 1) },
      { field: "callSeconds", above: 900 },
    ),
  }),
  (step) => ({
    when: all(
      inState("NOT_READY"),
      any({ field: "statusCode", is: "BREAK" }, { field: "statusCode", is: "LUNCH" }),
      { field: "stateSeconds", above: 600 * (step + 2) },
    ),
  }),
  (step) => ({
    when: all({ not: inState("SIGNED_OUT") }, { field: "stateSeconds", above: 1_800 * (step + 1) }),
  }),
  (step) => ({
    when: all({ field: "direction", is: "OUTBOUND" }, { field: "callSeconds", above: 300 * (step + 1) }),
  }),
  (step) => ({
    when: all(
      inState("NOT_READY"),
      { field: "statusCode", noneOf: ["BREAK", "LUNCH"] },
      { field: "stateSeconds", above: 240 * (step + 1) },
    ),
    scope: { of: "agents", teams: [`team-${step + 1}`, `team-${step + 11}`, `team-${step + 21}`] },
  }),
];

const QUEUE_KINDS: readonly ((step: number) => Written)[] = [
  (step) => ({
    when: all({ field: "waitSeconds", above: 60 * (step + 1) }, { field: "availableAgents", above: 5 }),
    clear: any({ field: "waitSeconds", atMost: 50 }, { field: "availableAgents", atMost: 3 }),
    keepFiringSeconds: 60,
  }),
  (step) => ({
    when: all(
      { field: "goalServiceLevelPct15m", below: { field: "goalPct", plus: -10 * step } },
      { field: "offered15m", atLeast: 10 },
    ),
    holdSeconds: 120,
    keepFiringSeconds: 120,
  }),
  (step) => ({ when: { field: "longestWaitSeconds", above: 90 * (step + 1) }, keepFiringSeconds: 30 }),
  (step) => ({
    when: all({ field: "abandonPct15m", above: 5 * (step + 1) }, { field: "offered15m", atLeast: 20 }),
  }),
  (step) => ({
    when: all({ field: "waiting", atLeast: step + 1 }, { field: "routableAgents", atMost: 0 }),
    holdSeconds: 60,
  }),
];

/** Throws where the reader complains of one: they are ours. */
export function manyRules(): readonly Rule[] {
  const read = readRules([
    ...written("agents", AGENT_RULES, AGENT_KINDS),
    ...written("queues", QUEUE_RULES, QUEUE_KINDS),
  ]);
  if (read.kind === "refused") throw new Error(read.complaints.join("\n"));
  return read.rules;
}

function written(of: "agents" | "queues", count: number, kinds: typeof AGENT_KINDS): Written[] {
  return Array.from({ length: count }, (_, number) => ({
    id: `bench_${of}_${number + 1}`,
    name: `Bench rule ${number + 1} for ${of}`,
    severity: "medium",
    scope: { of },
    ...kinds[number % kinds.length]?.(Math.floor(number / kinds.length)),
  }));
}
