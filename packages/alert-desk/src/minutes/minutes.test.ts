import { START } from "@callboard/shell/testing";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import { describe, expect, it } from "vitest";
import { Rig, value } from "../../test/rig.ts";
import { AlertStore } from "../storage/alert-store.ts";
import { migrate, NEWEST_VERSION } from "../storage/migrations.ts";
import { MinuteStore } from "../storage/minute-store.ts";

const MINUTE_MS = 60_000;
const firstMinute = (Math.floor(START / MINUTE_MS) + 1) * MINUTE_MS;

const trendOf = (rig: Rig, queueId: string, stretch = "hours3") =>
  value(rig.desk.trends({ queues: [queueId], stretch })).trends[0]?.points ?? [];

/** Spans in short: `READY 0-30` in seconds from the start. */
function timelineOf(rig: Rig, agentId: string, from = START, to: number | undefined = undefined): string[] {
  const reply = value(rig.desk.timeline({ agentId, from, ...(to === undefined ? {} : { to }) }));
  const second = (at: number | null): string => (at === null ? "" : String(Math.round((at - START) / 1_000)));
  return reply.spans.map((span) => `${span.state} ${second(span.from)}-${second(span.to)}`);
}

/** A wait that rises by one each second. */
function rising(rig: Rig, seconds: number, from = 0): Rig {
  for (let second = 0; second < seconds; second += 1) {
    rig.floor.read("q1", from + second);
    rig.pass(1);
  }
  return rig;
}

const rowsOf = (rig: Rig) =>
  rig.sql.all<{ end_at: number | null }>("SELECT end_at FROM minute ORDER BY id").map(({ end_at }) => end_at);

