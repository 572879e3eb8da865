/** A replica equals one committed seq of the server, whatever the network does to the frames [invariant 8]. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentLike, alertLists, plainBoard, queueLike } from "../test/boards.ts";
import type { Board } from "./board.ts";
import {
  type BeatFrame,
  type DeltaFrame,
  PROTOCOL_VERSION,
  type ServerFrame,
  type SnapshotFrame,
} from "./frames.ts";
import { applyFrame, createReplica, distrust, helloOf, type Replica, resumeOn } from "./replica.ts";

const snapshotOf = (board: Board): SnapshotFrame => ({
  type: "snapshot",
  build: "b1",
  setupRevision: 1,
  ...board,
});
const beatOf = (board: Board, seq = board.seq): BeatFrame => ({
  type: "beat",
  epoch: board.epoch,
  seq,
  at: board.at,
  feed: board.feed,
  alerting: board.alerting,
  build: "b1",
  setupRevision: 1,
});

/** What changed from one board to the next, as the Worker would say it. */
function deltaBetween(base: Board, next: Board): DeltaFrame {
  const before = new Map(base.agents.map((agent) => [agent.id, agent]));
  const after = new Set(next.agents.map((agent) => agent.id));
  const alertsAfter = new Set(next.alerts.map(({ id }) => id));
  return {
    type: "delta",
    epoch: next.epoch,
    base: base.seq,
    seq: next.seq,
    at: next.at,
    feed: next.feed,
    alerting: next.alerting,
    counts: next.counts,
    agents: next.agents
      .filter((agent) => before.get(agent.id) !== agent)
      .map((agent) => ({ agent, isIntroduced: !before.has(agent.id) })),
    removedAgents: base.agents.filter((agent) => !after.has(agent.id)).map((agent) => agent.id),
    queues: next.queues,
    removedQueues: base.queues
      .map(({ id }) => id)
      .filter((id) => next.queues.every((queue) => queue.id !== id)),
    alerts: next.alerts,
    removedAlerts: base.alerts.map(({ id }) => id).filter((id) => !alertsAfter.has(id)),
  };
}

/** The board without its order, which is the screen's own affair, and without what beats refresh: the feed, and who watches. */
const contents = (board: Board | Replica) => ({
  epoch: board.epoch,
  seq: board.seq,
  counts: board.counts,
  agents: new Map([...board.agents.values()].map((agent) => [agent.id, agent])),
  queues: new Map([...board.queues.values()].map((queue) => [queue.id, queue])),
  alerts: new Map([...board.alerts.values()].map((alert) => [alert.id, alert])),
});

const ids = fc.constantFrom("a1", "a2", "a3", "a4");
const queueIds = fc.constantFrom("q1", "q2", "q3");
const histories = fc
  .array(
    fc.record({
      agents: fc.uniqueArray(agentLike(ids), { selector: (agent) => agent.id, maxLength: 4 }),
      queues: fc.uniqueArray(queueLike(queueIds), { selector: (queue) => queue.id, maxLength: 3 }),
      alerts: alertLists(fc.constantFrom("x1", "x2", "x3", "__proto__"), 4),
    }),
    { minLength: 3, maxLength: 10 },
  )
  .map((steps) => steps.map(({ agents, queues, alerts }, seq) => plainBoard(seq, agents, queues, alerts)));

function boards(): readonly [Board, Board, Board] {
  const sample = fc.sample(histories, { numRuns: 1, seed: 7 })[0];
  const [first, second, third] = sample ?? [];
  if (first === undefined || second === undefined || third === undefined) throw new Error("no sample");
  return [first, second, third];
}

function boardAt(history: readonly Board[], place: number): Board {
  const board = history[Math.min(place, history.length - 1)];
  if (board === undefined) throw new Error("no board");
  return board;
}

function frameFor(kind: string, place: number, history: readonly Board[]): ServerFrame {
  const board = boardAt(history, place);
  if (kind === "snapshot") return snapshotOf(board);
  if (kind === "beat") return beatOf(board);
  return deltaBetween(board, boardAt(history, kind === "fold" ? history.length - 1 : place + 1));
}

