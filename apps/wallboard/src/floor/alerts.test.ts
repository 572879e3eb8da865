/** Alerts put in order, in words, and told apart from a floor that nobody watches. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AT, alert, watching } from "../../test/pieces.ts";
import { addFloorWords } from "../words/floor-words.ts";
import { careOf, countSeverities, marksOf, orderAlerts } from "./alert-order.ts";
import { aliveFirst, isAlive, watchOf } from "./alert-watch.ts";
import { careText, commentText, comparedText } from "./alert-words.ts";

addFloorWords();

const by = { by: "Maria", at: AT };

describe("the order of alerts", () => {
  it("puts what nobody has taken up first, then the most severe, then the newest", () => {
    const ids = orderAlerts([
      alert({ id: "seen", severity: "critical", acknowledged: by }),
      alert({ id: "low", severity: "low" }),
      alert({ id: "older", firedAt: AT - 90_000 }),
      alert({ id: "newer", firedAt: AT - 10_000 }),
      alert({ id: "muted", severity: "critical", silenced: { by: "Ann", until: AT + 1 } }),
      alert({ id: "flapping", severity: "critical", isFlapping: true }),
      alert({ id: "critical", severity: "critical", phase: "recovering" }),
    ]).map(({ id }) => id);
    expect(ids).toEqual(["critical", "newer", "older", "low", "flapping", "seen", "muted"]);
  });

  it("is the same whatever the order in which they came", () => {
    const made = fc.record({
      id: fc.uuid(),
      severity: fc.constantFrom("critical" as const, "high" as const, "low" as const),
      isFlapping: fc.boolean(),
      firedAt: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(made, { selector: ({ id }) => id }), (parts) => {
        const alerts = parts.map(alert);
        expect(orderAlerts([...alerts].reverse())).toEqual(orderAlerts(alerts));
      }),
    );
  });

  it("marks each agent and queue by its first alert, and counts by severity", () => {
    const ordered = orderAlerts([
      alert({ id: "a", severity: "low" }),
      alert({ id: "b", severity: "critical", acknowledged: by }),
      alert({ id: "c", severity: "critical", entity: { kind: "queue", id: "1" }, acknowledged: by }),
      alert({ id: "d", entity: { kind: "feed" } }),
    ]);
    const { agents, queues } = marksOf(ordered);
    expect([...agents]).toEqual([["1", { severity: "low", isCalm: false }]]);
    expect([...queues]).toEqual([["1", { severity: "critical", isCalm: true }]]);
    expect(countSeverities(ordered)).toEqual([
      { severity: "critical", count: 2 },
      { severity: "high", count: 1 },
      { severity: "low", count: 1 },
    ]);
  });
});

describe("who watches", () => {
  it.each([
    [watching, "fresh", "watched"],
    [watching, "aging", "watched"],
    [watching, "stale", "frozen"],
    [watching, "lost", "lost"],
    [{ ...watching, state: "frozen" }, "fresh", "frozen"],
    [{ ...watching, state: "unheard" }, "stale", "unheard"],
    [null, "fresh", "unheard"],
  ] as const)("%j on a %s board is %s: nothing but a sure watch is called one", (alerting, level, word) => {
    expect(watchOf(alerting, level)).toBe(word);
  });
});

describe("a floor that is not seen", () => {
  const ordered = orderAlerts([
    alert({ id: "critical", severity: "critical" }),
    alert({ id: "feed", severity: "high", entity: { kind: "feed" } }),
    alert({ id: "queue", entity: { kind: "queue", id: "1" } }),
  ]);
  const ids = (alerts: readonly { id: string }[]) => alerts.map(({ id }) => id);

  it("has one kind of alert that is alive, the feed's own, and it comes first", () => {
    expect(ids(ordered)[0]).toBe("critical");
    expect(ids(aliveFirst(ordered, "frozen"))[0]).toBe("feed");
    expect(ids(aliveFirst(ordered, "frozen")).slice(1)).toEqual(ids(ordered).filter((id) => id !== "feed"));
    expect(ids(ordered.filter((one) => isAlive(one, "frozen")))).toEqual(["feed"]);
  });

  it.each([
    ["watched", 3],
    ["unheard", 0],
    ["lost", 0],
  ] as const)(
    "is not what a wall tells while alerts are %s: %i of three are alive, in their order",
    (watch, count) => {
      expect(ordered.filter((one) => isAlive(one, watch))).toHaveLength(count);
      expect(aliveFirst(ordered, watch)).toEqual(ordered);
    },
  );
});

describe("an alert in words", () => {
  it.each([
    [143.2, 120, "seconds", "2:23, limit 2:00"],
    [900, 900, "seconds", "limit 15:00"],
    [61.4, 80, "pct", "61 %, limit 80 %"],
    [0, 1, "count", "0, limit 1"],
    [null, 120, "seconds", "limit 2:00"],
    [7, null, "count", "7"],
    [null, null, null, ""],
  ] as const)("%s against %s %s is “%s”", (value, threshold, unit, text) => {
    expect(comparedText({ value, threshold, unit })).toBe(text);
  });

  it("names who did what, and somebody where there is no name", () => {
    expect(careText(alert({ id: "a", acknowledged: by }))).toBe("seen by Maria");
    expect(careText(alert({ id: "a", acknowledged: { by: " \u202e", at: AT } }))).toBe("seen by somebody");
    const silenced = alert({ id: "a", silenced: { by: "Ann", until: AT }, acknowledged: by });
    expect([careOf(silenced), careText(silenced)]).toEqual(["silenced", "silenced by Ann"]);
    expect(careText(alert({ id: "a" }))).toBe("");
    expect(commentText({ lastComment: { ...by, text: "Asked\nIT" } })).toBe("Maria: Asked IT");
  });
});
