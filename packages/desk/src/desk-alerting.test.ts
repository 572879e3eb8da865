/** The desk between its floor and the alert desk: what it tells, what it answers, and what it shows. */
import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { alertOf, pushOf } from "../test/alerts.ts";
import { FloorMirror } from "../test/floor-mirror.ts";
import { comparable } from "../test/screen.ts";
import { Timeline } from "../test/timeline.ts";
import { agentMessage, queueMessage } from "../test/wire.ts";

const MINUTE = 60_000;

describe("what fires", () => {
  it("is on every screen at once, and so is its end", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    expect(t.desk.show(pushOf(1, alertOf("x1"), alertOf("x2")))).toEqual({ isTaken: true });
    expect([...screen.replica.alerts.keys()]).toEqual(["x1", "x2"]);
    expect(screen.replica.alerting).toMatchObject({ state: "watching" });
    t.pass(BOUNDS.frameEveryMs);
    t.desk.show(pushOf(2, alertOf("x2")));
    t.pass(BOUNDS.frameEveryMs);
    expect([...screen.replica.alerts.values()]).toEqual([alertOf("x2")]);
    expect(screen.board()).toEqual(comparable(t.desk.board("short")));
    expect(t.desk.show(pushOf(1, alertOf("x1")))).toEqual({ isTaken: false });
  });

  it("is on the board, and stays there over a hole in what the alert desk tells, labelled", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.desk.show(pushOf(1, alertOf("x1")));
    t.pass(BOUNDS.alertsUnheardMs - 1_000);
    expect(t.desk.board("short").alerting.state).toBe("watching");
    t.pass(2_000);
    expect(t.desk.board("short")).toMatchObject({
      alerts: [{ id: "x1" }],
      alerting: { state: "unheard" },
    });
    expect(screen.replica.alerting?.state).toBe("unheard");
  });

  it("is told to a screen that comes later, and to one that comes back, by a snapshot or a fold", () => {
    const t = new Timeline("a1").live();
    const [there, away] = [t.screen(), t.screen()];
    t.desk.show(pushOf(1, alertOf("x1")));
    t.pass(200);
    away.drop();
    t.desk.show(pushOf(2, alertOf("x2")));
    t.pass(200);
    away.connect(t.desk).hello();
    expect(away.kinds().at(-1)).toBe("delta");
    const late = t.screen();
    expect(late.board()).toEqual(there.board());
    expect(away.board()).toEqual(there.board());
    expect(late.board().alerts).toEqual([alertOf("x2")]);
  });

  it("counts what is not shown, and tells the count without a change of the board", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.desk.show(pushOf(1));
    const { seq } = screen.replica;
    t.desk.show({ ...pushOf(2), more: 12 });
    expect(screen.replica.alerting?.more).toBe(12);
    expect(screen.replica.seq).toBe(seq);
  });
});

