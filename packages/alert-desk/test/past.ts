/** Made-up history for replays: a floor of a few agents and queues, told in rows a second apart. */
import type { AgentState, EpochMs, FeedState } from "@callboard/core";
import type {
  AgentRow,
  FloorBatch,
  FloorEvent,
  FloorSnapshot,
  QueueRow,
  WindowRow,
} from "@callboard/core/alerting";
import { START } from "@callboard/shell/testing";

const WINDOW: WindowRow = {
  ...{ offered: 0, answered: 0, abandoned: 0, serviceLevelPct: null, serviceLevelOf: 0, abandonPct: null },
  ...{ asaSeconds: null, ahtSeconds: null, blindMs: 0 },
};

export const agentRow = (id: string, state: AgentState, since: EpochMs): AgentRow => ({
  ...{ id, state, rawState: null, statusCode: null, status: null, since, callSince: null, wrapUpSince: null },
  ...{ queueId: null, direction: null, context: null },
  routability:
    state === "READY"
      ? { kind: "routable", reason: null, detail: null }
      : { kind: "notRoutable", reason: "notReady", detail: "Lunch" },
});

export const queueRow = (id: string, at: EpochMs, waitSeconds: number, routableAgents = 1): QueueRow => ({
  ...{ id, name: `Queue ${id}`, media: "voice", statsAt: at, waitSeconds, availableAgents: 3 },
  ...{ abandonedCount: 0, callVolume1h: 9, serviceLevelPct: 90, usualWeeks: 2, waitDeviationSeconds: 4 },
  ...{ serviceLevelDeviationPct: null, waiting: 2, longestWaitSince: at - 5_000, unsureWaiting: 1 },
  ...{ routableAgents, workingAgents: 0 },
  goal: { thresholdSeconds: 20, shortAbandonSeconds: 20, goalPct: 80, variant: "ignoreAbandons" },
  ...{
    last15m: { ...WINDOW, offered: 7, answered: 7, serviceLevelPct: 50, serviceLevelOf: 7 },
    last1h: WINDOW,
  },
  today: WINDOW,
});

/** Rows of a log that follow each other, and the whole floor where it is asked for. */
export class PastLog {
  seq = 0;
  lineage = "l1";
  feed: FeedState = "live";
  /** By what the desk's clock is ahead of CXone's. */
  aheadMs = 700;

  batch(clock: EpochMs, events: readonly FloorEvent[] = [], at = clock + this.aheadMs): FloorBatch {
    const fromSeq = this.seq + 1;
    this.seq += Math.max(1, events.length);
    const { lineage, feed } = this;
    return { v: 1, tenant: "acme", lineage, fromSeq, toSeq: this.seq, at, clock, feed, events };
  }

  whole(clock: EpochMs, agents: readonly AgentRow[] = [], queues: readonly QueueRow[] = []): FloorSnapshot {
    const { lineage, feed, seq } = this;
    const who = agents.map(({ id }) => ({
      ...{ id, name: `Ana Ruiz ${id}`, teamId: "t", teamName: "Team T", skillIds: null },
    }));
    const head = { v: 1, tenant: "acme", lineage, seq, at: clock + this.aheadMs, clock, feed } as const;
    return { ...head, zone: "Europe/Berlin", siteName: "Acme", who, agents, queues };
  }
}

export const moved = (row: AgentRow, at: EpochMs): FloorEvent => ({
  ...{ kind: "agent", at, from: "UNKNOWN", row, isRepaired: false },
});

export const second = (nth: number): EpochMs => START + nth * 1_000;
