import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawCode, readCode, shownCode } from "./code.ts";

const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 8,
  maxLength: 8,
});
const drawn = chances.map((numbers) => {
  const left = [...numbers];
  return drawCode(() => left.shift() ?? 0);
});

describe("a code", () => {
  it("has no sign that is taken for another one, and is shown in two halves", () => {
    fc.assert(
      fc.property(drawn, (code) => {
        expect(shownCode(code)).toMatch(/^[2-9AC-HJKMNP-RTW-Z]{4}-[2-9AC-HJKMNP-RTW-Z]{4}$/);
      }),
    );
  });

  it("has at least 38 bits", () => {
    const signs = new Set(Array.from({ length: 10_000 }, (_, n) => drawCode(() => n / 10_000).charAt(0)));
    expect(Math.log2(signs.size) * 8).toBeGreaterThanOrEqual(38);
  });

  it("is read in any case, with spaces, hyphens and dashes wherever they are", () => {
    fc.assert(
      fc.property(
        drawn,
        fc.array(fc.constantFrom("", " ", "-", "–", "\u00a0"), { minLength: 9, maxLength: 9 }),
        fc.boolean(),
        (code, between, isLow) => {
          const typed = Array.from(code, (sign, n) => `${between[n]}${sign}`).join("") + between[8];
          expect(readCode(isLow ? typed.toLowerCase() : typed)).toBe(code);
        },
      ),
    );
  });

  it("is understood where B was read for 8, and S for 5", () => {
    expect(readCode("b7mw-4xqs")).toBe("87MW4XQ5");
  });

  it.each(["", "K7MW-4XQ", "K7MW-4XQ22", "K7MW-4XQ0", "K7MW-4XQÄ", "K7MW_4XQ2", "<img onerror>"])(
    "is not what no television shows: %j",
    (typed) => expect(readCode(typed)).toBeNull(),
  );
});