describe("minutes of the floor", () => {
  it("[D17] each is one row, with the figures as they stood at its end by the event clock", () => {
    const rig = rising(new Rig(), 200);
    const points = trendOf(rig, "q1");
    expect(points.map(({ at }) => at)).toEqual([0, 1, 2].map((nth) => firstMinute + nth * MINUTE_MS));
    // A reading a second since the start: at a minute's end the last one before it stands.
    const waits = points.map(({ at }) => Math.ceil((at - START) / 1_000) - 1);
    expect(points.map(({ waitSeconds }) => waitSeconds)).toEqual(waits);
    expect(points[0]).toMatchObject({
      waiting: 0,
      routable: 1,
      offered: 0,
      serviceLevelPct: null,
      blindMs: 0,
    });
    expect(rowsOf(rig)).toEqual(points.map(({ at }) => at));
    expect(rig.status.history.minutes).toBe(3);
    expect(trendOf(rig, "nobody")).toEqual([]);
  });

  it("[D17] rows that come again, late or after a restart make no minute twice and lose none", () => {
    const rig = new Rig();
    for (let round = 0; round < 20; round += 1) {
      rising(rig, 10, round * 10);
      rig.give(...rig.floor.rows.slice(-5));
      rig.floor.read("q1", 1_000);
      const early = rig.floor.close();
      rig.floor.read("q1", round * 10 + 10);
      rig.give(rig.floor.close());
      rig.give(early);
      rig.restart();
    }
    const ends = rowsOf(rig).filter((at) => at !== null);
    expect(ends).toEqual(ends.map((_, nth) => firstMinute + nth * MINUTE_MS));
    expect(ends.length).toBeGreaterThanOrEqual(3);
    expect(trendOf(rig, "q1").map(({ at }) => at)).toEqual(ends);
  });

  it("[D17] what nobody saw has no minute, and is a hole in a timeline", () => {
    const rig = new Rig();
    rig.floor.hire("a1").move("a1", "READY");
    rising(rig, 90);
    rig.floor.feed = "stale";
    rig.pass(200);
    rig.floor.feed = "live";
    rising(rig, 100);
    const ats = trendOf(rig, "q1").map(({ at }) => Math.round((at - START) / 1_000));
    const first = Math.round((firstMinute - START) / 1_000);
    expect(ats.every((at) => at < 106 || at > 290)).toBe(true);
    expect(ats[0]).toBe(first);
    expect(ats.length).toBeGreaterThanOrEqual(2);
    const [before, after, ...more] = timelineOf(rig, "a1");
    expect(before).toMatch(/^READY \d+-(89|90)$/);
    expect(after).toMatch(/^READY 29\d-$/);
    expect(more).toEqual([]);
  });

  it("[D17] a clock of ours that is set back changes nothing: minutes are by the event clock", () => {
    const rig = rising(new Rig(), 100);
    rig.time.stepClock(-3_600_000);
    rising(rig, 100, 100);
    const ats = trendOf(rig, "q1").map(({ at }) => at);
    expect(ats).toEqual([0, 1, 2].map((nth) => firstMinute + nth * MINUTE_MS));
  });

  it("[D17] the day is told by quarter hours, each at its end", () => {
    const rig = rising(new Rig(), 40 * 60);
    const quarters = trendOf(rig, "q1", "day").map(({ at }) => at);
    expect(quarters.length).toBeGreaterThanOrEqual(2);
    expect(quarters.every((at) => at % 900_000 === 0)).toBe(true);
    const eight = value(rig.desk.trends({ queues: ["q1"], stretch: "hours8" })).trends[0];
    expect(eight?.stepMs).toBe(180_000);
    expect(eight?.points.every(({ at }) => at % 180_000 === 0)).toBe(true);
  });

  it("[D17] questions that are none are refused with a sentence", () => {
    const { desk } = new Rig();
    const many = Array.from({ length: 51 }, (_, nth) => `q${nth}`);
    expect(desk.trends({ queues: [], stretch: "day" })).toMatchObject({ status: 400 });
    expect(desk.trends({ queues: many, stretch: "day" })).toMatchObject({
      detail: "`queues` must name at most 50 queues.",
    });
    expect(desk.trends({ queues: ["q"], stretch: "year" })).toMatchObject({
      detail: "`stretch` must be one of: hours3, hours8, day.",
    });
  });

  it("[D17] are forgotten when they are old, and when all of them are too much", () => {
    const rig = rising(new Rig(), 300);
    const store = new MinuteStore(rig.sql);
    const { minutes, minuteChars } = store.totals();
    expect(store.prune(firstMinute, minuteChars, 10)).toBe(1);
    expect(store.prune(0, minuteChars / 4, 2)).toBe(2);
    expect(store.totals().minutes).toBe(minutes - 3);
    rig.floor.answerMs = null;
    rig.time.onAlarm = () => undefined;
    rig.time.advance(8 * 24 * 3_600_000);
    rig.desk.wake();
    expect(rig.status.history.minutes).toBe(0);
    expect(rig.sql.all("SELECT minute_id FROM minute_moves")).toEqual([]);
  });
});

