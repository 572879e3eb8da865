/**
 * A stand-in for the tenant's desk: it keeps the rows of a floor, closes them into a log of batches, and answers what the
 * alert desk asks. Events are dated by the true time, rows by the wall clock. It can be deaf, forget its log, and begin another one.
 */
import type { AgentState, EpochMs, FeedState } from "@callboard/core";
import type {
  AgentIdentity,
  AgentRow,
  FloorBatch,
  FloorEvent,
  FloorSnapshot,
  QueueRow,
  WindowRow,
} from "@callboard/core/alerting";
import type { AlertsPush } from "@callboard/protocol";
import { type ManualTime, START } from "@callboard/shell/testing";
import type { Answered, FloorDesk } from "../src/ports.ts";

const WINDOW: WindowRow = {
  ...{ offered: 0, answered: 0, abandoned: 0, serviceLevelPct: null, abandonPct: null },
  ...{ asaSeconds: null, ahtSeconds: null, blindMs: 0 },
};

const agentRow = (
  id: string,
  state: AgentState,
  since: EpochMs,
  queueId: string | null = null,
): AgentRow => ({
  ...{ id, state, rawState: null, statusCode: null, status: null, since, callSince: null, wrapUpSince: null },
  ...{ queueId, direction: null, routability: { kind: "unknown", reason: "profileUnknown", detail: null } },
  context: null,
});

const queueRow = (id: string, at: EpochMs, waitSeconds: number, availableAgents: number): QueueRow => ({
  ...{
    id,
    name: `Queue ${id}`,
    statsAt: at,
    waitSeconds,
    availableAgents,
    abandonedCount: 0,
    callVolume1h: 0,
  },
  ...{ serviceLevelPct: 90, usualWeeks: 0, waitDeviationSeconds: null, serviceLevelDeviationPct: null },
  ...{ waiting: 0, longestWaitSince: null, routableAgents: 1, workingAgents: 0 },
  goal: { thresholdSeconds: 20, shortAbandonSeconds: 20, goalPct: 80, variant: "ignoreAbandons" },
  ...{ last15m: WINDOW, last1h: WINDOW, today: WINDOW },
});

export class FloorLog implements FloorDesk {
  readonly #time: ManualTime;
  readonly #who = new Map<string, AgentIdentity>();
  readonly #agents = new Map<string, AgentRow>();
  readonly #queues = new Map<string, QueueRow>();
  readonly tenant: string;
  lineage = "lineage-1";
  seq = 0;
  clock: EpochMs = START;
  feed: FeedState = "live";
  rows: FloorBatch[] = [];
  /** How long an answer takes; `null`: nothing is ever answered. */
  answerMs: number | null = 10;
  isReachable = true;
  /** Whether an answer is of the instant of its question, and not of its arrival. */
  isAnswerOld = false;
  /** The desk is of a build whose snapshots this one cannot read. */
  brokenBuild = false;
  readonly asked: string[] = [];
  readonly shown: AlertsPush[] = [];
  #events: FloorEvent[] = [];

  constructor(time: ManualTime, tenant = "acme") {
    this.#time = time;
    this.tenant = tenant;
  }

  // ── What happens on the floor ────────────────────────────────────────────────────────────────────────

  /** Somebody of this team is there. */
  hire(id: string, teamId: string | null = "t1", name = `Agent ${id}`): this {
    const who = { id, name, teamId, teamName: teamId === null ? null : `Team ${teamId}`, skillIds: null };
    this.#who.set(id, who);
    this.#events.push({ kind: "who", who });
    return this;
  }

  /** An agent moves at `at` (now by default). */
  move(
    id: string,
    state: AgentState,
    queueId: string | null = null,
    at: EpochMs = this.#time.trueNow(),
  ): this {
    const from = this.#agents.get(id)?.state ?? "UNKNOWN";
    const row = agentRow(id, state, at, queueId);
    this.#agents.set(id, row);
    this.clock = Math.max(this.clock, at);
    this.#events.push({ kind: "agent", at, from, row, isRepaired: false });
    return this;
  }

