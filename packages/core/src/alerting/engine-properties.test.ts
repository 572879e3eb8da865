/** What holds for every story: fires against a naive oracle, any batching, any restart, any repetition. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALWAYS, moved, queueRow, rule, T0 } from "../../test/alerting-kit.ts";
import type { FeedState } from "../vocabulary.ts";
import type { Passage } from "./alert.ts";
import type { FloorBatch, FloorEvent, FloorSnapshot } from "./batch.ts";
import { createEngine, takeBatch, takeSnapshot } from "./engine.ts";
import type { Engine } from "./entities.ts";
import { packEngine, unpackEngine } from "./pack-engine.ts";

const RULES = [
  rule({
    id: "idle",
    scope: { of: "agents" },
    when: {
      all: [
        { field: "state", is: "NOT_READY" },
        { field: "stateSeconds", above: 20 },
      ],
    },
  }),
  rule({ id: "held", scope: { of: "agents" }, when: { field: "state", isNot: "READY" }, holdSeconds: 15 }),
  rule({
    id: "wrap",
    scope: { of: "agents" },
    when: { not: { field: "wrapUpSeconds", atMost: 10 } },
    keepFiringSeconds: 5,
  }),
  rule({
    id: "wait",
    scope: { of: "queues" },
    when: {
      any: [
        { field: "waitSeconds", above: 60 },
        { field: "longestWaitSeconds", above: 25 },
      ],
    },
    holdSeconds: 5,
    clear: { field: "waitSeconds", below: 50 },
    keepFiringSeconds: 7,
  }),
  rule({ id: "full", scope: { of: "queues" }, when: { field: "availableAgents", atMost: 0 } }),
  rule({
    id: "blind",
    severity: "critical",
    scope: { of: "feed" },
    when: { field: "blindSeconds", above: 8 },
  }),
];
const STATES = ["READY", "NOT_READY", "WRAP_UP", "CALL"] as const;

const EMPTY: FloorSnapshot = {
  v: 1,
  tenant: "demo",
  lineage: "log",
  seq: 0,
  at: T0,
  clock: T0,
  feed: "live",
  zone: "UTC",
  siteName: "Demo",
  who: [],
  agents: [],
  queues: [],
};

/** One thing that happens so long after the one before; the feed's state stands until it turns. */
interface Happening {
  readonly afterMs: number;
  readonly feed: FeedState | null;
  readonly event: ((atMs: number) => FloorEvent) | null;
}

const offset = (atMs: number): string => `${atMs}ms`;

const agentEvent = fc
  .record({
    id: fc.constantFrom("ada", "bo"),
    state: fc.constantFrom(...STATES),
    lateMs: fc.constantFrom(0, 0, 300, 900, 4_000),
  })
  .map(({ id, state, lateMs }) => (atMs: number): FloorEvent => {
    const since = Math.max(0, atMs - lateMs);
    const wrapUpSince = state === "WRAP_UP" ? T0 + since : null;
    return moved(offset(since), id, state, { since: T0 + since, wrapUpSince });
  });

const queueEvent = fc
  .record({
    waitSeconds: fc.option(fc.constantFrom(0, 49, 55, 61, 90)),
    availableAgents: fc.constantFrom(0, 3),
    waiting: fc.constantFrom(0, 1),
  })
  .map((figures) => (atMs: number): FloorEvent => {
    const longestWaitSince = figures.waiting === 0 ? null : T0 + Math.max(0, atMs - 10_000);
    return {
      kind: "queue",
      at: T0 + atMs,
      row: queueRow("sales", { ...figures, statsAt: T0 + atMs, longestWaitSince }),
    };
  });

const otherEvent = fc.constantFrom(
  (): FloorEvent => ({ kind: "gone", agentIds: ["bo"], queueIds: [] }),
  (): FloorEvent => ({ kind: "gone", agentIds: [], queueIds: ["sales"] }),
  (): FloorEvent => ({
    kind: "who",
    who: { id: "ada", name: "Ada", teamId: "t", teamName: "Team", skillIds: null },
  }),
);

const happening: fc.Arbitrary<Happening> = fc.record({
  afterMs: fc.oneof(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 15_000 })),
  feed: fc.oneof(
    { weight: 8, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom<FeedState>("live", "down", "catchingUp", "stale") },
  ),
  event: fc.oneof(
    { weight: 5, arbitrary: agentEvent },
    { weight: 4, arbitrary: queueEvent },
    { weight: 1, arbitrary: otherEvent },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
});
const story = fc.array(happening, { minLength: 1, maxLength: 40 });

interface Told {
  readonly atMs: number;
  readonly feed: FeedState;
  readonly event: FloorEvent | null;
}

