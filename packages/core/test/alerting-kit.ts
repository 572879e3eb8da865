/**
 * What the alerting tests tell their stories with: rows with plain defaults, and a timeline that is written in offsets
 * ("15m2s") from one instant and answers in lines that read as sentences. Only tests import this.
 */
import {
  type AgentIdentity,
  type AgentRow,
  changeRules,
  createEngine,
  type Engine,
  type FloorBatch,
  type FloorEvent,
  type FloorSnapshot,
  type Passage,
  packEngine,
  type QueueRow,
  type Rule,
  readRule,
  type SiteCalendar,
  takeBatch,
  takeSilence,
  takeSnapshot,
  unpackEngine,
} from "../src/alerting/index.ts";
import { DEFAULT_QUEUE_GOAL } from "../src/site.ts";
import type { AgentState, EpochMs, FeedState } from "../src/vocabulary.ts";

/** The guide's instant, a Wednesday: 2024-05-15T14:32:10.000Z. */
export const T0: EpochMs = Date.UTC(2024, 4, 15, 14, 32, 10);
export const ALWAYS: SiteCalendar = { zone: "UTC", open: [], holidays: [] };
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** "1h2m3.5s" in milliseconds. */
function ms(offset: string): number {
  let total = 0;
  const rest = offset.replace(/([\d.]+)(ms|s|m|h)/g, (_, figure: string, unit: string) => {
    total += Math.round(Number(figure) * (UNITS[unit] ?? Number.NaN));
    return "";
  });
  if (rest !== "" || Number.isNaN(total)) throw new Error(`not an offset: ${offset}`);
  return total;
}

export const at = (offset: string): EpochMs => T0 + ms(offset);

/** An instant as an offset, in minutes and seconds: 900001 ms are "15m0.001s". */
function offsetOf(instant: EpochMs): string {
  const total = instant - T0;
  const minutes = Math.floor(total / 60_000);
  const seconds = (total - minutes * 60_000) / 1_000;
  return minutes === 0 ? `${seconds}s` : seconds === 0 ? `${minutes}m` : `${minutes}m${seconds}s`;
}

/** A rule as people write it, checked; a mistake in a test's own rule throws. */
export function rule(value: object): Rule {
  const read = readRule({ id: "rule", name: "A rule", severity: "high", ...value });
  if (read.kind === "refused") throw new Error(read.complaints.join(" "));
  return read.rule;
}

export const IDLE = rule({
  id: "idle",
  scope: { of: "agents" },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "stateSeconds", above: 900 },
    ],
  },
});

export const agentRow = (id: string, state: AgentState, changes: Partial<AgentRow> = {}): AgentRow => ({
  id,
  state,
  rawState: null,
  statusCode: null,
  status: null,
  since: T0,
  callSince: null,
  wrapUpSince: null,
  queueId: null,
  direction: null,
  routability: { kind: "unknown", reason: "profileUnknown", detail: null },
  context: null,
  ...changes,
});

const NO_WINDOW = {
  offered: 0,
  answered: 0,
  abandoned: 0,
  serviceLevelPct: null,
  abandonPct: null,
  asaSeconds: null,
  ahtSeconds: null,
  blindMs: 0,
};

export const queueRow = (id: string, changes: Partial<QueueRow> = {}): QueueRow => ({
  id,
  name: null,
  statsAt: T0,
  waitSeconds: 0,
  abandonedCount: 0,
  availableAgents: 0,
  callVolume1h: 0,
  serviceLevelPct: null,
  usualWeeks: 0,
  waitDeviationSeconds: null,
  serviceLevelDeviationPct: null,
  waiting: 0,
  longestWaitSince: null,
  routableAgents: 0,
  workingAgents: 0,
  goal: DEFAULT_QUEUE_GOAL,
  last15m: NO_WINDOW,
  last1h: NO_WINDOW,
  today: NO_WINDOW,
  ...changes,
});

export const identity = (id: string, changes: Partial<AgentIdentity> = {}): AgentIdentity => ({
  id,
  name: null,
  teamId: null,
  teamName: null,
  skillIds: [],
  ...changes,
});

/** A story told to one engine. It begins live at 0s, on an empty floor, unless told otherwise. */
export class Timeline {
  engine: Engine;
  readonly passages: Passage[] = [];
  feed: FeedState;
  private seq = 0;
  private clock: EpochMs = T0;
  private readonly calendar: SiteCalendar;

