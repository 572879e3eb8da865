/** Made-up boards for tests: arbitrary ones, hostile names included, for properties; and one of a real size. */
import {
  AGENT_STATES,
  DIRECTIONS,
  FEED_STATES,
  MEDIA,
  NOT_ROUTABLE_REASONS,
  ROUTABILITY_UNKNOWN_REASONS,
  SERVICE_LEVEL_VARIANTS,
  SEVERITIES,
} from "@callboard/core";
import fc from "fast-check";
import { ALERTING_STATES, type BoardAlert, type BoardAlerting } from "../src/alerts.ts";
import type {
  Board,
  BoardAgent,
  BoardCounts,
  BoardFeed,
  BoardQueue,
  BoardRoutability,
} from "../src/board.ts";
import type { SnapshotFrame } from "../src/frames.ts";

const EPOCH_2026 = 1_795_000_000_000;

export const names = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "<img src=x onerror=alert(1)>",
    "\u202eevil\u202c",
    "a\u0000b\n\"'\\",
    "\ud800",
    "",
    "名前🙂".repeat(2_000),
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const time = fc.integer({ min: EPOCH_2026 - 100_000_000, max: EPOCH_2026 + 100_000_000 });
const small = fc.nat({ max: 100_000 });
const figure = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((n) => n + 0);

const routability: fc.Arbitrary<BoardRoutability> = fc.oneof(
  fc.constant({ kind: "routable" as const }),
  fc.record({
    kind: fc.constant("notRoutable" as const),
    reason: fc.constantFrom(...NOT_ROUTABLE_REASONS),
    detail: maybe(names),
  }),
  fc.record({
    kind: fc.constant("unknown" as const),
    reason: fc.constantFrom(...ROUTABILITY_UNKNOWN_REASONS),
  }),
);

export const agentLike = (id: fc.Arbitrary<string>): fc.Arbitrary<BoardAgent> =>
  fc.record({
    id,
    name: names,
    team: maybe(names),
    state: fc.constantFrom(...AGENT_STATES),
    rawState: maybe(names),
    status: maybe(names),
    since: maybe(time),
    lastUpdated: maybe(time),
    queueId: maybe(names),
    direction: maybe(fc.constantFrom(...DIRECTIONS)),
    routability,
    trusted: fc.boolean(),
  });

const window = fc.oneof(
  fc.record({
    offered: small,
    answered: small,
    abandoned: small,
    serviceLevelPct: maybe(figure),
    asaSeconds: maybe(figure),
    ahtSeconds: maybe(figure),
    abandonPct: maybe(figure),
    blindMs: small,
  }),
  fc.record({
    offered: small,
    answered: small,
    abandoned: small,
    serviceLevelPct: maybe(figure),
    serviceLevelOf: small,
    asaSeconds: maybe(figure),
    ahtSeconds: maybe(figure),
    abandonPct: maybe(figure),
    blindMs: small,
  }),
  fc.constant({
    offered: 0,
    answered: 0,
    abandoned: 0,
    serviceLevelPct: null,
    serviceLevelOf: 0,
    asaSeconds: null,
    ahtSeconds: null,
    abandonPct: null,
    blindMs: 0,
  }),
);

export const queueLike = (id: fc.Arbitrary<string>): fc.Arbitrary<BoardQueue> =>
  fc.record({
    id,
    name: names,
    media: maybe(fc.constantFrom(...MEDIA)),
    statsAt: maybe(time),
    waitSeconds: maybe(figure),
    abandonedCount: maybe(figure),
    availableAgents: maybe(figure),
    callVolume1h: maybe(figure),
    serviceLevelPct: maybe(figure),
    waitTrend: fc.constantFrom(-1 as const, 0 as const, 1 as const, null),
    waitDeviationSeconds: maybe(figure),
    waiting: small,
    longestWaitSince: maybe(time),
    unsureWaiting: small,
    routableAgents: small,
    goalPct: figure,
    thresholdSeconds: figure,
    variant: fc.constantFrom(...SERVICE_LEVEL_VARIANTS),
    last15m: window,
    last1h: window,
    today: window,
  });

