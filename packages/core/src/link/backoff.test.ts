import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BOUNDS } from "../bounds.ts";
import { guideDelayMs, spreadMs } from "./backoff.ts";

const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the wait before a dial", () => {
  it.each([
    [0, 0, 1_000],
    [0, 0.5, 1_500],
    [1, 0, 2_000],
    [2, 0.25, 4_250],
    [3, 0, 8_000],
    [4, 0.999, 16_999],
    [5, 0, 30_000],
    [5, 0.9, 30_000],
    [2_000, 0.5, 30_000],
  ])(
    "[L1] follows the guide's formula: attempt %i with chance %d waits %i ms",
    (attempt, chance, delayMs) => {
      expect(guideDelayMs(attempt, chance)).toBe(delayMs);
    },
  );

  it("[L1] never shrinks with the attempt and never exceeds the cap", () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), chances, (attempt, chance) => {
        const delayMs = guideDelayMs(attempt, chance);
        expect(guideDelayMs(attempt + 1, chance)).toBeGreaterThanOrEqual(delayMs);
        expect(delayMs).toBeLessThanOrEqual(BOUNDS.backoffMaxMs);
      }),
    );
  });

  it("[L2] at the cap two desks with different chances still wait differently", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), chances, chances, (attempt, one, other) => {
        fc.pre(Math.abs(one - other) > 1e-6);
        const first = spreadMs(guideDelayMs(attempt, one), one);
        const second = spreadMs(guideDelayMs(attempt, other), other);
        expect(first).not.toBe(second);
      }),
    );
  });

  it("[L2] the spread only ever makes a wait longer, by at most its share", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), chances, (delayMs, chance) => {
        const spread = spreadMs(delayMs, chance);
        expect(spread).toBeGreaterThanOrEqual(delayMs);
        expect(spread).toBeLessThanOrEqual(delayMs * (1 + BOUNDS.spreadShare));
      }),
    );
  });
});
