import { describe, expect, it } from "vitest";
import { START } from "../test/manual-time.ts";
import { idleRule, Rig, value, WEBHOOK } from "../test/rig.ts";

/** A floor with two agents who are ready, and a rule of ten seconds. */
function idleRig(): Rig {
  const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK);
  rig.floor.hire("a1").hire("a2").move("a1", "READY").move("a2", "READY");
  rig.pass(2);
  return rig;
}

describe("from a batch to an alert of record", () => {
  it("an agent left not ready fires once, at its time, with evidence", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(15);
    const [alert] = rig.alerts();
    expect(rig.told()).toEqual(["idle a1 firing"]);
    expect(alert?.firedAt).toBe(START + 2_000 + 10_001);
    expect(alert?.record).toMatchObject({
      alert_type: "idle",
      user_id: "a1",
      state: "NOT_READY",
      threshold_seconds: 10,
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
});
