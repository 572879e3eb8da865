/** Rules as people write them: what is filled in, and what each mistake is called. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IDLE } from "../../test/alerting-kit.ts";
import { BOUNDS } from "../bounds.ts";
import { compileRules } from "./compiled-rule.ts";
import { DEFAULT_RULES } from "./defaults.ts";
import { readRule, readRules } from "./read-rule.ts";

const GOOD = {
  id: "long_wait",
  name: "Long wait",
  severity: "high",
  scope: { of: "queues" },
  when: { field: "waitSeconds", above: 120 },
};
const complaints = (changes: object): readonly string[] => {
  const read = readRule({ ...GOOD, ...changes });
  return read.kind === "refused" ? read.complaints : [];
};
const when = (condition: unknown) => complaints({ when: condition });

describe("a rule", () => {
  it("[N1] may leave out what is usual", () => {
    expect(readRule(GOOD)).toEqual({
      kind: "rule",
      rule: {
        ...GOOD,
        enabled: true,
        holdSeconds: 0,
        clear: null,
        keepFiringSeconds: 0,
        cooldownSeconds: 300,
        hours: "always",
        sinks: "all",
        advice: "",
      },
    });
  });

  it.each(DEFAULT_RULES.map((one) => [one.id, one] as const))("[N1] [N23] %s reads as itself", (_, one) => {
    expect(readRule(JSON.parse(JSON.stringify(one)))).toEqual({ kind: "rule", rule: one });
  });
});

describe("a mistake is one sentence", () => {
  it.each<[string, readonly string[], string]>([
    [
      "a field that is nearly one",
      when({ field: "waitSecnds", above: 1 }),
      "`waitSecnds` is not a field of a queue; did you mean `waitSeconds`?",
    ],
    [
      "a field of another scope",
      when({ field: "stateSeconds", above: 1 }),
      "`stateSeconds` is a field of an agent, and the rule is about a queue.",
    ],
    ["a field that is nothing", when({ field: "zzz", above: 1 }), "`zzz` is not a field of a queue."],
    [
      "a test that is nearly one",
      when({ field: "waitSeconds", abov: 1 }),
      "`abov` is not a test of a field; did you mean `above`?",
    ],
    [
      "no test",
      when({ field: "waitSeconds" }),
      "`when` names `waitSeconds` and does not test it; there are `above`, `atLeast`, `below`, `atMost`, `is`, `isNot`, `oneOf`, `noneOf`.",
    ],
    [
      "two tests",
      when({ field: "waitSeconds", above: 1, below: 9 }),
      "`when` tests `waitSeconds` twice, by `above` and `below`; join two comparisons with `all`.",
    ],
    [
      "a text where a number belongs",
      when({ field: "waitSeconds", above: "120" }),
      "`above` of `waitSeconds` must be a number, not `120`.",
    ],
    [
      "an order of texts",
      complaints({ scope: { of: "agents" }, when: { field: "state", above: 1 } }),
      "`above` cannot be asked of `state`, which is a text; there are `is`, `isNot`, `oneOf`, `noneOf`.",
    ],
    [
      "a state that does not exist",
      complaints({ scope: { of: "agents" }, when: { field: "state", is: "NOTREADY" } }),
      "`NOTREADY` is nothing that `state` can be; did you mean `NOT_READY`?",
    ],
    [
      "equality of a duration",
      complaints({ scope: { of: "agents" }, when: { field: "stateSeconds", is: 900 } }),
      "`is` cannot be asked of `stateSeconds`, which is a duration that grows; there are `above`, `atLeast`, `below`, `atMost`.",
    ],
    [
      "a negative duration",
      complaints({ scope: { of: "agents" }, when: { field: "stateSeconds", above: -1 } }),
      "`above` of `stateSeconds` must not be below 0.",
    ],
    [
      "two units",
      when({ field: "waitSeconds", above: { field: "goalPct" } }),
      "`waitSeconds` is in seconds and `goalPct` is in percent; they cannot be held against each other.",
    ],
    [
      "a key of an operand that is nearly one",
      when({ field: "waitSeconds", above: { field: "asaSeconds15m", pluss: 1 } }),
      "`pluss` is not a key of what `above` holds `waitSeconds` against; did you mean `plus`?",
    ],
    [
      "joined conditions with a neighbour",
      when({ all: [GOOD.when], any: [GOOD.when] }),
      "`when` has `all` and `any` side by side; `all` stands alone.",
    ],
    ["an empty list", when({ all: [] }), "`when.all` must list at least one condition."],
    [
      "a join that is nearly one",
      when({ al: [] }),
      "`when` has no `field`, and `al` is not what joins conditions; did you mean `all`?",
    ],
    [
      "no condition at all",
      complaints({ when: undefined }),
      "`when` must be a condition: an object with `all`, `any` or `not`, or with a `field` and its test.",
    ],
    [
      "a mistake in what clears it",
      complaints({ clear: { not: { any: [7] } } }),
      "`clear.not.any.0` must be a condition: an object with `all`, `any` or `not`, or with a `field` and its test.",
    ],
    [
      "a key that is nearly one",
      complaints({ holdSecond: 3 }),
      "`holdSecond` is not a key of the rule; did you mean `holdSeconds`?",
    ],
    ["a negative hold", complaints({ holdSeconds: -1 }), "`holdSeconds` must not be below 0."],
    ["a hold as a text", complaints({ holdSeconds: "5m" }), "`holdSeconds` must be a number of seconds."],
    [
      "a severity that is nearly one",
      complaints({ severity: "hihg" }),
      "`severity` is `hihg`, which it cannot be; did you mean `high`?",
    ],
    [
      "no severity",
      complaints({ severity: undefined }),
      "`severity` is missing, which it cannot be; there are `critical`, `high`, `medium`, `low`.",
    ],
    [
      "hours that are none",
      complaints({ hours: "night" }),
      "`hours` is `night`, which it cannot be; there are `always`, `open`, `closed`.",
    ],
    [
      "an id with capitals",
      complaints({ id: "LongWait" }),
      "`id` must be lower-case words joined by underscores, as `agent_idle_exceeded`.",
    ],
    ["a name of blanks", complaints({ name: "  " }), "`name` must not be empty."],
    [
      "a name that turns the text behind it",
      complaints({ name: "a\u202eb" }),
      "`name` has marks in it that cannot be seen.",
    ],
    [
      "a scope of nothing",
      complaints({ scope: { of: "queue" } }),
      "`scope.of` is `queue`, which it cannot be; did you mean `queues`?",
    ],
    [
      "no scope",
      complaints({ scope: undefined }),
      "`scope` must be an object that says what the rule is `of`: agents, queues or the feed.",
    ],
    [
      "a list that this scope has not",
      complaints({ scope: { of: "queues", teams: ["x"] } }),
      "`teams` is not a key of `scope`; there are `of`, `queues`.",
    ],
    [
      "an id in a scope that is no text",
      complaints({ scope: { of: "queues", queues: [7] } }),
      "`scope.queues.0` must be a text.",
    ],
    [
      "sinks that are no list",
      complaints({ sinks: "none" }),
      `\`sinks\` must be \`all\`, or a list of the ids of ${BOUNDS.sinksMax} sinks at most.`,
    ],
  ])("[N1] for %s", (_, found, expected) => {
    expect(found).toEqual([expected]);
  });

  it("[N1] and all of them are told at once", () => {
    expect(
      complaints({ severity: "bad", when: { field: "waitSecnds", above: 1 }, clear: { field: "x" } }),
    ).toHaveLength(3);
  });

  it("[N1] for what is nested too deep, or compares too much", () => {
    const deep = Array.from({ length: 500 }).reduce((inner: object) => ({ not: inner }), GOOD.when);
    expect(when(deep)).toEqual([expect.stringContaining("is nested more than 6 deep.")]);
    const wide = { all: Array.from({ length: 26 }, () => ({ any: [GOOD.when, GOOD.when] })) };
    expect(when(wide)).toEqual(["The rule makes more than 50 comparisons."]);
  });

  it("[N1] and quotes what is hostile cut short, without marks that turn or hide text", () => {
    const [found = ""] = when({ field: `\u202e<img onerror=x>${"y".repeat(10_000)}`, above: 1 });
    expect(found.length).toBeLessThan(200);
    expect(found).not.toContain("\u202e");
  });
});

describe("whatever comes", () => {
  it("[N1] reading never throws, and what is refused says why", () => {
    const leaf = fc.record(
      {
        field: fc.constantFrom("waitSeconds", "state", "__proto__", "constructor", 7),
        above: fc.jsonValue(),
        is: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const condition = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.jsonValue(),
        fc.record({ all: fc.array(tie("node")) }),
        fc.record({ not: tie("node") }),
      ),
    })).node;
    const almost = fc
      .record({
        key: fc.constantFrom(...Object.keys(IDLE), "__proto__", "of"),
        value: fc.oneof(condition, fc.jsonValue()),
      })
      .map(({ key, value }) => ({ ...IDLE, [key]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almost), (value) => {
        const read = readRule(value);
        if (read.kind === "refused") return read.complaints.length > 0;
        compileRules([read.rule]);
        expect(readRule(JSON.parse(JSON.stringify(read.rule)))).toEqual(read);
        return true;
      }),
      { numRuns: 1_000 },
    );
  });

  it("[N1] nor does a zero with a sign, which JSON does not keep", () => {
    const when = { all: [{ field: "stateSeconds", above: -0 }] };
    const read = readRule({ ...IDLE, when, holdSeconds: -0 });
    if (read.kind === "refused") throw new Error(read.complaints.join(" "));
    expect(readRule(JSON.parse(JSON.stringify(read.rule)))).toEqual(read);
    const queue = { field: "waitSeconds", below: { field: "asaSeconds1h", plus: -0 } };
    const other = readRule({ ...IDLE, scope: { of: "queues" }, when: queue });
    expect(other).toMatchObject({ rule: { when: { below: { plus: 0 } } } });
  });

  it("[N1] not even what throws when it is looked at", () => {
    const thrower = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    expect(readRule(thrower).kind).toBe("refused");
    expect(readRule({ ...GOOD, when: thrower }).kind).toBe("refused");
  });
});

describe("rules together", () => {
  it("[N1] each mistake names its rule, and no two have one id", () => {
    expect(readRules([GOOD, GOOD, { ...GOOD, id: "b", severity: "no" }])).toEqual({
      kind: "refused",
      complaints: [
        "Rule 2: `long_wait` is the id of another rule as well.",
        "Rule 3: `severity` is `no`, which it cannot be; did you mean `low`?",
      ],
    });
    expect(readRules({})).toEqual({ kind: "refused", complaints: ["The rules must be a list."] });
    expect(readRules(Array.from({ length: BOUNDS.rulesMax + 1 }, () => GOOD)).kind).toBe("refused");
  });

  it("[N23] the defaults stand together", () => {
    expect(readRules(DEFAULT_RULES)).toEqual({ kind: "rules", rules: DEFAULT_RULES });
  });
});
