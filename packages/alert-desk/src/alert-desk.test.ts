import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { idleRig, idleRule, lastOf, Rig, value, WEBHOOK } from "../test/rig.ts";

describe("from a batch to an alert of record", () => {
  it("[D1] an agent left not ready fires once, at its time, with evidence, on the walls and to its sink", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(15);
    const [alert] = rig.alerts();
    expect(rig.told()).toEqual(["idle a1 firing"]);
    expect(alert?.firedAt).toBe(START + 2_000 + 10_001);
    expect(alert?.record).toMatchObject({
      ...{ alert_type: "idle", user_id: "a1", state: "NOT_READY", threshold_seconds: 10 },
    });
    const detail = value(rig.desk.alert(alert?.id ?? ""));
    expect(detail.passages.map(({ to, reason }) => `${to} ${reason}`)).toEqual(["firing conditionMet"]);
    expect(detail.passages[0]?.evidence.compared.map(({ field }) => field)).toEqual([
      "state",
      "stateSeconds",
    ]);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    expect(rig.floor.shown.at(-1)?.alerts.map(({ id }) => id)).toEqual([alert?.id]);
  });

  it("[D1] it ends with the agent's next state, and stays in the history with each passage", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(15);
    rig.floor.move("a1", "READY");
    rig.pass(3);
    const [alert] = rig.alerts({ state: "resolved" });
    expect(alert).toMatchObject({ phase: "resolved", resolvedAt: START + 17_000 });
    const detail = value(rig.desk.alert(alert?.id ?? ""));
    expect(detail.passages.map(({ to }) => to)).toEqual(["firing", "resolved"]);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
    expect(rig.floor.shown.at(-1)?.alerts).toEqual([]);
  });

  it("[D1] an alert that comes and goes many times keeps its first passages and its newest ones", () => {
    const rule = idleRule(10, {
      when: { field: "waitSeconds", above: 50 },
      clear: { field: "waitSeconds", below: 40 },
      keepFiringSeconds: 600,
    });
    const rig = new Rig().onlyRules({ ...rule, scope: { of: "queues" } });
    rig.pass(1);
    for (let turn = 0; turn < 120; turn += 1) {
      rig.floor.read("q1", turn % 2 === 0 ? 60 : 30);
      rig.pass(1);
    }
    const detail = value(rig.desk.alert(rig.alerts()[0]?.id ?? ""));
    expect(detail.passages).toHaveLength(100);
    expect(detail.passagesLeftOut).toBe(20);
    expect(detail.passages.map(({ to }) => to).slice(0, 3)).toEqual(["firing", "recovering", "firing"]);
    expect(detail.passages.at(-1)?.to).toBe("recovering");
  });

  it("[D2] what comes twice is answered as a duplicate and changes nothing", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(15);
    const before = rig.alerts();
    expect(rig.give(...rig.floor.rows)).toEqual(rig.floor.rows.map(() => "duplicate"));
    expect(rig.alerts()).toEqual(before);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
  });

  it("[D2] a batch of another tenant is put aside and touches nothing (invariant 12)", () => {
    const rig = idleRig();
    const foreign = { ...rig.floor.close(), tenant: "globex" };
    const before = rig.status.lastSeq;
    expect(rig.give(foreign)).toEqual(["poisoned"]);
    expect(rig.status.lastSeq).toBe(before);
    expect(rig.status.poisoned[0]?.why).toBe("another tenant's");
  });

  it("[D3] early batches are held, and answered when what was before them has come", () => {
    const rig = idleRig();
    const [first, second, third] = [rig.floor.close(), rig.floor.close(), rig.floor.close()];
    const late = rig.give(third, second);
    expect(late).toEqual([]);
    expect(rig.status.held).toBe(2);
    expect(rig.give(first)).toEqual(["committed"]);
    expect(late).toEqual(["committed", "committed"]);
    expect(rig.status).toMatchObject({ held: 0, lastSeq: third.toSeq });
    expect(rig.floor.asked.filter((asked) => asked.startsWith("rows"))).toEqual([]);
  });

  it("[D3] a hole that stays is fetched from the desk's log after a moment's patience", () => {
    const rig = idleRig();
    const lost = rig.floor.close();
    const early = rig.give(rig.floor.close());
    rig.time.advance(400);
    expect(rig.floor.asked).not.toContain(`rows ${lost.fromSeq - 1}`);
    rig.time.advance(200);
    expect(rig.floor.asked).toContain(`rows ${lost.fromSeq - 1}`);
    expect(early).toEqual(["committed"]);
    expect(rig.status.lastSeq).toBe(lastOf(rig.floor.rows).toSeq);
  });

  it("[D3] where the log reaches back no further, the whole floor is taken, and who fires goes on firing", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(15);
    rig.floor.move("a2", "NOT_READY");
    for (let row = 0; row < 20; row += 1) {
      rig.floor.close();
      rig.time.advance(1_000);
    }
    rig.floor.rows = rig.floor.rows.slice(-1);
    rig.give(lastOf(rig.floor.rows));
    rig.time.advance(1_000);
    rig.pass(2);
    expect(rig.floor.asked).toContain("snapshot");
    expect(rig.told()).toEqual(["idle a1 firing", "idle a2 firing"]);
  });

  it("[D3] those who wait are told to come again where the desk cannot be asked, and it is asked ever more seldom", () => {
    const rig = idleRig();
    rig.floor.isReachable = false;
    rig.floor.close();
    const early = rig.give(rig.floor.close());
    rig.time.advance(600);
    expect(early).toEqual(["again"]);
    const asked = (): number => rig.floor.asked.filter((one) => one.startsWith("rows")).length;
    const before = asked();
    rig.give(lastOf(rig.floor.rows));
    rig.time.advance(1_000);
    expect(asked()).toBe(before);
    rig.time.advance(2_000);
    expect(asked()).toBe(before + 1);
    rig.floor.isReachable = true;
    const again = rig.give(lastOf(rig.floor.rows));
    rig.time.advance(10_000);
    expect(again).toEqual(["committed"]);
  });

  it("[D3] a question that is never answered is given up, so that nobody waits for ever", () => {
    const rig = idleRig();
    rig.floor.answerMs = null;
    rig.floor.close();
    const early = rig.give(rig.floor.close());
    rig.time.advance(35_000);
    expect(early).toEqual(["again"]);
    rig.floor.answerMs = 10;
    const again = rig.give(lastOf(rig.floor.rows));
    rig.time.advance(10_000);
    expect(again).toEqual(["committed"]);
  });

  it("[D3] no more than so many are held: the furthest ahead is to come again", () => {
    const rig = idleRig();
    rig.floor.close();
    const rows = Array.from({ length: 101 }, () => rig.floor.close());
    const verdicts = rows.map((row) => rig.give(row));
    expect(verdicts.at(-1)).toEqual(["again"]);
    expect(verdicts.slice(0, -1).every((given) => given.length === 0)).toBe(true);
    expect(rig.status.held).toBe(100);
  });

  it("[D3] a row that begins in what was taken and ends behind it is asked for anew, then taken as the whole floor", () => {
    const rig = idleRig();
    const row = rig.floor.close();
    const wide = { ...row, fromSeq: row.fromSeq - 1 };
    rig.floor.rows = rig.floor.rows.map((one) => (one === row ? wide : one));
    const given = rig.give(wide);
    rig.time.advance(100);
    expect(given).toEqual(["committed"]);
    expect(rig.floor.asked).toContain("snapshot");
    expect(rig.status.lastSeq).toBe(row.toSeq);
  });

  it("[D4] another log is begun with its whole floor, and late batches of the old one ask for nothing", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(15);
    const old = { ...rig.floor.close(), toSeq: 9_999 };
    rig.floor.restartLog("lineage-2");
    rig.pass(3);
    expect(rig.status).toMatchObject({ lineage: "lineage-2", lastSeq: rig.floor.seq });
    expect(rig.told()).toEqual(["idle a1 firing"]);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    const asked = rig.floor.asked.length;
    expect(rig.give(old)).toEqual(["duplicate"]);
    rig.time.advance(1_000);
    expect(rig.floor.asked.slice(asked).filter((one) => one !== "show")).toEqual([]);
  });

  it("[D4] a first start takes the whole floor before the first batch", () => {
    const rig = new Rig();
    expect(rig.floor.asked).toContain("snapshot");
    rig.floor.hire("a1").move("a1", "READY");
    const first = rig.give(rig.floor.close());
    rig.time.advance(50);
    expect(first).toEqual(["committed"]);
    expect(rig.status.engine.agents).toBe(1);
  });

  it("[D5] what is no batch is kept, counted and acknowledged; the hole that it leaves is fetched", () => {
    const rig = idleRig();
    const batch = rig.floor.close();
    expect(rig.give({ ...batch, events: [{ kind: "agent", row: { id: "a1" } }] })).toEqual(["poisoned"]);
    expect(rig.give("\u0000<img onerror>", null, 7)).toEqual(["poisoned", "poisoned", "poisoned"]);
    rig.give(rig.floor.close());
    rig.time.advance(1_000);
    expect(rig.status.lastSeq).toBe(lastOf(rig.floor.rows).toSeq);
    expect(rig.status.batches.poisoned).toBe(4);
    for (let time = 0; time < 30; time += 1) rig.give({ time });
    expect(rig.status.poisoned).toHaveLength(20);
  });

  it("[D5] a batch that fails again and again is put aside, and the floor is taken past it", () => {
    const rig = idleRig();
    const bad = rig.floor.close();
    const good = rig.floor.close();
    const isBad = (text: unknown): boolean => String(text).includes(`"fromSeq":${bad.fromSeq},`);
    rig.sql.failWhen = (statement, bindings) => statement.includes("INSERT INTO log") && bindings.some(isBad);
    expect(rig.give(bad)).toEqual(["again"]);
    expect(rig.give(bad)).toEqual(["again"]);
    expect(rig.give(bad)).toEqual(["poisoned"]);
    const held = rig.give(good);
    rig.time.advance(5_000);
    expect(held).toEqual(["committed"]);
    expect(rig.floor.asked).toContain("snapshot");
    expect(rig.status.poisoned[0]?.why).toBe("failed");
    expect(rig.status.lastSeq).toBe(good.toSeq);
  });

  it("[D5] a dead letter is counted and shown", () => {
    const rig = idleRig();
    rig.desk.noteLostBatch({ fromSeq: 7 });
    expect(rig.status.batches.lost).toBe(1);
    expect(rig.status.poisoned[0]).toMatchObject({ why: "dead letter", shape: '{"fromSeq":7,"chars":13}' });
  });

  it("[D5] of what is put aside the seqs, the kinds and the size are kept: no name, and nothing at all of another tenant's", () => {
    const rig = idleRig();
    const row = rig.floor.close();
    const who = { id: "x", name: "Maria Secret", teamId: null, teamName: null, skillIds: null };
    const events = [{ kind: "who", who }, { kind: "agent" }, { kind: "Maria Secret" }, "Maria Secret"];
    rig.give({ ...row, feed: "nonsense", events });
    const { poisoned } = rig.status;
    const { chars, ...shape } = JSON.parse(poisoned[0]?.shape ?? "");
    expect(shape).toEqual({
      ...{ fromSeq: row.fromSeq, toSeq: row.toSeq },
      events: { who: 1, agent: 1, queue: 0, gone: 0, other: 2 },
    });
    expect(chars).toBeGreaterThan(200);
    rig.give({ ...row, tenant: "globex" }, { ...row, tenant: "globex", feed: "nonsense" });
    rig.desk.noteLostBatch({ tenant: "globex", fromSeq: 7 });
    const foreign = rig.status.poisoned.slice(0, 3);
    expect(foreign.map((one) => one.shape)).toEqual(["{}", "{}", "{}"]);
    expect(JSON.stringify(rig.status.poisoned)).not.toMatch(/Maria|globex/);
  });
});