  constructor(rules: readonly Rule[], { calendar = ALWAYS, feed = "live" as FeedState } = {}) {
    this.calendar = calendar;
    this.feed = feed;
    this.engine = createEngine({ rules, calendar });
    this.snapshot("0s");
  }

  /** One batch, closed at `offset` of both clocks. */
  batch(offset: string, events: readonly FloorEvent[] = [], changes: Partial<FloorBatch> = {}): this {
    this.seq += 1;
    this.clock = Math.max(this.clock, at(offset));
    const base = { v: 1, tenant: "demo", lineage: "log", fromSeq: this.seq, toSeq: this.seq } as const;
    const batch = { ...base, at: at(offset), clock: this.clock, feed: this.feed, events, ...changes };
    this.passages.push(...takeBatch(this.engine, batch));
    return this;
  }

  /** The feed turns, and says nothing else. */
  turns(offset: string, feed: FeedState): this {
    this.feed = feed;
    return this.batch(offset, [], feed === "live" ? {} : { clock: this.clock });
  }

  /** An agent moves: the state begins with the event unless `since` says otherwise. */
  agent(offset: string, id: string, state: AgentState, changes: Partial<AgentRow> = {}): this {
    return this.batch(offset, [moved(offset, id, state, changes)]);
  }

  /** The stream tells it later than it happened. */
  late(heard: string, offset: string, id: string, state: AgentState): this {
    return this.batch(heard, [moved(offset, id, state)]);
  }

  /** Ground truth tells of an agent's state, which began at `since`. */
  repaired(offset: string, id: string, state: AgentState, since: string): this {
    const event = moved(offset, id, state, { since: at(since) });
    return this.batch(offset, [{ ...event, isRepaired: true }], { clock: this.clock });
  }

  /** A reading of CXone's. */
  reading(offset: string, id: string, changes: Partial<QueueRow> = {}): this {
    return this.batch(offset, [read(offset, id, changes)]);
  }

  who(offset: string, id: string, changes: Partial<AgentIdentity> = {}): this {
    return this.batch(offset, [{ kind: "who", who: identity(id, changes) }]);
  }

  gone(offset: string, agentIds: readonly string[], queueIds: readonly string[] = []): this {
    return this.batch(offset, [{ kind: "gone", agentIds, queueIds }]);
  }

  /** Nothing happens, and the clocks go on. */
  passes(offset: string): this {
    return this.batch(offset);
  }

  silence(offset: string): this {
    this.passages.push(...takeSilence(this.engine, at(offset)));
    return this;
  }

  snapshot(offset: string, changes: Partial<FloorSnapshot> = {}): this {
    this.seq += 1;
    this.clock = Math.max(this.clock, at(offset));
    const base = {
      v: 1,
      tenant: "demo",
      lineage: "log",
      seq: this.seq,
      zone: "UTC",
      siteName: "Demo",
    } as const;
    const rows = { who: [], agents: [], queues: [] };
    const clocks = { at: at(offset), clock: this.clock, feed: this.feed };
    this.passages.push(...takeSnapshot(this.engine, { ...base, ...clocks, ...rows, ...changes }));
    return this;
  }

  rules(rules: readonly Rule[], calendar = this.calendar): this {
    this.passages.push(...changeRules(this.engine, { rules, calendar }));
    return this;
  }

  /** The process ends, and another one goes on from what was kept. */
  restart(): this {
    const engine = unpackEngine(JSON.parse(JSON.stringify(packEngine(this.engine))));
    if (engine === null) throw new Error("what an engine packed is not read");
    this.engine = engine;
    return this;
  }

  /** What happened, as `offset rule entity from>to reason`; and forgets it, so that the next question is about what follows. */
  told(): string[] {
    return this.passages.splice(0).map(line);
  }

  /** Fires alone. */
  fires(): string[] {
    return this.told().filter((one) => one.includes(">firing"));
  }
}

const line = ({ at: when, rule: { id }, entity, from, to, reason }: Passage): string =>
  `${offsetOf(when)} ${id} ${entity.id} ${from}>${to} ${reason}`;

export const moved = (
  offset: string,
  id: string,
  state: AgentState,
  changes: Partial<AgentRow> = {},
): FloorEvent & { kind: "agent" } => ({
  kind: "agent",
  at: at(offset),
  from: "UNKNOWN",
  row: agentRow(id, state, { since: at(offset), ...changes }),
  isRepaired: false,
});

export const read = (offset: string, id: string, changes: Partial<QueueRow> = {}): FloorEvent => ({
  kind: "queue",
  at: at(offset),
  row: queueRow(id, { statsAt: at(offset), ...changes }),
});
