import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { answered } from "../test/receivers.ts";
import { idleRule, PAGER, Rig, value, WEBHOOK } from "../test/rig.ts";
import { BatchQueue, recordOf } from "../test/story.ts";

/** By the second at which its row is closed: two agents fire one after the other, somebody acknowledges, both end. */
const ROWS = new Map<number, (rig: Rig) => unknown>([
  [0, ({ floor }) => floor.hire("a1").hire("a2").move("a1", "READY").move("a2", "READY")],
  [5, ({ floor }) => floor.move("a1", "NOT_READY").read("q1", 7)],
  [10, ({ floor }) => floor.move("a2", "NOT_READY")],
  ...[17, 22, 27, 45, 60, 78, 95, 110].map((second) => [second, () => undefined] as const),
  [125, ({ floor }) => floor.move("a1", "READY").move("a2", "READY")],
  [130, () => undefined],
]);
const ACKNOWLEDGED_AT = 30;
const END = 135;

function newStory(): Rig {
  const rig = new Rig().sinks(WEBHOOK, PAGER);
  // Of the shipped rules no other could fire within the story.
  value(rig.desk.putRule({ ...value(rig.desk.rule("feed_blind")).rule, enabled: false }, "Ada"));
  value(rig.desk.putRule(idleRule(10), "Ada"));
  rig.receivers.receivers.set("pager", () => answered(202));
  rig.time.advance(100);
  return rig;
}

/** Tells the story from here on; `meanwhile` is called between its steps. */
function tellStory(rig: Rig, meanwhile: () => void = () => undefined): Rig {
  const queue = new BatchQueue(rig);
  for (let second = 0; second < END; second += 1) {
    const happen = ROWS.get(second);
    happen?.(rig);
    if (happen !== undefined) queue.add(rig.floor.close());
    if (second === ACKNOWLEDGED_AT) rig.survive(() => acknowledgeFirst(rig));
    queue.deliver();
    rig.time.advance(1_000);
    meanwhile();
    if (rig.isLost) rig.restart();
  }
  for (let second = 0; second < 300 && !queue.isEmpty; second += 1) {
    queue.deliver();
    rig.time.advance(1_000);
    if (rig.isLost) rig.restart();
  }
  rig.time.advance(65_000);
  if (rig.isLost) rig.restart();
  return rig;
}

function acknowledgeFirst(rig: Rig): void {
  const page = rig.desk.alerts({});
  const first = page.kind === "done" ? page.value.alerts.at(-1) : undefined;
  if (first !== undefined) rig.desk.acknowledge(first.id, "Ada");
}

/** What minutes keep of the story. */
function minutesOf(rig: Rig) {
  const { trends } = value(rig.desk.trends({ queues: ["q1"], stretch: "hours3" }));
  const timelines = ["a1", "a2"].map((agentId) => {
    const { spans } = value(rig.desk.timeline({ agentId, from: START, to: START + 126_000 }));
    return spans.map(({ from, to, state }) => `${state} ${from - START} ${(to ?? 0) - START}`);
  });
  const points = trends.flatMap((one) => one.points.map(({ at, waitSeconds }) => [at - START, waitSeconds]));
  return { points, timelines };
}

/** Everything that people and receivers are told; not who acknowledged, which a lost object may not have heard. */
function outcomeOf(rig: Rig) {
  const { alerts, notices, sent } = recordOf(rig);
  const isToldOf = ({ kind }: { readonly kind: string }): boolean => kind !== "acknowledge";
  return {
    minutes: minutesOf(rig),
    alerts: alerts.map(({ acknowledged: _, ...alert }) => alert),
    notices: notices.filter(isToldOf),
    sent: sent
      .filter(isToldOf)
      .map(({ id, kind, alerts: told, more }) => ({ id, kind, told: told.length, more })),
  };
}

describe("a crash at any step", () => {
  const clean = tellStory(newStory());
  const wanted = outcomeOf(clean);

  it("[D14] the story itself: two alerts, an incident of two, told, acknowledged and ended", () => {
    expect(clean.receivers.told("pager")).toEqual(["fire 1", "acknowledge 1", "fire 2", "resolve 2"]);
    expect(clean.receivers.told("hook")).toEqual(["fire 1", "fire 2", "resolve 2"]);
    expect(clean.told()).toEqual(["idle a1 resolved", "idle a2 resolved"]);
    const { points, timelines } = wanted.minutes;
    expect(points).toEqual([60, 120].map((second) => [second * 1_000, 7]));
    expect(timelines.map((spans) => spans.length)).toEqual([3, 3]);
  });

  it("[D14] the object lost at every port call: nothing is forgotten, and nothing told twice but under its own id (invariants 6, 10)", () => {
    let lost = 0;

    const before = newStory().calls;
    for (let call = before + 1; call < clean.calls; call += 1) {
      const rig = newStory();
      rig.loseAt = call;
      tellStory(rig);
      rig.loseAt = null;
      if (rig.life > 0) lost += 1;
      expect({ call, ...outcomeOf(rig) }).toEqual({ call, ...wanted });
      // Where the outcome of a delivery was lost with the object, it is sent again: at least once.
      expectOncePerNotice(rig, 2);
      rig.sql.close();
    }
    expect(lost).toBeGreaterThan(200);
  }, 60_000);

  it("[D14] the storage failing at every kind of statement, early, late and in between: nothing is forgotten", () => {
    const heard = newStory();
    const before = heard.sql.statements;
    heard.sql.texts = [];
    tellStory(heard);
    const places = new Map<string, number[]>();
    for (const [index, text] of heard.sql.texts.entries()) {
      places.set(text, [...(places.get(text) ?? []), before + 1 + index]);
    }
    expect(places.size).toBeGreaterThan(25);
    for (const [text, all] of places) {
      for (const statement of new Set([all[0], all[Math.floor(all.length / 2)], all.at(-1)])) {
        const rig = newStory();
        rig.sql.failAt = statement ?? null;
        tellStory(rig);
        rig.sql.failAt = null;
        expect({ text, statement, ...outcomeOf(rig) }).toEqual({ text, statement, ...wanted });
        // Where the failure is in noting that it was delivered, it is sent again under its id: at least once.
        expectOncePerNotice(rig, 2);
        rig.sql.close();
      }
    }
  }, 60_000);

  it("[D14] a storage that is down for a minute: batches come again, and all goes on where it stood", () => {
    const rig = newStory();
    let seconds = 0;
    tellStory(rig, () => {
      seconds += 1;
      rig.sql.isDown = seconds > 40 && seconds < 100;
    });
    expect(outcomeOf(rig).alerts).toEqual(wanted.alerts);
    expect(rig.status.storageFailures).toBeGreaterThan(0);
  });
});