describe("the alert desk", () => {
  it("is woken at the beginning, and a few times a minute for as long as it tells nothing", () => {
    const t = new Timeline("a1").start();
    expect(t.alertDesk.wakes).toBe(1);
    t.pass(MINUTE);
    const { wakes } = t.alertDesk;
    expect([4, 5]).toContain(wakes);
    for (let seconds = 0; seconds < 60; seconds += 5) {
      t.desk.show(pushOf(seconds));
      t.pass(5_000);
    }
    expect(t.alertDesk.wakes).toBe(wakes);
  });

  it("is given each row as a batch once it is stored, about once a second, and never one that was not", () => {
    const t = new Timeline("a1").live();
    for (let tenths = 0; tenths < 100; tenths += 1) {
      t.upstream.say(agentMessage("a1", tenths % 2 === 0 ? "CALL" : "READY", t.now));
      t.pass(100);
    }
    const { rows } = t.ledger;
    expect(t.alertDesk.batches.map(({ fromSeq, toSeq }) => [fromSeq, toSeq])).toEqual(
      rows.map(({ fromSeq, toSeq }) => [fromSeq, toSeq]),
    );
    expect(t.alertDesk.batches.map(({ events }) => JSON.stringify(events))).toEqual(
      rows.map(({ events }) => events),
    );
    t.ledger.isBroken = true;
    const { length } = t.alertDesk.batches;
    t.pass(20_000);
    expect(t.alertDesk.batches).toHaveLength(length);
  });

  it("is told the time at least every five seconds, though nothing happens", () => {
    const t = new Timeline("a1").live();
    t.upstream.isMute = true;
    const from = t.now;
    t.pass(MINUTE);
    const instants = [from, ...t.alertDesk.batches.map(({ at }) => at).filter((at) => at > from), t.now];
    const gaps = instants.map((at, place) => at - (instants[place - 1] ?? at));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(BOUNDS.logQuietMs);
  });

  it("never holds up the board: not while the queue refuses, loses what it is given, or throws", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    for (const mood of ["refuses", "loses", "throws"] as const) {
      t.alertDesk.mood = mood;
      for (const state of ["CALL", "READY"]) {
        t.upstream.say(agentMessage("a1", state, t.now));
        t.pass(30_000);
        expect(screen.replica.agents.get("a1")?.state).toBe(state);
      }
    }
    expect(t.desk.status().outbox.unsent).toBeGreaterThan(30);
    expect(t.desk.status().duesFailed).toBe(0);
    t.alertDesk.mood = "takes";
    t.pass(3 * MINUTE);
    expect(t.desk.status().outbox).toMatchObject({ unsent: 0, inFlight: 0, givenUp: 0 });
    const seqs = t.alertDesk.batches.map(({ toSeq }) => toSeq);
    expect(new Set(seqs)).toEqual(new Set(t.ledger.rows.map(({ toSeq }) => toSeq)));
  });
});

describe("a question for missed rows", () => {
  it("is answered up to the present, the open row included", () => {
    const t = new Timeline("a1").live();
    const mirror = new FloorMirror();
    mirror.catchUp(t.desk);
    t.upstream.say(agentMessage("a1", "CALL", t.now));
    mirror.catchUp(t.desk);
    expect(mirror.agents.get("a1")?.state).toBe("CALL");
    expect(mirror.snapshots).toBe(1);
    expect(t.desk.rowsAfter("lineage-1", mirror.seq)).toEqual([]);
  });

  it.each([
    ["another lineage", "lineage-0", (seq: number) => seq],
    ["a seq that the desk has not reached", "lineage-1", (seq: number) => seq + 1],
    ["what the log has forgotten", "lineage-1", () => 0],
  ])("of %s has no answer", (_case, lineage, seqOf) => {
    const t = new Timeline("a1").live();
    t.pass(BOUNDS.logKeepMs + 5 * MINUTE);
    const snapshot = t.desk.snapshot();
    if (snapshot === null) throw new Error("no snapshot");
    expect(t.desk.rowsAfter(lineage, seqOf(snapshot.seq))).toBeNull();
    expect(t.desk.rowsAfter("lineage-1", snapshot.seq)).toEqual([]);
  });

  it("over a row that storage did not take has no answer, and the next batch shows the hole", () => {
    const t = new Timeline("a1").live();
    const before = t.desk.snapshot();
    if (before === null) throw new Error("no snapshot");
    t.upstream.say(agentMessage("a1", "CALL", t.now));
    t.ledger.isBroken = true;
    t.pass(2_000);
    expect(t.desk.snapshot()).toBeNull();
    t.ledger.isBroken = false;
    t.upstream.say(agentMessage("a1", "READY", t.now));
    t.pass(2_000);
    expect(t.alertDesk.batches.find(({ toSeq }) => toSeq > before.seq)?.fromSeq).toBeGreaterThan(
      before.seq + 1,
    );
    expect(t.desk.rowsAfter("lineage-1", before.seq)).toBeNull();
    const after = t.desk.snapshot();
    expect(after?.agents).toMatchObject([{ id: "a1", state: "READY" }]);
    expect(t.desk.rowsAfter("lineage-1", after?.seq ?? 0)).toEqual([]);
  });

  it("spares the queue what the asker says to hold", () => {
    const t = new Timeline("a1").live();
    t.alertDesk.mood = "refuses";
    t.pass(10_000);
    expect(t.desk.status().outbox.unsent).toBeGreaterThan(1);
    t.desk.rowsAfter("lineage-1", t.ledger.rows.at(-1)?.toSeq ?? 0);
    expect(t.desk.status().outbox.unsent).toBeLessThanOrEqual(1);
  });
});