  /** A reading of a queue comes. */
  read(id: string, waitSeconds: number, availableAgents = 10, at: EpochMs = this.#time.trueNow()): this {
    const row = queueRow(id, at, waitSeconds, availableAgents);
    this.#queues.set(id, row);
    this.clock = Math.max(this.clock, at);
    this.#events.push({ kind: "queue", at, row });
    return this;
  }

  leave(...agentIds: string[]): this {
    for (const id of agentIds) this.#agents.delete(id);
    this.#events.push({ kind: "gone", agentIds, queueIds: [] });
    return this;
  }

  /** Closes a row. The event clock has come up to now, as it does on a floor where others go on. */
  close(options: { readonly keepClock?: boolean } = {}): FloorBatch {
    if (options.keepClock !== true && this.feed === "live")
      this.clock = Math.max(this.clock, this.#time.trueNow());
    const fromSeq = this.seq + 1;
    this.seq += Math.max(1, this.#events.length);
    const { tenant, lineage, clock, feed } = this;
    const batch: FloorBatch = {
      ...{ v: 1, tenant, lineage, fromSeq, toSeq: this.seq, at: this.#time.now(), clock, feed },
      events: this.#events,
    };
    this.#events = [];
    this.rows.push(batch);
    return batch;
  }

  /** Has the same floor and the same log as another stand-in, as far as that one has come. */
  follow(other: FloorLog): void {
    this.rows = [...other.rows];
    this.seq = other.seq;
    this.clock = other.clock;
    this.feed = other.feed;
    for (const [mine, theirs] of [
      [this.#who, other.#who],
      [this.#agents, other.#agents],
      [this.#queues, other.#queues],
    ] as const) {
      mine.clear();
      for (const [id, row] of theirs) (mine as Map<string, unknown>).set(id, row);
    }
  }

  /** The desk lost its memory: another log begins. */
  restartLog(lineage: string): void {
    this.lineage = lineage;
    this.seq = 0;
    this.rows = [];
  }

  // ── What the alert desk asks ─────────────────────────────────────────────────────────────────────────

  rowsAfter(
    lineage: string,
    seq: number,
    done: (rows: Answered<readonly FloorBatch[] | null>) => void,
  ): void {
    this.#answer(`rows ${seq}`, done, () => {
      const isHeld = lineage === this.lineage && (this.rows[0]?.fromSeq ?? this.seq + 1) <= seq + 1;
      return isHeld ? structuredClone(this.rows.filter(({ toSeq }) => toSeq > seq).slice(0, 200)) : null;
    });
  }

  snapshot(done: (snapshot: Answered<FloorSnapshot>) => void): void {
    const v = this.brokenBuild ? 2 : 1;
    this.#answer("snapshot", done, () => ({ ...this.floor(), v }) as FloorSnapshot);
  }

  show(push: AlertsPush, done: (shown: Answered<null>) => void): void {
    this.#answer("show", done, () => {
      this.shown.push(push);
      return null;
    });
  }

  floor(): FloorSnapshot {
    const { tenant, lineage, seq, clock, feed } = this;
    return structuredClone({
      ...{
        v: 1,
        tenant,
        lineage,
        seq,
        at: this.#time.now(),
        clock,
        feed,
        zone: "Europe/Berlin",
        siteName: "Acme",
      },
      ...{
        who: [...this.#who.values()],
        agents: [...this.#agents.values()],
        queues: [...this.#queues.values()],
      },
    });
  }

  #answer<Value>(what: string, done: (answer: Answered<Value>) => void, value: () => Value): void {
    this.asked.push(what);
    if (this.answerMs === null) return;
    const answered = (): Answered<Value> =>
      this.isReachable ? { kind: "answered", value: value() } : { kind: "failed" };
    const early = this.isAnswerOld ? answered() : null;
    this.#time.later(this.answerMs, () => done(early ?? answered()));
  }
}
