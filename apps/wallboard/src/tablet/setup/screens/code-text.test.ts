import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caretIn, codeText, isWholeCode } from "./code-text.ts";

describe("a code while it is typed", () => {
  it.each([
    ["", "", false],
    ["k7m", "K7M", false],
    ["k7mw", "K7MW", false],
    ["k7mw4", "K7MW-4", false],
    ["k7mw 4xq2", "K7MW-4XQ2", true],
    ["K7MW-4XQ2-and more", "K7MW-4XQ2", true],
    ["<b>k7</b>", "BK7B", false],
  ])("%j stands as %j", (typed, shown, isWhole) => {
    expect(codeText(typed)).toBe(shown);
    expect(isWholeCode(typed)).toBe(isWhole);
  });

  it("stays as it is when it is put into form again, and the caret stays behind what was typed", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.nat(30), (typed, at) => {
        const shown = codeText(typed);
        expect(codeText(shown)).toBe(shown);
        const caret = caretIn(shown, typed.slice(0, at));
        expect(caret).toBeLessThanOrEqual(shown.length);
        expect(shown.slice(0, caret).replace("-", "")).toBe(codeText(typed.slice(0, at)).replace("-", ""));
      }),
    );
  });
});