describe("telling the walls", () => {
  it("[D6] what changed is told at once, one telling at a time, and the newest wins", () => {
    const rig = idleRig();
    rig.time.advance(1_000);
    rig.floor.answerMs = 3_000;
    rig.floor.move("a1", "NOT_READY").move("a2", "NOT_READY");
    rig.pass(15);
    const before = rig.floor.asked.filter((one) => one === "show").length;
    const id = rig.alerts()[0]?.id ?? "";
    for (let turn = 0; turn < 10; turn += 1) value(rig.desk.comment(id, "Ada", `Comment ${turn}`));
    expect(rig.floor.asked.filter((one) => one === "show").length - before).toBeLessThanOrEqual(1);
    rig.time.advance(7_000);
    const last = rig.floor.shown.at(-1);
    expect(last?.alerts.find((alert) => alert.id === id)?.lastComment?.text).toBe("Comment 9");
    const revisions = rig.floor.shown.map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  });

  it("[D6] a telling that failed is made again", () => {
    const rig = idleRig();
    rig.floor.isReachable = false;
    rig.floor.move("a1", "NOT_READY");
    rig.pass(15);
    expect(rig.floor.shown.at(-1)?.alerts).toEqual([]);
    rig.floor.isReachable = true;
    rig.time.advance(10_000);
    expect(rig.floor.shown.at(-1)?.alerts).toHaveLength(1);
    expect(rig.status.push.failures).toBeGreaterThan(0);
  });

  it("[D6] walls are told at least every ten seconds that somebody watches", () => {
    const rig = idleRig();
    rig.time.advance(1_000);
    const before = rig.floor.shown.length;
    rig.pass(60);
    expect(rig.floor.shown.length - before).toBeGreaterThanOrEqual(6);
    expect(rig.floor.shown.length - before).toBeLessThanOrEqual(8);
  });

  it("[D6] a desk that has just begun and wakes the alert desk is told at once", () => {
    const rig = idleRig();
    rig.time.advance(3_000);
    const before = rig.floor.shown.length;
    rig.desk.wake();
    rig.time.advance(100);
    expect(rig.floor.shown.length - before).toBe(1);
  });

  it("[D6] no more than so many are listed, the worst and newest first, and the others are counted", () => {
    const rig = new Rig().onlyRules(idleRule(5), idleRule(8, { id: "worse", severity: "critical" }));
    for (let agent = 0; agent < 150; agent += 1) rig.floor.hire(`a${agent}`).move(`a${agent}`, "NOT_READY");
    rig.pass(12);
    const push = rig.floor.shown.at(-1);
    expect(push?.alerts).toHaveLength(200);
    expect(push?.more).toBe(100);
    expect(push?.alerts.slice(0, 150).every(({ severity }) => severity === "critical")).toBe(true);
  });
});

