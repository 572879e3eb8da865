import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { firing, Rig, refusal, value } from "../../test/rig.ts";
import type { Silence } from "../views.ts";
import { isMatched } from "./silence-match.ts";

describe("silences", () => {
  const silence = (rig: Rig, more: object = {}) =>
    rig.desk.silence({ matcher: { rules: ["idle"] }, minutes: 5, reason: "Training", by: "Ada", ...more });

  it("[D9] are kept with author, reason and end, also after they are over", () => {
    const { rig } = firing();
    const made = value(silence(rig));
    expect(made).toMatchObject({
      by: "Ada",
      reason: "Training",
      until: rig.time.now() + 300_000,
      isActive: true,
      mutes: 1,
    });
    value(rig.desk.endSilence(made.id, "Grace"));
    value(silence(rig, { minutes: undefined, until: rig.time.now() + 1_000 }));
    rig.pass(2);
    const [first, second] = value(rig.desk.silences());
    expect([first?.isActive, second?.isActive]).toEqual([false, false]);
    expect([first?.ended?.by, second?.ended?.by].toSorted()).toEqual(["Grace", undefined]);
    rig.restart();
    expect(value(rig.desk.silences())).toHaveLength(2);
  });

  it.each([
    [{ minutes: 5, until: START * 2 }, "400 Say either `minutes` or `until`, so that it ends."],
    [{ minutes: undefined }, "400 Say either `minutes` or `until`, so that it ends."],
    [{ minutes: undefined, until: START - 1 }, "400 `until` must be ahead of now."],
    [{ minutes: 60 * 24 * 31 }, "400 `minutes` must be at most 43200."],
    [{ minutes: -1 }, "400 `minutes` must be more than 0."],
    [{ matcher: {} }, "400 `matcher` must name at least one rule, severity, queue, team or agent."],
    [{ matcher: { rules: "idle" } }, "400 `matcher.rules` must be a list."],
    [{ matcher: { skills: ["x"] } }, "400 `skills` is not known here."],
    [{ reason: "" }, "400 `reason` must not be empty."],
    [{ by: undefined }, "400 `by` is missing."],
  ])("[D9] %o is refused with a sentence", (more, wanted) => {
    expect(refusal(silence(new Rig(), more))).toBe(wanted);
  });

  it("[D9] no more than so many are active at once; one that is unknown cannot be ended", () => {
    const rig = new Rig();
    for (let number = 0; number < 500; number += 1) value(silence(rig));
    expect(refusal(silence(rig))).toContain("409");
    expect(refusal(rig.desk.endSilence("nope", "Ada"))).toContain("404");
  });

  it("[D9] all lists must match; within a list any one does", () => {
    const alert = {
      ruleId: "idle",
      severity: "high",
      entity: { kind: "agent", id: "a1" },
      queueId: null,
      teamId: "t1",
      teamName: "Team one",
    } as const;
    const matches = (matcher: Silence["matcher"]): boolean => isMatched(matcher, alert);
    expect(matches({ rules: ["idle", "wait"], teams: ["Team one"] })).toBe(true);
    expect(matches({ rules: ["idle"], teams: ["t2"] })).toBe(false);
    expect(matches({ agents: ["a1"], severities: ["high"], queues: [] })).toBe(true);
    expect(matches({ queues: ["q1"] })).toBe(false);
  });
});
