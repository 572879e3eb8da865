import { describe, expect, it } from "vitest";
import { queue, quietWindow } from "../../test/pieces.ts";
import { judgeGoal } from "./goal-verdict.ts";

const MINUTE = 60_000;

describe("the verdict on a goal of 80 %", () => {
  it.each([
    // ours, minutes of the hour unseen, CXone's
    [80, 0, 20, { word: "met", by: "ours" }],
    [79.9, 0, 99, { word: "below", by: "ours" }],
    [70, 0, 99, { word: "below", by: "ours" }],
    [69.9, 0, 99, { word: "farBelow", by: "ours" }],
    [0, 30, 99, { word: "farBelow", by: "ours" }],
    [0, 30.01, 99, { word: "met", by: "cxone" }],
    [100, 59, 75, { word: "below", by: "cxone" }],
    [100, 60, 20, { word: "farBelow", by: "cxone" }],
    [null, 60, 85, { word: "met", by: "cxone" }],
    [0, 60, null, "tooEarly"],
    [100, 31, null, "tooEarly"],
    [null, 60, null, "tooEarly"],
    [null, 0, 20, "none"],
    [null, 0, null, "none"],
  ] as const)("with ours %s, %s min unseen and CXone's %s is %j", (ours, unseen, cxones, verdict) => {
    const last1h = { ...quietWindow, serviceLevelPct: ours, blindMs: unseen * MINUTE };
    expect(judgeGoal(queue({ id: "q", serviceLevelPct: cxones, last1h }))).toEqual(verdict);
  });

  it.each([
    ["last15m", null, 8, "cxone"],
    ["last15m", null, 7, "ours"],
    ["today", 8 * 60, 200, "ours"],
    ["today", 8 * 60, 241, "cxone"],
    // Where nobody can say how long the day is, it is doubted early.
    ["today", null, 31, "cxone"],
  ] as const)("over %s (%s min long) with %s min unseen is by %s", (span, todayMin, unseen, by) => {
    const window = { ...quietWindow, serviceLevelPct: 90, blindMs: unseen * MINUTE };
    const given = queue({ id: "q", [span]: window });
    expect(judgeGoal(given, { span, todayMs: todayMin === null ? null : todayMin * MINUTE })).toEqual({
      word: "met",
      by,
    });
  });
});