export const feeds: fc.Arbitrary<BoardFeed> = fc.record({
  state: fc.constantFrom(...FEED_STATES),
  since: time,
  asOf: maybe(time),
  clock: maybe(time),
  reconciledAt: maybe(time),
  advice: names,
});

export const alertings: fc.Arbitrary<BoardAlerting> = fc.record({
  state: fc.constantFrom(...ALERTING_STATES),
  since: time,
  more: small,
});

const person = fc.record({ by: names, at: time });

export const alertLike = (id: fc.Arbitrary<string>): fc.Arbitrary<BoardAlert> =>
  fc.record({
    id,
    ruleId: names,
    ruleName: names,
    severity: fc.constantFrom(...SEVERITIES),
    phase: fc.constantFrom("firing" as const, "recovering" as const),
    entity: fc.oneof(
      fc.record({ kind: fc.constantFrom("agent" as const, "queue" as const), id: names }),
      fc.constant({ kind: "feed" as const }),
    ),
    queueId: maybe(names),
    activeSince: time,
    firedAt: time,
    value: maybe(figure),
    threshold: maybe(figure),
    unit: fc.constantFrom("seconds" as const, "pct" as const, "count" as const, null),
    acknowledged: maybe(person),
    silenced: maybe(fc.record({ by: names, until: time })),
    isFlapping: fc.boolean(),
    comments: small,
    lastComment: maybe(fc.record({ by: names, at: time, text: names })),
  });

export const alertLists = (ids: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<BoardAlert[]> =>
  fc.uniqueArray(alertLike(ids), { selector: (alert) => alert.id, maxLength });

export const countsLike: fc.Arbitrary<BoardCounts> = fc.record({
  byState: fc.array(small, { minLength: AGENT_STATES.length, maxLength: AGENT_STATES.length }),
  routable: small,
  readyNotRoutable: small,
  readyUnknown: small,
});

export const snapshots: fc.Arbitrary<SnapshotFrame> = fc.record({
  type: fc.constant("snapshot" as const),
  build: names,
  setupRevision: small,
  epoch: names,
  seq: small,
  at: time,
  site: fc.record({ tenant: names, name: names, zone: names }),
  feed: feeds,
  counts: countsLike,
  agents: fc.uniqueArray(agentLike(names), { selector: (agent) => agent.id, maxLength: 12 }),
  queues: fc.uniqueArray(queueLike(names), { selector: (queue) => queue.id, maxLength: 5 }),
  alerting: alertings,
  alerts: alertLists(names, 4),
});

/** Refs as the Worker gives them: the next number for each new id. */
export function createRefs(): (id: string) => number {
  const refs = new Map<string, number>();
  return (id) => {
    const ref = refs.get(id) ?? refs.size;
    refs.set(id, ref);
    return ref;
  };
}

/** Counts are what the agents say; enough of a board for protocol tests. */
export function plainBoard(
  seq: number,
  agents: readonly BoardAgent[],
  queues: readonly BoardQueue[],
  alerts: readonly BoardAlert[],
): Board {
  return {
    epoch: "e1",
    seq,
    at: EPOCH_2026 + seq * 100,
    site: { tenant: "demo", name: "Demo", zone: "Europe/Berlin" },
    feed: {
      state: "live",
      since: EPOCH_2026,
      asOf: EPOCH_2026 + seq * 100,
      clock: EPOCH_2026 + seq * 100,
      reconciledAt: null,
      advice: "",
    },
    counts: {
      byState: AGENT_STATES.map((state) => agents.filter((agent) => agent.state === state).length),
      routable: seq,
      readyNotRoutable: 0,
      readyUnknown: 0,
    },
    agents,
    queues,
    alerting: { state: "watching", since: EPOCH_2026 + seq, more: seq },
    alerts,
  };
}
