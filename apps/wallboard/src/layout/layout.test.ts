import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardNameOf } from "./card-name.ts";
import { headlineEm } from "./headline.ts";
import { linesFor, textWidthEm } from "./text-width.ts";
import { PREFERRED, smallestTextPx } from "./type-size.ts";

const FULL_HD = { widthPx: 1_920, heightPx: 1_080 };

describe("the size of letters", () => {
  // displays.md: 55″ at 1080p: 3 m ≈ 39 px, 5 m ≈ 65 px, 8 m ≈ 105 px, for the preferred size.
  it.each([
    [3, 39],
    [5, 65],
    [8, 105],
  ])("preferred at %i m from a 55-inch screen is about %i px", (metres, px) => {
    expect(Math.abs(smallestTextPx({ metres, inches: 55 }, FULL_HD) * PREFERRED - px)).toBeLessThan(1.5);
  });

  it("depends on the screen's diagonal and not on which way up it hangs", () => {
    const viewing = { metres: 4, inches: 55 };
    const upright = { widthPx: FULL_HD.heightPx, heightPx: FULL_HD.widthPx };
    expect(smallestTextPx(viewing, upright)).toBeCloseTo(smallestTextPx(viewing, FULL_HD));
  });
});

describe("the sentence over old figures", () => {
  it("has less room beside the clock than in a row of its own", () => {
    expect(headlineEm(26, true)).toBeGreaterThan(20);
    expect(headlineEm(37.7, false)).toBeGreaterThan(20);
    expect(headlineEm(17, true)).toBeLessThan(15);
  });
});

describe("names and words", () => {
  it("get the largest setting in which every one of them is whole", () => {
    expect(cardNameOf(["Billing"], 18)).toEqual({ lines: 1, sizeEm: 1.1 });
    expect(cardNameOf(["Billing", "Technical Support 2222"], 18)).toEqual({ lines: 1, sizeEm: 1 });
    expect(cardNameOf(["Vertragsangelegenheiten Privatkunden"], 18)).toEqual({ lines: 2, sizeEm: 1 });
  });

  it("are never estimated at less than nothing, and more text is never narrower", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (a, b) => {
        expect(textWidthEm(a + b)).toBeGreaterThanOrEqual(textWidthEm(a));
        expect(linesFor(a, 5)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
