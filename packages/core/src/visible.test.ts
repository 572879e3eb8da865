import { describe, expect, it } from "vitest";
import { isVisible, visibleLine, visibleLines } from "./visible.ts";

describe("a text that a person wrote", () => {
  it.each([
    ["Hall \u202egnihton\u202c", "Hall gnihton"],
    ["\u0000Hall\u0007\r\n 2\u0085", "Hall 2"],
    ["\u200eسلام\u200f\u061c", "سلام"],
    ["\u2066a\u2069\u2067b\u2068c", "abc"],
    ["\u202a\u202b\u202d \u200e", ""],
  ])("loses what nobody sees: %j", (text, line) => {
    expect(visibleLine(text)).toBe(line);
    expect([isVisible(text), isVisible(line)]).toEqual([false, true]);
  });

  it.each(["Müller-Lüdenscheidt", "می\u200cخواهم", "👩\u200d👩\u200d👧", "<img onerror=1>", "𐐷"])(
    "keeps what is written with: %s",
    (text) => {
      expect([visibleLine(text), visibleLines(text), isVisible(text)]).toEqual([text, text, true]);
    },
  );

  it("keeps its lines where it may have several", () => {
    expect(visibleLines("one\u202e\r\ntwo\n")).toBe("one\ntwo");
  });
});
