import { describe, expect, it } from "vitest";
import { idleRule, Rig, value, WEBHOOK } from "../../test/rig.ts";

const DAY_MS = 24 * 3_600_000;
const LONGEST = { historyDays: 7, minutesDays: 7, alertsDays: 400, auditDays: 1_095 };

function afterAnAlert(): Rig {
  const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK);
  rig.floor.hire("a1").move("a1", "READY");
  rig.pass(2);
  rig.floor.move("a1", "NOT_READY");
  rig.pass(20);
  rig.floor.move("a1", "READY");
  return rig.pass(180);
}

describe("how long what is kept", () => {
  it("is what the product keeps until somebody sets it, says first what would go, and is obeyed at once", () => {
    const rig = afterAnAlert();
    expect(value(rig.desk.data.retention())).toMatchObject({ revision: 0, changed: null, value: LONGEST });
    rig.time.advance(2 * DAY_MS);
    rig.pass(2);
    expect(rig.status.history.chunks).toBeGreaterThan(0);
    expect(rig.alerts()).toHaveLength(1);
    const kept = { historyDays: 1, minutesDays: 1, alertsDays: 1, auditDays: 30 };
    const trial = value(rig.desk.data.putRetention({ revision: 9, value: kept, isTrial: true }, "Ada"));
    expect(trial).toMatchObject({ revision: 0, isTrial: true, goes: { alerts: 1 } });
    for (const what of ["historyChunks", "historyBytes", "minutes", "notices"] as const)
      expect(trial.goes[what]).toBeGreaterThan(0);
    expect(rig.alerts()).toHaveLength(1);
    const set = value(rig.desk.data.putRetention({ revision: 0, value: kept, isTrial: false }, "Ada"));
    expect(set).toMatchObject({ revision: 1, changed: { by: "Ada" }, value: kept });
    rig.pass(30);
    expect(rig.alerts()).toEqual([]);
    rig.pass(120);
    expect(rig.notices()).toEqual([]);
    expect(value(rig.desk.data.retention()).goes).toMatchObject({ alerts: 0, minutes: 0, historyChunks: 0 });
    rig.restart();
    expect(value(rig.desk.data.retention())).toMatchObject({ revision: 1, value: kept });
  });

  it("is set by who has seen what holds, and never longer than the product keeps it", () => {
    const rig = new Rig();
    const order = { revision: 0, value: { ...LONGEST, historyDays: 99 }, isTrial: false };
    expect(value(rig.desk.data.putRetention(order, "Ada")).value.historyDays).toBe(7);
    expect(rig.desk.data.putRetention(order, "Bob")).toMatchObject({ kind: "refused", status: 409 });
  });
});
