import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginningOf, caretIn, codeText, isWholeCode, restOf, restText } from "./code-text.ts";

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

  it.each([
    ["K7MW", "K7MW"],
    ["k7mw-4xq2", "K7MW"],
    ["K7M", ""],
    ["", ""],
    ["<b>…", ""],
  ])("is brought by a link to its first half at the most: %j gives %j", (brought, begins) => {
    expect(beginningOf(brought)).toBe(begins);
    expect(isWholeCode(beginningOf(brought))).toBe(false);
  });

  it.each([
    ["", ""],
    ["4x", "4X"],
    ["4xq2", "4XQ2"],
    ["4xq2z", "4XQ2"],
    ["k7mw-4xq2", "4XQ2"],
    ["k7mw", "K7MW"],
  ])("has the rest typed behind such a half: %j stands as %j", (typed, rest) => {
    expect(restText("K7MW", typed)).toBe(rest);
    expect(restOf(codeText(`K7MW${rest}`))).toBe(rest);
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
