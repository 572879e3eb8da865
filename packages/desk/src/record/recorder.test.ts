import { BOUNDS, createFloor, type FloorInput, type InteractionInput } from "@callboard/core";
import type { FloorEvent } from "@callboard/core/alerting";
import { ManualTime } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { MemoryLedger } from "../../test/memory-ledger.ts";
import { SITE, Timeline } from "../../test/timeline.ts";
import { agentData, agentMessage, queueMessage } from "../../test/wire.ts";
import { Recorder, type StoredRow } from "./recorder.ts";

const MINUTE = 60_000;

function createRecorder() {
  const time = new ManualTime();
  const ledger = new MemoryLedger();
  const stored: StoredRow[] = [];
  /** What is folded when a row is closed. */
  const folds: FloorEvent[] = [];
  const recorder = new Recorder({
    ...{ clock: time.clock, ledger, floor: createFloor(SITE), seq: null },
    fold: () => folds.splice(0),
    isFoldPending: () => folds.length > 0,
    onStored: (row) => void stored.push(row),
  });
  return { time, ledger, recorder, stored, folds };
}

const goneOf = (...agentIds: readonly string[]): FloorEvent => ({ kind: "gone", agentIds, queueIds: [] });
const bytesOf = (text: string): number => encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, "x").length;

const contact = (contactId: string): InteractionInput => ({
  kind: "interaction",
  contactId,
  queueId: "q1",
  agentId: null,
  phase: "QUEUED",
  media: "voice",
  direction: "INBOUND",
  at: 0,
  queuedAt: 0,
  offeredAt: null,
  answeredAt: null,
  endedAt: null,
});

describe("the log", () => {
  it("has one row a second at most, however much happens", () => {
    const t = new Timeline("a1").live();
    const before = t.ledger.rows.length;
    for (let tenths = 0; tenths < 300; tenths += 1) {
      t.upstream.say(agentMessage("a1", tenths % 2 === 0 ? "CALL" : "READY", t.now));
      t.pass(100);
    }
    expect(t.ledger.rows.length - before).toBeLessThanOrEqual(30);
    const gaps = t.ledger.rows
      .slice(before)
      .map(({ at }, index, rows) => at - (rows[index - 1]?.at ?? Number.NEGATIVE_INFINITY));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(BOUNDS.logEveryMs);
  });

  it("has one row per five seconds in the quiet, so that time itself is told", () => {
    const t = new Timeline("a1").start().pass(10_000);
    const before = t.ledger.rows.length;
    t.pass(MINUTE);
    const quiet = t.ledger.rows.slice(before);
    expect(quiet.length).toBeGreaterThanOrEqual(11);
    // A silent stream is redialled, and each turn of the feed closes a row.
    expect(quiet.length).toBeLessThanOrEqual(20);
    expect(quiet.at(-1)).toMatchObject({ body: "[]", feed: t.feed });
  });

  it("joins row to row without a hole in its numbers", () => {
    const t = new Timeline("a1").live();
    for (let times = 0; times < 50; times += 1) {
      t.upstream.say(
        agentMessage("a1", times % 2 === 0 ? "CALL" : "READY", t.now),
        queueMessage("q1", t.now),
      );
      t.pass(700);
    }
    const { rows } = t.ledger;
    for (const [index, row] of rows.entries()) {
      expect(row.fromSeq).toBe((rows[index - 1]?.toSeq ?? 0) + 1);
      // Each input has a number, and the row itself.
      expect(JSON.parse(row.body)).toHaveLength(row.toSeq - row.fromSeq);
    }
  });

  it("leaves out what changed nothing, and what is bulk", () => {
    const t = new Timeline("a1").live();
    const { seq } = t.desk.status().record;
    const message = agentMessage("a1", "CALL", t.now);
    t.upstream.say(message, message, message);
    expect(t.desk.status().record.seq).toBe(seq + 1);
    t.upstream.truth.set("a1", agentData("a1", "NOT_READY", t.now + 1));
    t.pass(MINUTE);
    const kinds = t.ledger.rows.flatMap(({ body }) =>
      (JSON.parse(body) as [number, number, FloorInput][]).map((entry) => entry[2].kind),
    );
    expect(new Set(kinds)).toEqual(new Set(["agentState", "queueStats", "groundTruth", "feed"]));
  });

  it("closes a row early where it would grow beyond what a row may hold", () => {
    const { time, ledger, recorder } = createRecorder();
    const long = "c".repeat(1_000);
    for (let count = 0; count < 800; count += 1) recorder.add(contact(`${long}${count}`));
    time.advance(BOUNDS.logEveryMs);
    recorder.flush();
    expect(ledger.rows.length).toBe(2);
    for (const { body } of ledger.rows) expect(body.length).toBeLessThanOrEqual(BOUNDS.logCharsPerRow + 2);
  });

  it("does not take an entry that no row can hold: a checkpoint has to follow", () => {
    const { ledger, recorder } = createRecorder();
    expect(recorder.add(contact("c".repeat(BOUNDS.logCharsPerRow)))).toBe(false);
    recorder.flush();
    expect(ledger.rows.map(({ body }) => body)).toEqual(["[]"]);
  });

  it("forgets rows that are old and held by a checkpoint", () => {
    const t = new Timeline("a1").live();
    t.pass(BOUNDS.logKeepMs + 5 * MINUTE);
    expect(t.now - (t.ledger.rows[0]?.at ?? 0)).toBeLessThanOrEqual(
      BOUNDS.logKeepMs + BOUNDS.checkpointEveryMs + 1_000,
    );
  });
});