function expectOncePerNotice(rig: Rig, times: number): void {
  const counts = new Map<string, number>();
  for (const { notice } of rig.receivers.requests) counts.set(notice.id, (counts.get(notice.id) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(times);
}

describe("coming back", () => {
  it("[D14] a restart goes on with every hold, every alert and every wait", () => {
    const rig = new Rig().onlyRules(idleRule(10, { keepFiringSeconds: 20 })).sinks(WEBHOOK);
    const other = new Rig().onlyRules(idleRule(10, { keepFiringSeconds: 20 })).sinks(WEBHOOK);
    for (const one of [rig, other])
      one.floor.hire("a1").hire("a2").move("a1", "NOT_READY").move("a2", "READY");
    for (let second = 0; second < 120; second += 1) {
      for (const one of [rig, other]) {
        if (second === 30) one.floor.move("a1", "READY").move("a2", "NOT_READY");
        one.pass(1);
      }
      rig.restart();
    }
    expect(recordOf(rig)).toEqual(recordOf(other));
  });

  it("[D14] a replay tells nobody and writes nothing", () => {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK);
    rig.floor.hire("a1").move("a1", "NOT_READY");
    rig.pass(30);
    const record = recordOf(rig);
    const requests = rig.receivers.requests.length;
    rig.restart();
    rig.time.advance(1_000);
    expect(rig.receivers.requests).toHaveLength(requests);
    expect(recordOf(rig)).toEqual(record);
  });

  it("[D14] an engine that cannot be read is made anew from the whole floor: who fires goes on, who does not is corrected", () => {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK);
    rig.floor.hire("a1").hire("a2").move("a1", "NOT_READY").move("a2", "NOT_READY", "q1");
    rig.pass(70);
    expect(rig.status.checkpointAt).not.toBeNull();
    rig.sql.all("UPDATE checkpoint SET text = '{}'");
    rig.floor.move("a2", "READY");
    rig.floor.close();
    rig.restart();
    rig.pass(5);
    expect(rig.told()).toEqual(["idle a1 firing", "idle a2 resolved"]);
    const passages = rig.alerts().map(({ id }) => value(rig.desk.alert(id)).passages.map(({ to }) => to));
    expect(passages).toEqual([["firing", "resolved"], ["firing"]]);
    expect(rig.alerts({ entityId: "a2" })[0]?.reason).toBe("corrected");
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 1", "resolve 1"]);
  });

  it("[D14] rules that were changed since the last checkpoint are in force after a restart", () => {
    const rig = new Rig();
    rig.floor.hire("a1").move("a1", "READY");
    rig.pass(70);
    value(rig.desk.putRule(idleRule(10), "Ada"));
    rig.restart();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(14);
    expect(rig.told()).toEqual(["idle a1 firing"]);
  });

  it("[D14] with a checkpoint every minute, the log that a restart reads stays short", () => {
    const rig = new Rig();
    rig.pass(400);
    const [row] = rig.sql.all<{ count: number }>("SELECT COUNT(*) AS count FROM log");
    expect(row?.count).toBeLessThan(150);
    expect(rig.status.history.chunks).toBeGreaterThanOrEqual(5);
  });

  it("[D14] a storage that cannot be read answers people with 503, and comes back by itself", () => {
    const rig = new Rig();
    rig.pass(2);
    rig.sql.isDown = true;
    rig.restart();
    expect(rig.desk.alerts({})).toMatchObject({ kind: "refused", status: 503 });
    expect(rig.desk.rules()).toMatchObject({ kind: "refused", status: 503 });
    expect(rig.desk.claim("x").kind).toBe("later");
    expect(rig.desk.status()).toBeNull();
    rig.desk.wake();
    rig.sql.isDown = false;
    expect(value(rig.desk.rules()).length).toBeGreaterThan(2);
    expect(rig.give(rig.floor.close())).toEqual(["committed"]);
  });
});