describe("a floor that nobody sees", () => {
  it("[D7] a blind feed is told as one alert that inhibits the rest, also to the sinks", () => {
    const rig = new Rig().onlyRules(idleRule(10), feedRule()).sinks(WEBHOOK);
    rig.floor.hire("a1").move("a1", "READY");
    rig.pass(2);
    rig.floor.move("a1", "NOT_READY");
    rig.pass(2);
    rig.floor.feed = "down";
    rig.pass(60);
    expect(rig.told()).toEqual(["feed_blind feed firing"]);
    expect(rig.floor.shown.at(-1)?.isFrozen).toBe(true);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.floor.feed = "live";
    rig.pass(3);
    expect(rig.told().toSorted()).toEqual(["feed_blind feed resolved", "idle a1 firing"]);
    expect(rig.receivers.told("hook").toSorted()).toEqual(["fire 1", "fire 1", "resolve 1"]);
  });

  it("[D7] a desk that is silent is asked, and then told of; the next batch ends it", () => {
    const rig = new Rig().onlyRules(feedRule()).sinks(WEBHOOK);
    rig.pass(3);
    rig.floor.isReachable = false;
    rig.time.advance(90_000);
    expect(rig.floor.asked.some((one) => one.startsWith("rows"))).toBe(true);
    expect(rig.told()).toEqual(["feed_blind feed firing"]);
    expect(rig.status).toMatchObject({ isFrozen: true, isUnheard: true });
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.floor.isReachable = true;
    rig.pass(3);
    expect(rig.told()).toEqual(["feed_blind feed resolved"]);
    expect(rig.status).toMatchObject({ isFrozen: false, isUnheard: false });
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
  });

  it("[D7] where only the queue is silent, the rows are fetched and nobody is told of anything", () => {
    const rig = new Rig().onlyRules(idleRule(30), feedRule()).sinks(WEBHOOK);
    rig.floor.hire("a1").move("a1", "READY");
    rig.pass(3);
    rig.floor.move("a1", "NOT_READY");
    for (let second = 0; second < 90; second += 1) {
      rig.floor.close();
      rig.time.advance(1_000);
    }
    expect(rig.told()).toEqual(["idle a1 firing"]);
    expect(rig.status.isFrozen).toBe(false);
  });

  it("[D7] a desk that has gone back behind what it told is believed after a silence", () => {
    const rig = idleRig();
    rig.pass(20);
    rig.floor.seq = 5;
    rig.floor.rows = [];
    rig.time.advance(60_000);
    expect(rig.status.lastSeq).toBe(5);
    expect(rig.give(rig.floor.close())).toEqual(["committed"]);
  });
});

const feedRule = () => ({
  ...{ id: "feed_blind", name: "Blind", severity: "critical", scope: { of: "feed" }, cooldownSeconds: 0 },
  when: { field: "blindSeconds", above: 30 },
});
