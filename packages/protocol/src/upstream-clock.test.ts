import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floorTimeOf, upstreamAheadMs } from "./upstream-clock.ts";

const NOW = 1_795_000_000_000;

describe("how far CXone's clock is ahead of the server's", () => {
  it.each([
    ["ahead by an hour", NOW + 3_600_000, NOW, 0, 3_600_000],
    ["behind by two minutes", NOW - 120_000, NOW, 0, -120_000],
    ["no difference but the way of a message", NOW - 400, NOW, 0, 0],
    ["a second is a difference", NOW + 1_000, NOW, 0, 1_000],
    ["what is known stands while the feed agrees to within a second", NOW + 5_700, NOW, 5_000, 5_000],
    ["what is known gives way to a real change", NOW + 90_000, NOW, 5_000, 90_000],
    ["back to none", NOW, NOW, 5_000, 0],
    ["nothing dated by CXone", null, NOW, 5_000, 5_000],
    ["nothing dated by the server", NOW, null, 0, 0],
  ])("%s", (_case, clock, asOf, heldMs, aheadMs) => {
    expect(upstreamAheadMs({ clock, asOf }, heldMs)).toBe(aheadMs);
  });

  it("is what it was where there is no feed", () => {
    expect(upstreamAheadMs(null, 7_000)).toBe(7_000);
  });

  it("is never off by more than a second, and never moves for less than one", () => {
    const readings = fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: 1 });
    fc.assert(
      fc.property(readings, (skews) => {
        let heldMs = 0;
        for (const skewMs of skews) {
          const next = upstreamAheadMs({ clock: NOW + skewMs, asOf: NOW }, heldMs);
          expect(Math.abs(next - skewMs)).toBeLessThan(1_000);
          if (next !== heldMs) expect(Math.abs(next - heldMs)).toBeGreaterThanOrEqual(1_000);
          heldMs = next;
        }
      }),
    );
  });
});

describe("the instant up to which durations are counted", () => {
  const feed = { clock: NOW - 40_000, asOf: NOW - 45_000 };
  const given = { feed, serverNow: NOW, aheadMs: 5_000 };

  it.each(["fresh", "aging"] as const)("runs with CXone's clock while the figures are %s", (level) => {
    expect(floorTimeOf({ ...given, level })).toBe(NOW + 5_000);
  });

  it.each(["stale", "lost"] as const)("stands at the last news while the figures are %s", (level) => {
    expect(floorTimeOf({ ...given, level })).toBe(NOW - 40_000);
    expect(floorTimeOf({ ...given, level, serverNow: NOW + 60_000 })).toBe(NOW - 40_000);
  });

  it("is found by the server's clock where CXone has dated nothing, and unknown where nobody has", () => {
    const stale = { ...given, level: "stale" as const };
    expect(floorTimeOf({ ...stale, feed: { clock: null, asOf: NOW - 45_000 } })).toBe(NOW - 40_000);
    expect(floorTimeOf({ ...stale, feed: { clock: null, asOf: null } })).toBeNull();
    expect(floorTimeOf({ ...stale, feed: null })).toBeNull();
  });
});