describe("any network", () => {
  it("leaves a replica at exactly one committed seq at every moment, and at the last after a snapshot", () => {
    // Each element names a frame of the server's history to deliver next: losses, duplicates and any order at once.
    // "due" is the delta the replica waits for, without which nothing but snapshots would ever apply.
    const kinds = fc.constantFrom("due", "due", "due", "snapshot", "delta", "fold", "beat");
    const deliveries = fc.array(fc.tuple(fc.nat(), kinds), { minLength: 10, maxLength: 60 });
    let deltasApplied = 0;
    fc.assert(
      fc.property(histories, deliveries, (history, plan) => {
        const replica = createReplica();
        let highest = -1;
        for (const [pick, kind] of plan) {
          const place = kind === "due" ? Math.max(replica.seq, 0) : pick % history.length;
          const applied = applyFrame(replica, frameFor(kind, place, history));
          if (applied.kind === "applied" && !applied.isWhole) deltasApplied += 1;
          expect(replica.seq).toBeGreaterThanOrEqual(highest);
          highest = replica.seq;
          if (replica.seq >= 0) expect(contents(replica)).toEqual(contents(boardAt(history, replica.seq)));
        }
        const last = boardAt(history, history.length - 1);
        expect(applyFrame(replica, snapshotOf(last)).kind).toBe("applied");
        expect(contents(replica)).toEqual(contents(last));
      }),
    );
    expect(deltasApplied).toBeGreaterThan(0);
  });
});

describe("a delta", () => {
  it("made for our seq applies and names what changed", () => {
    const [first, second] = boards();
    const replica = createReplica();
    applyFrame(replica, snapshotOf(first));
    const delta = deltaBetween(first, second);
    expect(applyFrame(replica, delta)).toEqual({
      kind: "applied",
      isWhole: false,
      changedAgents: delta.agents.map(({ agent }) => agent.id),
      changedQueues: delta.queues.map(({ id }) => id),
      removedAgents: delta.removedAgents,
      removedQueues: delta.removedQueues,
      changedAlerts: delta.alerts.map(({ id }) => id),
      removedAlerts: delta.removedAlerts,
    });
    expect(contents(replica)).toEqual(contents(second));
    expect(applyFrame(replica, delta)).toEqual({ kind: "ignored", why: "duplicate" });
  });

  it("with a gap freezes the board, asks once, and drops deltas until the snapshot", () => {
    const [first, second, third] = boards();
    const replica = createReplica();
    applyFrame(replica, snapshotOf(first));
    expect(applyFrame(replica, deltaBetween(second, third))).toEqual({ kind: "ask" });
    expect(applyFrame(replica, deltaBetween(first, second))).toEqual({ kind: "ignored", why: "frozen" });
    expect(distrust(replica)).toEqual({ kind: "ignored", why: "frozen" });
    expect(contents(replica)).toEqual(contents(first));
    expect(applyFrame(replica, snapshotOf(third))).toMatchObject({ kind: "applied", isWhole: true });
    expect(contents(replica)).toEqual(contents(third));
  });

  it("names the alerts that went, and a snapshot those that it no longer has", () => {
    const [first, second] = boards();
    const alert = (id: string) => {
      const [sample] = fc.sample(
        alertLists(fc.constant(id), 1).filter(({ length }) => length === 1),
        1,
      );
      if (sample === undefined) throw new Error("no sample");
      return sample;
    };
    const [held, came] = [alert("held"), alert("came")];
    const replica = createReplica();
    applyFrame(replica, snapshotOf({ ...first, alerts: held }));
    const next = { ...second, alerts: came };
    expect(applyFrame(replica, deltaBetween({ ...first, alerts: held }, next))).toMatchObject({
      changedAlerts: ["came"],
      removedAlerts: ["held"],
    });
    expect([...replica.alerts.keys()]).toEqual(["came"]);
    expect(applyFrame(replica, snapshotOf({ ...next, alerts: [] }))).toMatchObject({
      changedAlerts: [],
      removedAlerts: ["came"],
    });
  });

  it("of another epoch asks", () => {
    const [first, second] = boards();
    const replica = createReplica();
    applyFrame(replica, snapshotOf(first));
    expect(applyFrame(replica, { ...deltaBetween(first, second), epoch: "e2" })).toEqual({ kind: "ask" });
  });
});

