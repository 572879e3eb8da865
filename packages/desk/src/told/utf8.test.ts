import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Bytes } from "./utf8.ts";

describe("a text's length as UTF-8", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["é", 2],
    ["漢", 3],
    ["😀", 4],
    ["\u{7ff}\u{800}", 5],
  ])("of %o is %i", (text, bytes) => {
    expect(utf8Bytes(text)).toBe(bytes);
  });

  it("is what an encoder writes, for JSON of anything", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: "binary" }), (value, text) => {
        const json = JSON.stringify([value, text]);
        // Each byte that is no ASCII letter is three characters in a URL.
        const encoded = encodeURIComponent(json).replaceAll(/%[0-9A-F]{2}/g, "x").length;
        expect(utf8Bytes(json)).toBe(encoded);
      }),
    );
  });
});