describe("an agent's timeline", () => {
  it("[D17] tells their states from the first to the present one, which is not over", () => {
    const rig = new Rig();
    rig.floor.hire("a1").move("a1", "READY");
    rig.pass(100);
    rig.floor.move("a1", "CALL", "q1");
    rig.pass(100);
    rig.floor.move("a1", "WRAP_UP");
    rig.pass(30);
    expect(timelineOf(rig, "a1")).toEqual(["READY 0-100", "CALL 100-200", "WRAP_UP 200-"]);
    const from = START + 50_000;
    expect(timelineOf(rig, "a1", from, START + 120_000)).toEqual(["READY 50-100", "CALL 100-120"]);
    expect(timelineOf(rig, "a1", START + 110_000, START + 120_000)).toEqual(["CALL 110-120"]);
    expect(timelineOf(rig, "a1", START + 210_000)).toEqual(["WRAP_UP 210-"]);
    expect(timelineOf(rig, "a2")).toEqual([]);
  });

  it("[D17] an earlier hour of somebody who has not moved since is told from how they stand now", () => {
    const rig = new Rig();
    rig.floor.hire("a1").move("a1", "READY");
    rig.pass(400);
    expect(timelineOf(rig, "a1", START + 130_000, START + 190_000)).toEqual(["READY 130-190"]);
    rig.floor.move("a1", "NOT_READY");
    rig.pass(100);
    expect(timelineOf(rig, "a1", START + 130_000, START + 190_000)).toEqual(["READY 130-190"]);
  });

  it("[D17] whoever left the floor has an end", () => {
    const rig = new Rig();
    rig.floor.hire("a1").move("a1", "READY").move("a2", "READY");
    rig.pass(70);
    rig.floor.leave("a1");
    rig.pass(70);
    expect(timelineOf(rig, "a1")).toEqual([expect.stringMatching(/^READY \d-(69|70)$/)]);
  });

  it("[D17] states that were told only after a hole are told from then on", () => {
    const rig = new Rig();
    rig.floor.hire("a1").move("a1", "READY");
    rig.pass(70);
    for (let row = 0; row < 5; row += 1) rig.floor.close();
    rig.floor.move("a1", "CALL", "q1");
    rig.floor.close();
    rig.floor.rows = rig.floor.rows.slice(-1);
    rig.time.advance(30_000);
    rig.pass(70);
    const spans = timelineOf(rig, "a1");
    expect(spans.length).toBe(2);
    expect(spans[0]).toMatch(/^READY \d-(69|70)$/);
    expect(spans[1]).toMatch(/^CALL \d+-$/);
  });

  it("[D17] ids and words from outside are only text", () => {
    const rig = new Rig();
    for (const id of ["__proto__", '"', "a%_'", "<img onerror>"]) rig.floor.hire(id).move(id, "READY");
    rig.pass(130);
    expect(timelineOf(rig, "__proto__").length).toBe(1);
    expect(timelineOf(rig, '"').length).toBe(1);
    expect(timelineOf(rig, "a%_'").length).toBe(1);
    expect(timelineOf(rig, "a").length).toBe(0);
  });

  it("[D17] stretches that are none are refused with a sentence", () => {
    const { desk } = new Rig();
    const ask = (from: number, to: number) => desk.timeline({ agentId: "a", from, to });
    expect(ask(START + 3_600_000, START + 7_200_000)).toMatchObject({
      detail: "`from` is in the future: only what has happened can be shown.",
    });
    expect(ask(START - 10, START - 20)).toMatchObject({ detail: "`from` must be before `to`." });
    expect(ask(START - 40 * 3_600_000, START)).toMatchObject({
      detail: "It is too long: ask for 36 hours at most.",
    });
  });
});

describe("the tables of before", () => {
  it("are brought to the present ones, with what is in them", () => {
    const sql = new Sqlite();
    migrate(sql, 1);
    sql.all(
      `INSERT INTO alert (id, rule_id, entity_id, severity, is_active, fired_at, resolved_at, incident_id, words, body)
       VALUES ('x', 'r', 'e', 'high', 0, 5, 9, 'i', '', '{"id":"x"}')`,
    );
    sql.all("INSERT INTO chunk (from_at, to_at, is_keyframe, bytes) VALUES (1, 2, 1, 0)");
    expect(() => new MinuteStore(sql).totals()).toThrow();
    migrate(sql);
    expect(new MinuteStore(sql).totals()).toEqual({ minutes: 0, minuteChars: 0 });
    expect(new AlertStore(sql).find("x")).toEqual({ id: "x" });
    expect(sql.all("SELECT is_keyframe FROM chunk")).toEqual([{ is_keyframe: 1 }]);
    migrate(sql);
    expect(sql.all("SELECT number FROM version")).toEqual([{ number: NEWEST_VERSION }]);
    sql.close();
  });
});
