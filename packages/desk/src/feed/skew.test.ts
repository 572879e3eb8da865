import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Skew } from "./skew.ts";

const NOW = 1_800_000_000_000;

describe("the upstream's clock against ours", () => {
  it("is not known before anything was heard", () => {
    expect(new Skew().ms()).toBeNull();
  });

  it("is the newest-looking event's, so a slow network never shows as a fast clock", () => {
    const skew = new Skew();
    for (const delayMs of [900, 50, 4_000]) skew.observe(NOW + 2_000 - delayMs, NOW);
    expect(skew.ms()).toBe(1_950);
  });

  it("is told by an answer's date where the stream itself is late", () => {
    const skew = new Skew();
    skew.observe(NOW - 20_000, NOW);
    skew.observe(NOW - 900, NOW);
    expect(skew.ms()).toBe(-900);
  });

  it("remembers what one round's answers told until the next one's, however late the stream is", () => {
    const skew = new Skew();
    const roundEveryMs = BOUNDS.reconcileEveryMs + 10_000;
    for (let ms = 0; ms < 20 * 60_000; ms += 1_000) {
      if (ms % roundEveryMs === 0) skew.observe(NOW + ms - 500, NOW + ms);
      skew.observe(NOW + ms - 18_000, NOW + ms);
      expect(skew.ms()).toBe(-500);
    }
  });

  it("follows a clock that was corrected, within two and a half minutes", () => {
    const skew = new Skew();
    for (let seconds = 0; seconds < 60; seconds += 1)
      skew.observe(NOW + seconds * 1_000 + 20_000, NOW + seconds * 1_000);
    for (let seconds = 60; seconds < 200; seconds += 1)
      skew.observe(NOW + seconds * 1_000, NOW + seconds * 1_000);
    expect(skew.ms()).toBe(0);
  });

  it("is never above the largest difference that was seen", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(300_000), fc.integer({ min: -60_000, max: 30_000 }))),
        (events) => {
          const skew = new Skew();
          const sorted = [...events].sort(([a], [b]) => a - b);
          for (const [after, offset] of sorted) skew.observe(NOW + after + offset, NOW + after);
          expect(skew.ms() ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(
            Math.max(Number.NEGATIVE_INFINITY, ...events.map(([, offset]) => offset)),
          );
        },
      ),
    );
  });
});
