import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayRenew, promoted, shownAs, type Tokens } from "./tokens.ts";

const MINUTE_MS = 60_000;

describe("the tokens of a television", () => {
  it("never lock it out, whatever answers are lost, and leave three good ones at the most", () => {
    const step = fc.record({
      waitMs: fc.integer({ min: 0, max: 3 * MINUTE_MS }),
      wants: fc.boolean(),
      isLost: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [at, drawn, held] = [1_000_000, 0, "0"];
        let tokens: Tokens = { now: held, next: null, former: null };
        const given = new Set([held]);
        for (const { waitMs, wants, isLost } of steps) {
          at += waitMs;
          const shown = shownAs(tokens, held, at);
          expect(["now", "next"]).toContain(shown);
          if (shown === "next") tokens = promoted(tokens, held, at);
          if (wants && mayRenew(tokens, held, at)) {
            drawn += 1;
            tokens = { ...tokens, next: { token: `${drawn}`, at } };
            given.add(`${drawn}`);
            if (!isLost) held = `${drawn}`;
          }
          const good = [...given].filter((token) => shownAs(tokens, token, at) !== "none");
          expect(good.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  it("end for who copied one, a minute after the television has shown another", () => {
    const tokens = promoted({ now: "copied", next: { token: "own", at: 0 }, former: null }, "own", 1_000);
    expect(shownAs(tokens, "copied", 1_000 + BOUNDS.screenFormerKeepMs - 1)).toBe("former");
    expect(shownAs(tokens, "copied", 1_000 + BOUNDS.screenFormerKeepMs)).toBe("none");
    expect(mayRenew(tokens, "copied", 1_001)).toBe(false);
  });
});
