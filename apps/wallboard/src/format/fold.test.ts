import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded } from "./fold.ts";

describe("letters as they are looked for", () => {
  it.each([
    ["GONÇALVES", "goncalves"],
    ["Søren Łukasz", "soren lukasz"],
    ["Müller-Strauß", "muller-strauss"],
    ["Nguyễn", "nguyen"],
    ["Œuvre", "oeuvre"],
  ])("%s is found by %s", (name, typed) => {
    expect(folded(name)).toBe(typed);
  });

  it("finds every name by any part of itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (one, other) => {
        expect(folded(`${one} ${other}`)).toContain(folded(` ${other}`));
      }),
    );
  });
});
