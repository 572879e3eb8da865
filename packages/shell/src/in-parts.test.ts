import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inParts } from "./in-parts.ts";

describe("a text that is longer than a row", () => {
  it("is cut into parts that fit one", () => {
    expect(inParts("x".repeat(21), 10).map(({ length }) => length)).toEqual([10, 10, 1]);
    expect(inParts("", 10)).toEqual([""]);
  });

  it("is never cut through a sign, so that each part is a text of its own", () => {
    // One letter ahead of the signs puts every cut between the two halves of one.
    const parts = inParts(`x${"😀".repeat(50)}`, 10);
    expect(parts.join("")).toBe(`x${"😀".repeat(50)}`);
    expect(parts.filter((part) => /\p{Surrogate}/u.test(part))).toEqual([]);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(10);
  });

  it("is the same text again when its parts are joined, and no part is too long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 2, max: 20 }), (text, charsMax) => {
        const parts = inParts(text, charsMax);
        expect(parts.join("")).toBe(text);
        expect(parts.every(({ length }) => length <= charsMax)).toBe(true);
      }),
    );
  });
});