function lay(happenings: readonly Happening[]): Told[] {
  let atMs = 0;
  let feed: FeedState = "live";
  return happenings.map((one) => {
    atMs += one.afterMs;
    feed = one.feed ?? feed;
    return { atMs, feed, event: one.event?.(atMs) ?? null };
  });
}

/** Rows as the desk would close them: at each turn of the feed, where `isCut` says so, and at the end. */
function rows(told: readonly Told[], isCut: (index: number) => boolean): FloorBatch[] {
  const batches: FloorBatch[] = [];
  let events: FloorEvent[] = [];
  let heardMs = 0;
  for (const [index, one] of told.entries()) {
    if (one.event !== null) events.push(one.event);
    if (one.event?.kind === "agent" || one.event?.kind === "queue")
      heardMs = Math.max(heardMs, one.event.at - T0);
    const next = told[index + 1];
    const isTurn = next === undefined || next.feed !== one.feed;
    // The row that thaws is judged as a whole (N10), so where it ends is part of the story.
    const isThaw = one.feed === "live" && told[index - 1]?.feed !== "live" && index > 0;
    if (!isTurn && !isThaw && !isCut(index)) continue;
    const seq = batches.length + 1;
    const at = T0 + one.atMs;
    // A row that is cut in two knows no more of the clock than its events do.
    const clock = isTurn || isThaw ? at : T0 + heardMs;
    batches.push({
      v: 1,
      tenant: "demo",
      lineage: "log",
      fromSeq: seq,
      toSeq: seq,
      at,
      clock,
      feed: one.feed,
      events,
    });
    events = [];
  }
  return batches;
}

function run(
  batches: readonly FloorBatch[],
  between: (engine: Engine, index: number) => Engine = (engine) => engine,
): Passage[] {
  let engine = createEngine({ rules: RULES, calendar: ALWAYS });
  const passages = takeSnapshot(engine, EMPTY);
  for (const [index, batch] of batches.entries()) {
    passages.push(...takeBatch(engine, batch));
    engine = between(engine, index);
  }
  return passages;
}

const every = () => true;
const never = () => false;

describe("whatever happens", () => {
  it("[N21] the same rows give the same passages", () => {
    fc.assert(
      fc.property(story, (happenings) => {
        const batches = rows(lay(happenings), never);
        expect(run(batches)).toEqual(run(JSON.parse(JSON.stringify(batches))));
      }),
      { numRuns: 100 },
    );
  });

  it("[N21] agents' and queues' passages are the same however the events are batched", () => {
    fc.assert(
      fc.property(story, fc.array(fc.boolean()), (happenings, cuts) => {
        const told = lay(happenings);
        const ofFloor = (passages: readonly Passage[]) =>
          passages.filter(({ entity }) => entity.kind !== "feed");
        const whole = ofFloor(run(rows(told, never)));
        expect(ofFloor(run(rows(told, every)))).toEqual(whole);
        expect(ofFloor(run(rows(told, (index) => cuts[index % Math.max(1, cuts.length)] ?? false)))).toEqual(
          whole,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("[N21] a restart at any point changes nothing", () => {
    fc.assert(
      fc.property(story, fc.nat(40), (happenings, point) => {
        const batches = rows(lay(happenings), every);
        const restarted = run(batches, (engine, index) => {
          if (index !== point % batches.length) return engine;
          const again = unpackEngine(JSON.parse(JSON.stringify(packEngine(engine))));
          if (again === null) throw new Error("what an engine packed is not read");
          return again;
        });
        expect(restarted).toEqual(run(batches));
      }),
      { numRuns: 200 },
    );
  });

  it("[N7] [N21] an alert's passages follow each other, are never dated back, and no two fires have one id", () => {
    fc.assert(
      fc.property(story, (happenings) => {
        const phases = new Map<string, Passage>();
        const fired = new Set<string>();
        for (const passage of run(rows(lay(happenings), every))) {
          const before = phases.get(passage.alertId);
          if (before !== undefined && before.to !== "normal") {
            expect(passage.from).toBe(before.to);
            expect(passage.at).toBeGreaterThanOrEqual(before.at);
          } else expect(passage.from).toBe("normal");
          expect(passage.at).toBeGreaterThanOrEqual(passage.activeSince);
          if (passage.to === "firing" && passage.from !== "recovering") {
            expect(fired).not.toContain(passage.alertId);
            fired.add(passage.alertId);
          }
          phases.set(passage.alertId, passage);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("[N10] no alert of an agent or a queue moves in a row that is not live", () => {
    fc.assert(
      fc.property(story, (happenings) => {
        const engine = createEngine({ rules: RULES, calendar: ALWAYS });
        takeSnapshot(engine, EMPTY);
        for (const batch of rows(lay(happenings), every)) {
          const moves = takeBatch(engine, batch).filter(({ entity }) => entity.kind !== "feed");
          if (batch.feed !== "live") expect(moves).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