describe("a row's events", () => {
  it("are in the ledger before anybody is told of them, and are told as they stand there", () => {
    const { time, ledger, recorder, stored } = createRecorder();
    recorder.tell([goneOf("a1"), goneOf("a2")]);
    expect(stored).toEqual([]);
    time.advance(BOUNDS.logEveryMs);
    recorder.flush();
    const [row] = ledger.toldAfter(0, 1);
    const events = JSON.parse(row?.events ?? "");
    expect(stored).toEqual([{ row, feed: "starting", events, isSendable: true }]);
  });

  it("are not told where storage failed, and the next row leaves their numbers out", () => {
    const { time, ledger, recorder, stored } = createRecorder();
    recorder.tell([goneOf("a1")]);
    ledger.isBroken = true;
    expect(recorder.settle()).toBe(false);
    ledger.isBroken = false;
    time.advance(BOUNDS.logEveryMs);
    recorder.tell([goneOf("a2")]);
    recorder.flush();
    expect(stored.map(({ row }) => row.fromSeq)).toEqual([2]);
    expect(recorder.settle()).toBe(true);
    expect(ledger.rows).toHaveLength(1);
  });

  it("are of one state of the feed: a turn closes the row under the old one, and the new one is told within a second", () => {
    const { time, ledger, recorder } = createRecorder();
    recorder.tell([goneOf("a1")]);
    recorder.turn("live");
    recorder.turn("live");
    time.advance(BOUNDS.logEveryMs);
    recorder.flush();
    expect(ledger.rows.map(({ feed, events }) => [feed, events])).toEqual([
      ["starting", JSON.stringify([goneOf("a1")])],
      ["live", "[]"],
    ]);
  });

  it("include what is folded at its end, also at a turn, and none of it twice", () => {
    const { recorder, stored, folds } = createRecorder();
    recorder.tell([goneOf("a1")]);
    folds.push(goneOf("a2"));
    recorder.turn("live");
    expect(stored.map(({ events }) => events)).toEqual([[goneOf("a1"), goneOf("a2")]]);
    recorder.settle();
    expect(stored.map(({ events }) => events.length)).toEqual([2, 0]);
  });

  it("never outgrow a message, counted as UTF-8, and lose nothing by it", () => {
    const { ledger, recorder } = createRecorder();
    const events = Array.from({ length: 900 }, (_, n) => goneOf(`${n}-${"漢é😀".repeat(n % 60)}`));
    recorder.tell(events);
    recorder.settle();
    expect(ledger.rows.length).toBeGreaterThan(2);
    const bytes = ledger.rows.map((row) => bytesOf(row.events));
    expect(Math.max(...bytes)).toBeLessThanOrEqual(BOUNDS.batchBytesMax + 1);
    // All but the last are full, to within one event.
    expect(Math.min(...bytes.slice(0, -1))).toBeGreaterThan(BOUNDS.batchBytesMax - 1_000);
    expect(ledger.rows.flatMap((row) => JSON.parse(row.events))).toEqual(events);
  });

  it("are never more than a batch may have", () => {
    const { ledger, recorder } = createRecorder();
    recorder.tell(Array.from({ length: BOUNDS.batchEventsMax + 1 }, () => goneOf("a")));
    recorder.settle();
    expect(ledger.rows.map((row) => JSON.parse(row.events).length)).toEqual([BOUNDS.batchEventsMax, 1]);
  });

  it("of which one alone is too large for any message are stored, to be asked for, and not sent", () => {
    const { recorder, stored } = createRecorder();
    const large = goneOf("x".repeat(BOUNDS.batchBytesMax));
    recorder.tell([goneOf("a1"), large, goneOf("a2")]);
    recorder.settle();
    expect(stored.map(({ isSendable, events }) => [isSendable, events.length])).toEqual([
      [true, 1],
      [false, 1],
      [true, 1],
    ]);
  });

  it("that fill rows do not put off what is folded once a second", () => {
    const { time, recorder, stored, folds } = createRecorder();
    const filling = goneOf("x".repeat(BOUNDS.batchBytesMax - 100));
    recorder.flush();
    for (let tenths = 0; tenths < 30; tenths += 1) {
      time.advance(100);
      if (folds.length === 0) folds.push(goneOf("folded"));
      recorder.tell([filling]);
      if (tenths % 10 === 9) recorder.flush();
    }
    const folded = stored.filter(({ events }) => JSON.stringify(events).includes("folded"));
    expect(folded).toHaveLength(3);
  });
});

