/**
 * What the rules engine is compared with: conditions made into closures once, and then every rule asked for every agent
 * and queue at every batch, as one would write it first. It keeps no holds, no alerts and no evidence and freezes for
 * nothing, so it does less than an engine must: what it costs is what asking everything costs, and no more.
 */
import type {
  AgentRow,
  Comparison,
  Condition,
  FloorBatch,
  FloorSnapshot,
  QueueRow,
  Rule,
  RuleScope,
} from "@callboard/core/alerting";

type Told = string | number | null | undefined;
type Read<Row> = (row: Row, clock: number) => Told;
type Test<Row> = (row: Row, clock: number) => boolean;
type Readers<Row> = Readonly<Record<string, Read<Row>>>;

const since = (from: number | null, clock: number): number | null =>
  from === null ? null : (clock - from) / 1_000;

const AGENT: Readers<AgentRow> = {
  state: (row) => row.state,
  statusCode: (row) => row.statusCode,
  direction: (row) => row.direction,
  routable: (row) => row.routability.kind,
  stateSeconds: (row, clock) => since(row.since, clock),
  callSeconds: (row, clock) => since(row.callSince, clock),
  wrapUpSeconds: (row, clock) => since(row.wrapUpSince, clock),
  callQueueWaitSeconds: (row) => row.context?.waitSeconds,
};

const QUEUE: Readers<QueueRow> = {
  waitSeconds: (row) => row.waitSeconds,
  availableAgents: (row) => row.availableAgents,
  waiting: (row) => row.waiting,
  longestWaitSeconds: (row, clock) => since(row.longestWaitSince, clock),
  routableAgents: (row) => row.routableAgents,
  goalPct: (row) => row.goal.goalPct,
  offered15m: (row) => row.last15m.offered,
  abandonPct15m: (row) => row.last15m.abandonPct,
  goalServiceLevelPct15m: (row) => row.last15m.serviceLevelPct,
};

export class NaiveEngine {
  readonly #agentTests: readonly Test<AgentRow>[];
  readonly #queueTests: readonly Test<QueueRow>[];
  readonly #teams = new Map<string, string | null>();
  readonly #agents = new Map<string, AgentRow>();
  readonly #queues = new Map<string, QueueRow>();

  constructor(rules: readonly Rule[], snapshot: FloorSnapshot) {
    this.#agentTests = rules
      .filter(({ scope }) => scope.of === "agents")
      .map((rule) => this.#inScope(rule.scope, testOf(rule.when, AGENT)));
    this.#queueTests = rules
      .filter(({ scope }) => scope.of === "queues")
      .map((rule) => testOf(rule.when, QUEUE));
    for (const { id, teamId } of snapshot.who) this.#teams.set(id, teamId);
    for (const row of snapshot.agents) this.#agents.set(row.id, row);
    for (const row of snapshot.queues) this.#queues.set(row.id, row);
  }

  #inScope(scope: RuleScope, test: Test<AgentRow>): Test<AgentRow> {
    if (scope.of !== "agents" || scope.teams === undefined) return test;
    const teams = new Set(scope.teams);
    return (row, clock) => teams.has(this.#teams.get(row.id) ?? "") && test(row, clock);
  }

  get pairs(): number {
    return this.#agentTests.length * this.#agents.size + this.#queueTests.length * this.#queues.size;
  }

  /** How many pairs of a rule and an agent or queue hold after this batch. */
  take({ events, clock }: FloorBatch): number {
    for (const event of events) {
      if (event.kind === "agent") this.#agents.set(event.row.id, event.row);
      else if (event.kind === "queue") this.#queues.set(event.row.id, event.row);
    }
    let holding = 0;
    for (const test of this.#agentTests)
      for (const row of this.#agents.values()) if (test(row, clock)) holding += 1;
    for (const test of this.#queueTests)
      for (const row of this.#queues.values()) if (test(row, clock)) holding += 1;
    return holding;
  }
}

function testOf<Row>(condition: Condition, readers: Readers<Row>): Test<Row> {
  if ("not" in condition) {
    const test = testOf(condition.not, readers);
    return (row, clock) => !test(row, clock);
  }
  if ("all" in condition) {
    const tests = condition.all.map((part) => testOf(part, readers));
    return (row, clock) => tests.every((test) => test(row, clock));
  }
  if ("any" in condition) {
    const tests = condition.any.map((part) => testOf(part, readers));
    return (row, clock) => tests.some((test) => test(row, clock));
  }
  return comparisonOf(condition, readers);
}

function readerOf<Row>(readers: Readers<Row>, field: string): Read<Row> {
  const read = readers[field];
  if (read === undefined) throw new Error(`the naive engine does not know ${field}`);
  return read;
}

function comparisonOf<Row>(comparison: Comparison, readers: Readers<Row>): Test<Row> {
  const read = readerOf(readers, comparison.field);
  if ("is" in comparison) return (row, clock) => read(row, clock) === comparison.is;
  if ("isNot" in comparison) return (row, clock) => read(row, clock) !== comparison.isNot;
  if ("oneOf" in comparison) return (row, clock) => comparison.oneOf.includes(String(read(row, clock)));
  if ("noneOf" in comparison) return (row, clock) => !comparison.noneOf.includes(String(read(row, clock)));
  return orderOf(comparison, read, readers);
}

function orderOf<Row>(
  comparison: Exclude<
    Comparison,
    { is: unknown } | { isNot: unknown } | { oneOf: unknown } | { noneOf: unknown }
  >,
  read: Read<Row>,
  readers: Readers<Row>,
): Test<Row> {
  const operand =
    "above" in comparison
      ? comparison.above
      : "atLeast" in comparison
        ? comparison.atLeast
        : "below" in comparison
          ? comparison.below
          : comparison.atMost;
  const other = typeof operand === "number" ? () => operand : readerOf(readers, operand.field);
  const plus = typeof operand === "number" ? 0 : (operand.plus ?? 0);
  const holds = (order: (excess: number) => boolean): Test<Row> => {
    return (row, clock) => {
      const left = read(row, clock);
      const right = other(row, clock);
      return typeof left === "number" && typeof right === "number" && order(left - right - plus);
    };
  };
  if ("above" in comparison) return holds((excess) => excess > 0);
  if ("atLeast" in comparison) return holds((excess) => excess >= 0);
  if ("below" in comparison) return holds((excess) => excess < 0);
  return holds((excess) => excess <= 0);
}
