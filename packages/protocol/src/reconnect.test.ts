import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reconnectDelayMs, slowRetryDelayMs } from "./reconnect.ts";

describe("the delay before a screen dials again", () => {
  it.each([
    [0, 0, 0],
    [0, 0.5, 500],
    [3, 0.5, 4_000],
    [5, 0.5, 15_000],
    [60, 0.999, 29_970],
  ])("after %i failures with chance %f is %i ms", (attempt, chance, delayMs) => {
    expect(reconnectDelayMs(attempt, chance)).toBe(delayMs);
  });

  it("at the cap is still spread over the whole interval, so that no two screens march in step", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, chance) => {
          expect(reconnectDelayMs(n, chance)).toBe(Math.floor(chance * BOUNDS.viewerBackoffMaxMs));
        },
      ),
    );
  });
});

describe("the delay after a screen was told to stop", () => {
  it.each([
    [0, 30_000],
    [0.5, 60_000],
    [0.999, 89_940],
  ])("with chance %f is %i ms: about a minute, and no two screens the same", (chance, delayMs) => {
    expect(slowRetryDelayMs(chance)).toBe(delayMs);
  });
});
