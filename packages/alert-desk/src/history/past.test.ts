import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { firing, Rig, value } from "../../test/rig.ts";

describe("what a replay is given besides history", () => {
  it("[D18] is how far history reaches: from the first whole floor to the newest row, packed or not", () => {
    const rig = new Rig();
    expect(value(rig.desk.past({ from: START })).kept).toBeNull();
    rig.pass(5);
    const early = value(rig.desk.past({ from: START })).kept;
    expect(early?.from).toBeLessThanOrEqual(START + 1_000);
    expect(early?.to).toBe(START + 4_000);
    rig.pass(200);
    const later = value(rig.desk.past({ from: START })).kept;
    expect(later).toEqual({ from: early?.from, to: START + 204_000 });
  });

  it("[D18] is the alerts that fired at any moment of the stretch, with their ends", () => {
    const { rig, id } = firing();
    const firedAt = rig.alerts()[0]?.firedAt ?? 0;
    const during = (from: number, seconds: number) =>
      value(rig.desk.past({ from, seconds })).alerts.map(({ alert, resolvedAt }) => [alert.id, resolvedAt]);
    expect(during(firedAt - 10_000, 5)).toEqual([]);
    expect(during(firedAt - 10_000, 60)).toEqual([[id, null]]);
    rig.floor.move("a1", "READY");
    rig.pass(5);
    const { resolvedAt } = rig.alerts()[0] ?? { resolvedAt: null };
    expect(during(firedAt - 10_000, 60)).toEqual([[id, resolvedAt]]);
    expect(during(resolvedAt ?? 0, 60)).toEqual([]);
    expect(value(rig.desk.past({ from: firedAt })).moreAlerts).toBe(0);
  });

  it("[D18] is refused with a sentence for what is to come, and for what is too long", () => {
    const { desk } = new Rig();
    expect(desk.past({ from: START + 3_600_000 })).toMatchObject({
      detail: "`from` is in the future: only what has happened can be shown.",
    });
    expect(desk.past({ from: START, seconds: 301 })).toMatchObject({
      detail: "`seconds` must be at most 300: ask for the next page from where this one ends.",
    });
    expect(desk.past({})).toMatchObject({ detail: "`from` is missing." });
  });
});