describe("checkpoints", () => {
  it("are written each minute, and soon after what the log does not carry", () => {
    const t = new Timeline("a1").start();
    t.pass(BOUNDS.checkpointSoonMs + 1_000);
    expect(t.desk.status().record.checkpoints).toBe(1);
    t.pass(10 * MINUTE);
    expect(t.desk.status().record.checkpoints).toBeGreaterThanOrEqual(10);
    expect(t.desk.status().record.checkpoints).toBeLessThanOrEqual(13);
  });

  it.each([
    ["a checkpoint's part", BOUNDS.checkpointCharsPerRow],
    ["a row's inputs", BOUNDS.logCharsPerRow + 2],
    // Events are counted in bytes: three of them are at most what one character takes.
    ["a row's inputs beside its events", BOUNDS.logCharsPerRow + 2 + BOUNDS.batchBytesMax / 3],
  ])("fit into what SQLite holds in one value, in any script: %s", (_, chars) => {
    const sqliteValueBytes = 2_000_000;
    // Three characters stand for one byte of what is not ASCII.
    const bytesOf = (text: string): number => encodeURIComponent(text).length / 3;
    expect(bytesOf("漢".repeat(chars))).toBeLessThan(sqliteValueBytes);
    expect(bytesOf("😀".repeat(chars / 2))).toBeLessThan(sqliteValueBytes);
  });
});

describe("a ledger that fails", () => {
  it("never stops the live board, and is counted", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.ledger.isBroken = true;
    t.pass(2 * MINUTE);
    t.upstream.say(agentMessage("a1", "CALL", t.now));
    expect(screen.replica.agents.get("a1")?.state).toBe("CALL");
    expect(t.feed).toBe("live");
    expect(t.desk.status().record.failures).toBeGreaterThan(10);
    expect(t.desk.status().duesFailed).toBe(0);
  });

  it("and fails in the middle of a frame costs none of the frame's values", () => {
    const t = new Timeline("a1").live();
    // Two hours of one queue's figures: with the second an hour is learned, and cannot be kept.
    t.ledger.isBroken = true;
    const from = Math.ceil(t.now / (60 * MINUTE)) * 60 * MINUTE;
    t.pass(from - t.now);
    for (let minutes = 0; minutes < 61; minutes += 1) {
      t.upstream.say(queueMessage("q7", t.now));
      t.pass(MINUTE);
    }
    const last = queueMessage("q7", t.now);
    t.upstream.dial.text(JSON.stringify(last) + JSON.stringify(agentMessage("a1", "CALL", t.now)));
    expect(t.stateOf("a1")).toBe("CALL");
    expect(t.desk.floor.baselines.queues.get("q7")?.hours.size).toBe(1);
  });

  it("and then works again holds everything with its next checkpoint", () => {
    const t = new Timeline("a1").live();
    t.ledger.isBroken = true;
    t.upstream.say(agentMessage("a1", "CALL", t.now));
    t.pass(2 * MINUTE);
    t.ledger.isBroken = false;
    t.upstream.truth.clear();
    t.upstream.always("agents", { kind: "failed", why: "network" });
    t.pass(MINUTE + 1_000);
    t.restart();
    expect(t.stateOf("a1")).toBe("CALL");
  });
});
