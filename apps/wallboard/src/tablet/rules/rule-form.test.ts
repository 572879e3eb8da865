/** A rule that goes through the form comes out as it was, but for what was changed in it. */
import { describe, expect, it } from "vitest";
import { formOf, withForm } from "./rule-form.ts";

const RULE = {
  id: "lunch_too_long",
  name: "Lunch",
  enabled: true,
  severity: "medium",
  scope: { of: "agents", teams: ["Sales"] },
  when: {
    all: [
      { field: "status", oneOf: ["Lunch", "Late lunch"] },
      { field: "stateSeconds", above: 2_400 },
    ],
  },
  holdSeconds: 30,
  clear: { field: "stateSeconds", below: 60 },
  keepFiringSeconds: 0,
  cooldownSeconds: 300,
  hours: "open",
  sinks: ["operations"],
  advice: "Ask.",
};

describe("a rule as a form", () => {
  it.each([
    ["comparisons that all hold", RULE],
    ["any of them", { ...RULE, when: { any: RULE.when.all } }],
    ["one comparison by itself", { ...RULE, when: { field: "state", is: "READY" } }],
    ["nested conditions, which the form leaves alone", { ...RULE, when: { not: { all: RULE.when.all } } }],
    [
      "a field held against another one",
      { ...RULE, scope: { of: "queues" }, when: { field: "waitSeconds", above: { field: "goalPct" } } },
    ],
    ["a word with a comma", { ...RULE, when: { field: "status", oneOf: ["Lunch, late"] } }],
  ])("%s stay as they were", (_what, rule) => {
    expect(withForm(rule, formOf(rule))).toEqual(rule);
  });

  it("shows nested conditions and operands of two fields as JSON alone", () => {
    expect(formOf({ ...RULE, when: { not: RULE.when } }).rows).toBeNull();
    expect(
      formOf({ ...RULE, when: { all: [{ field: "waitSeconds", above: { field: "goalPct" } }] } }).rows,
    ).toBeNull();
  });

  it("writes what was changed, figures as figures and words as words", () => {
    const form = formOf(RULE);
    const rows = [
      { field: "stateSeconds", test: "atLeast", value: "60,5" },
      { field: "status", test: "is", value: " 42 " },
      { field: "status", test: "noneOf", value: "A, B,," },
    ];
    expect(withForm(RULE, { ...form, rows, join: "any", teams: [], sinks: null })).toEqual({
      ...RULE,
      scope: { of: "agents" },
      when: {
        any: [
          { field: "stateSeconds", atLeast: 60.5 },
          { field: "status", is: "42" },
          { field: "status", noneOf: ["A", "B"] },
        ],
      },
      sinks: "all",
    });
  });

  it("sends what is no figure as it was typed, so that the server can say so", () => {
    const rows = [{ field: "stateSeconds", test: "above", value: "long" }];
    expect(withForm(RULE, { ...formOf(RULE), rows }).when).toEqual({
      all: [{ field: "stateSeconds", above: "long" }],
    });
  });

  it.each([[null], [7], ["x"], [[]], [{ scope: 3, when: [], sinks: {} }]])(
    "takes %j without throwing",
    (value) => {
      const rule = { ...(value as object) };
      expect(formOf(rule).of).toBe("agents");
    },
  );
});
