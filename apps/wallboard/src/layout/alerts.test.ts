/** The ribbon as arithmetic: what fits, what takes turns, and that nobody is left out. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planCell } from "./alert-cell.ts";
import { NO_ALERTS, nextAlertPage, refreshAlertPage } from "./alert-pages.ts";
import { countsThatFit, planRibbon, ribbonRows } from "./ribbon.ts";

describe("the ribbon", () => {
  it("has one wide alert on the usual wall, several on a near one, none where it would not be legible", () => {
    expect(planRibbon(37.7, false, 5, 1).columns).toBe(1);
    expect(planRibbon(75, false, 60, 1).columns).toBe(3);
    expect(planRibbon(75, false, 1, 1).columns).toBe(1);
    expect(planRibbon(25, true, 5, 1)).toMatchObject({ columns: 0, troubleEm: 11 });
  });

  it("never outgrows its width, and always has room to say that nobody watches", () => {
    const input = [
      fc.double({ min: 16.6, max: 200, noNaN: true }),
      fc.boolean(),
      fc.nat({ max: 200 }),
    ] as const;
    fc.assert(
      fc.property(...input, (wideEm, hasTrouble, alerts) => {
        const plan = planRibbon(wideEm, hasTrouble, alerts, 1);
        const boxes = [
          plan.troubleEm,
          plan.leadEm,
          ...Array.from({ length: plan.columns }, () => plan.cellEm),
        ];
        const used = boxes.filter((em) => em > 0);
        const sum = used.reduce((all, em) => all + em, 0) + 0.5 * (used.length - 1);
        expect(sum).toBeLessThanOrEqual(wideEm + 0.51);
        expect(plan.troubleEm > 0).toBe(hasTrouble);
      }),
    );
  });

  it("takes more rows only from boards that can spare them", () => {
    expect([18.7, 39, 60, 500].map(ribbonRows)).toEqual([1, 1, 3, 3]);
  });

  it("counts as many severities as fit, one at least", () => {
    expect(countsThatFit([2, 3, 1, 1], 6.4)).toBe(2);
    expect(countsThatFit([2_000], 1)).toBe(1);
    expect(countsThatFit([], 6)).toBe(0);
  });
});

describe("an alert's two lines", () => {
  const said = {
    who: "Maria S.",
    severity: "High",
    rule: "Not ready too long",
    care: "seen by Maria",
    compared: "limit 15:00",
    comment: "Maria: On his way back from the training room.",
  };

  it("hold everything where there is room, and drop the comment, then the figures, then the rest", () => {
    expect(planCell({ ...said, widthEm: 40 })).toEqual({
      isRuleFirst: true,
      care: said.care,
      compared: said.compared,
      comment: said.comment,
    });
    expect(planCell({ ...said, widthEm: 20 })).toMatchObject({ care: said.care, comment: "" });
    expect(planCell({ ...said, widthEm: 11.5 })).toMatchObject({ compared: "", comment: "" });
  });

  it("have the rule's name beside the severity where it would be cut beside the name", () => {
    const who = "Technical Support";
    expect(planCell({ ...said, who, widthEm: 18 }).isRuleFirst).toBe(false);
    expect(planCell({ ...said, who, widthEm: 30 }).isRuleFirst).toBe(true);
  });
});

describe("the pages of alerts", () => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `a${n}`);

  it("show everybody once in a round", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 9 }), (count, size) => {
        let page = nextAlertPage(ids(count), NO_ALERTS, size);
        const seen = [...page.shown];
        for (let turn = 1; turn < Math.ceil(count / size); turn += 1) {
          page = nextAlertPage(ids(count), page, size);
          seen.push(...page.shown);
        }
        expect([...seen].sort()).toEqual([...ids(count)].sort());
      }),
    );
  });

  it("bring the front back for a new alert that belongs there, and for no other", () => {
    const second = nextAlertPage(ids(5), nextAlertPage(ids(5), NO_ALERTS, 2), 2);
    expect(second.shown).toEqual(["a2", "a3"]);
    expect(refreshAlertPage([...ids(5), "new"], second, 2).shown).toEqual(["a2", "a3"]);
    expect(refreshAlertPage(["new", ...ids(5)], second, 2).shown).toEqual(["new", "a0"]);
  });

  it("give the place of one that has ended to the next", () => {
    const first = nextAlertPage(ids(5), NO_ALERTS, 2);
    expect(refreshAlertPage(["a1", "a2", "a3", "a4"], { ...first, known: new Set(ids(5)) }, 2).shown).toEqual(
      ["a1", "a2"],
    );
    expect(refreshAlertPage([], first, 2).shown).toEqual([]);
  });

  it("never show more than fit, nor what is not there", () => {
    const step = fc.record({
      there: fc.subarray(ids(8)),
      size: fc.integer({ min: 1, max: 4 }),
      turns: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let page = NO_ALERTS;
        for (const { there, size, turns } of steps) {
          page = (turns ? nextAlertPage : refreshAlertPage)(there, page, size);
          expect(page.shown.length).toBe(
            Math.min(size, Math.max(page.shown.length, there.length === 0 ? 0 : 1)),
          );
          expect(page.shown.every((id) => there.includes(id))).toBe(true);
        }
      }),
    );
  });
});