describe("a restart", () => {
  it("goes on in the same lineage with higher numbers, and leaves one out: what was in memory is lost", () => {
    const t = new Timeline("a1").live();
    const mirror = new FloorMirror();
    mirror.catchUp(t.desk);
    const { seq } = mirror;
    t.restart().pass(6_000);
    const first = t.alertDesk.batches.find(({ toSeq }) => toSeq > seq);
    expect(first).toMatchObject({ lineage: "lineage-1", fromSeq: seq + 2 });
    expect(t.desk.rowsAfter("lineage-1", seq)).toBeNull();
    mirror.catchUp(t.desk);
    expect(mirror.snapshots).toBe(2);
    expect(mirror.agents.get("a1")?.state).toBe("READY");
  });

  it("tells nobody anew who is as they were: the snapshot does", () => {
    const ids = Array.from({ length: 50 }, (_, place) => `a${place}`);
    const t = new Timeline(...ids).live();
    t.pass(2 * MINUTE);
    const { length } = t.alertDesk.batches;
    t.restart();
    expect(t.desk.snapshot()?.agents).toHaveLength(50);
    t.pass(10_000);
    const told = t.alertDesk.batches.slice(length).flatMap(({ events }) => events);
    expect(told.filter(({ kind }) => kind === "who")).toEqual([]);
    expect(told.filter(({ kind }) => kind === "agent").length).toBeLessThan(5);
  });

  it("never gives one number away twice, however often and soon it comes", () => {
    const t = new Timeline("a1").live();
    const given = new Map<number, string>();
    for (let times = 0; times < 30; times += 1) {
      t.upstream.say(queueMessage("q1", t.now, times));
      const snapshot = t.desk.snapshot();
      if (snapshot === null) throw new Error("no snapshot");
      const text = JSON.stringify(snapshot.queues.map(({ waitSeconds }) => waitSeconds));
      expect(given.get(snapshot.seq) ?? text).toBe(text);
      given.set(snapshot.seq, text);
      t.pass((times * 37) % 1_500).restart();
    }
    expect(given.size).toBe(30);
  });
});

describe("bulk", () => {
  it("becomes rows that a message can hold, and all of it is told", () => {
    const ids = Array.from({ length: 3_000 }, (_, place) => `agent-${place}-${"漢".repeat(30)}`);
    const t = new Timeline(...ids).live();
    t.pass(2_000);
    for (const { events } of t.alertDesk.batches) {
      expect(events.length).toBeLessThanOrEqual(BOUNDS.batchEventsMax);
      const bytes = encodeURIComponent(JSON.stringify(events)).replaceAll(/%[0-9A-F]{2}/g, "x").length;
      expect(bytes).toBeLessThanOrEqual(BOUNDS.batchBytesMax + 2);
    }
    const who = t.alertDesk.batches.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === "who" ? [event.who.id] : [])),
    );
    expect(new Set(who)).toEqual(new Set(ids));
    expect(t.desk.status().outbox).toMatchObject({ unsent: 0, refused: 0 });
  });
});

describe("the status", () => {
  it("says how the alert desk is told, and what it told", () => {
    const t = new Timeline("a1").live();
    t.desk.show({ ...pushOf(3, alertOf("x1")), more: 2 });
    const { outbox, alerts } = t.desk.status();
    expect(outbox).toMatchObject({ refused: 0, lost: 0, unsent: 0, inFlight: 0 });
    expect(outbox.sent).toBe(t.ledger.rows.length);
    expect(outbox.lastSentAt).toBe(t.ledger.rows.at(-1)?.at);
    expect(alerts).toEqual({
      ...{ state: "watching", since: t.now, shown: 1, more: 2, pushes: 1, overtaken: 0, heardAt: t.now },
    });
  });
});