describe("a beat", () => {
  it("one ahead of us is given a beat's grace, then the lost last message is asked for", () => {
    const [first, second] = boards();
    const replica = createReplica();
    applyFrame(replica, snapshotOf(first));
    expect(applyFrame(replica, beatOf(second)).kind).toBe("ignored");
    expect(applyFrame(replica, beatOf(second))).toEqual({ kind: "ask" });
  });

  it("ahead of a board that then catches up asks nothing", () => {
    const [first, second, third] = boards();
    const replica = createReplica();
    applyFrame(replica, snapshotOf(first));
    applyFrame(replica, beatOf(second));
    applyFrame(replica, deltaBetween(first, second));
    expect(applyFrame(replica, beatOf(third))).toEqual({ kind: "ignored", why: "nothingNew" });
  });

  it("of another epoch asks at once, and again only after three more without an answer", () => {
    const [first] = boards();
    const replica = createReplica();
    applyFrame(replica, snapshotOf(first));
    const strange = { ...beatOf(first), epoch: "e2" };
    const answers = [1, 2, 3, 4].map(() => applyFrame(replica, strange).kind);
    expect(answers).toEqual(["ask", "ignored", "ignored", "ask"]);
  });

  it("brings the feed's newest state, also to a frozen board, but never an older one", () => {
    const [first, second, third] = boards();
    const replica = createReplica();
    applyFrame(replica, snapshotOf(second));
    distrust(replica);
    const stale = { ...third.feed, state: "stale" as const };
    applyFrame(replica, { ...beatOf(third), feed: stale });
    expect(replica.feed).toEqual(stale);
    applyFrame(replica, beatOf(first));
    expect(replica.feed).toEqual(stale);
  });

  it("brings who watches for alerts, with the feed, and a snapshot of another epoch starts afresh", () => {
    const [first, second, third] = boards();
    const replica = createReplica();
    expect(replica.alerting).toBeNull();
    applyFrame(replica, snapshotOf(second));
    const unheard = { state: "unheard" as const, since: third.at, more: 0 };
    applyFrame(replica, { ...beatOf(third), alerting: unheard });
    expect(replica.alerting).toEqual(unheard);
    applyFrame(replica, beatOf(first));
    expect(replica.alerting).toEqual(unheard);
    applyFrame(replica, snapshotOf({ ...first, epoch: "e2" }));
    expect(replica.alerting).toEqual(first.alerting);
  });
});

describe("the instant up to which the copy is the newest board", () => {
  it("is that of the last frame that said so, and no frame about another board moves it", () => {
    const [first, second, third] = boards();
    const replica = createReplica();
    applyFrame(replica, snapshotOf(first));
    expect(replica.boardAt).toBe(first.at);
    applyFrame(replica, { ...beatOf(first), at: first.at + 5_000 });
    expect(replica.boardAt).toBe(first.at + 5_000);
    applyFrame(replica, { ...beatOf(second), at: first.at + 10_000 });
    applyFrame(replica, deltaBetween(second, third));
    expect(replica.boardAt).toBe(first.at + 5_000);
    applyFrame(replica, { ...snapshotOf(third), at: first.at + 11_000 });
    expect(replica.boardAt).toBe(first.at + 11_000);
  });
});

describe("a new socket", () => {
  it("says what the board holds, even a frozen one, and goes on from a folded delta", () => {
    const [first, second, third] = boards();
    const replica = createReplica();
    expect(helloOf(replica)).toEqual({
      type: "hello",
      version: PROTOCOL_VERSION,
      epoch: null,
      seq: null,
      device: null,
    });
    applyFrame(replica, snapshotOf(first));
    applyFrame(replica, deltaBetween(second, third));
    resumeOn(replica);
    expect(helloOf(replica)).toEqual({
      type: "hello",
      version: PROTOCOL_VERSION,
      epoch: "e1",
      seq: first.seq,
      device: null,
    });
    expect(applyFrame(replica, deltaBetween(first, third)).kind).toBe("applied");
    expect(contents(replica)).toEqual(contents(third));
  });

  it("waits for the hello's answer before a beat makes it ask", () => {
    const [first, second] = boards();
    const replica = createReplica();
    expect(applyFrame(replica, beatOf(first)).kind).toBe("ignored");
    applyFrame(replica, snapshotOf(first));
    resumeOn(replica);
    expect([1, 2, 3].map(() => applyFrame(replica, beatOf(second)).kind)).toEqual([
      "ignored",
      "ignored",
      "ask",
    ]);
  });
});
