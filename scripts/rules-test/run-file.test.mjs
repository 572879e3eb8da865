import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../lib/workspace.mjs";
import { runFile } from "./run-file.mjs";

const SHIPPED = join(ROOT, "rules/tests");
const files = readdirSync(SHIPPED).filter((name) => name.endsWith(".yaml"));
const textOf = (name) => readFileSync(join(SHIPPED, name), "utf8");

describe("the shipped rule tests", () => {
  it.each(files)("%s passes", (name) => {
    const results = runFile(textOf(name));
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ failures }) => failures.length > 0)).toEqual([]);
  });
});

const idle = (expected) => `
rules: [agent_idle_exceeded]
tests:
  - name: idle
    timeline:
      - { at: 0s, agent: ada, state: NOT_READY }
      - { at: 20m, agent: ada, state: READY }
    expect: ${expected}
`;
const failuresOf = (text) => runFile(text).flatMap(({ failures }) => failures);

describe("a test that fails", () => {
  it("says what nobody expected, with its evidence", () => {
    const [failure, ...others] = failuresOf(idle("[]"));
    expect(others).toEqual([]);
    expect(failure).toContain("nobody expected");
    expect(failure).toContain("15m  agent_idle_exceeded  ada  normal → firing, conditionMet, value 901");
    expect(failure).toContain("stateSeconds = 901, above 900: true");
  });

  it("says what was expected and what came instead", () => {
    const [failure] = failuresOf(idle("[{ at: 16m, rule: agent_idle_exceeded, agent: ada }]"));
    expect(failure).toContain("expected 16m  agent_idle_exceeded  ada  firing");
    expect(failure).toContain("got\n  15m  agent_idle_exceeded  ada  normal → firing");
  });

  it("says why nothing came at all", () => {
    const failures = failuresOf(idle("[{ at: 15m, rule: agent_idle_exceeded, agent: bo }]"));
    expect(failures[0]).toContain("got nothing of it; at the end: unknownEntity");
  });

  it.each([
    ["another reason", "reason: heldLongEnough"],
    ["another value", "value: 900"],
    ["another phase", "becomes: pending"],
  ])("for %s", (_, key) => {
    expect(failuresOf(idle(`[{ at: 15m, rule: agent_idle_exceeded, agent: ada, ${key} }]`))).not.toEqual([]);
  });
});

describe("a file that is written wrong never passes", () => {
  it.each([
    ["no YAML", "a: [", "is no YAML"],
    ["another kind of file", "7", "must hold `rules` and `tests`."],
    ["no tests", "rules: defaults", "`tests` must list at least one test."],
    ["a key that is none", "rules: defaults\ntest: []", "`test` is not a key of the file"],
    ["a default rule that is none", "rules: [idle]", "`idle` is no default rule"],
    ["a rule with a mistake", "rules: [{ id: x }]", "Rule 1:"],
    ["a calendar with a mistake", "calendar: { zone: Nowhere }", "`zone` is no time zone that we know"],
    ["a step without its offset", idle("[]").replace("at: 20m", "at: later"), "step 2 needs `at`"],
    ["a state that is none", idle("[]").replace("READY }", "REDAY }"), "no state of an agent"],
    [
      "a field that is none",
      idle("[]").replace("state: READY", "stat: READY"),
      "`stat` is nothing that an agent's step can tell",
    ],
    [
      "steps out of order",
      idle("[]").replace("at: 0s", "at: 30m"),
      "step 2 is heard before the one that it follows",
    ],
    [
      "an expectation of another rule",
      idle("[{ at: 1s, rule: other, agent: ada }]"),
      "`other` is no rule of this file",
    ],
    [
      "an expectation of nobody",
      idle("[{ at: 1s, rule: agent_idle_exceeded }]"),
      "must say whom it is about",
    ],
    [
      "a reason that is none",
      idle("[{ at: 1s, rule: agent_idle_exceeded, agent: a, reason: luck }]"),
      "`luck` is no reason",
    ],
  ])("%s", (_, text, expected) => {
    expect(failuresOf(text).join("\n")).toContain(expected);
  });

  it("a file that cannot be read", () => {
    expect(runFile({ unreadable: "cannot be read: ENOENT" })[0].failures).toEqual(["cannot be read: ENOENT"]);
  });
});
