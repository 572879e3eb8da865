import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, cutText, isId, nameOf } from "./text.ts";

describe("ids from outside", () => {
  it.each([
    "a",
    "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
    "call_123456789",
    "__proto__",
    "<img onerror=alert(1)>",
    "\u{1f600}",
    "a/b?c=d,e",
    "...",
    "x".repeat(BOUNDS.idCharsMax),
  ])("%j is an id", (text) => {
    expect(isId(text)).toBe(true);
  });

  it.each([
    "",
    ".",
    "..",
    "a\nb",
    "a\u0000",
    "\u007f",
    "\ud83d",
    "\ude00\ud83d",
    "x".repeat(BOUNDS.idCharsMax + 1),
  ])("%j is none", (text) => {
    expect(isId(text)).toBe(false);
  });

  it("an id can always be written into a URL", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (text) => {
        fc.pre(isId(text));
        expect(decodeURIComponent(encodeURIComponent(text))).toBe(text);
      }),
    );
  });
});

describe("names from outside", () => {
  it.each([
    ["  Ada Lovelace ", "Ada Lovelace"],
    ["   ", null],
    ["", null],
    [null, null],
    [undefined, null],
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ])("%j becomes %j", (text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  it("are cut by code points, so that no half of a pair is left", () => {
    expect(cutText("\u{1f600}".repeat(5), 3)).toBe("\u{1f600}".repeat(3));
    expect(nameOf("\u{1f600}".repeat(10_000))).toBe("\u{1f600}".repeat(BOUNDS.nameCharsMax));
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme-composite", maxLength: 40 }),
        fc.nat({ max: 20 }),
        (text, charsMax) => {
          expect(cutText(text, charsMax)).toBe([...text].slice(0, charsMax).join(""));
        },
      ),
    );
  });

  it("codes keep their blanks and are cut like ids", () => {
    expect(codeOf(" ON CALL ")).toBe(" ON CALL ");
    expect(codeOf("")).toBeNull();
    expect(codeOf("x".repeat(10_000))).toHaveLength(BOUNDS.idCharsMax);
  });
});
