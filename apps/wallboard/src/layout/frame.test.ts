/** The wall around its widgets: nothing outgrows the safe area, and letters are never made smaller without a word. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adviceEm, type FrameInput, planFrame, stripHighEm } from "./frame.ts";
import { PARTS } from "./parts.ts";
import { ribbonEm } from "./ribbon.ts";
import { linesFor } from "./text-width.ts";
import { smallestTextPx } from "./type-size.ts";

const given = (change: Partial<FrameInput>): FrameInput => ({
  screen: { widthPx: 1_920, heightPx: 1_080 },
  viewing: { metres: 6, inches: 75 },
  least: { wideEm: 18, highEm: 9 },
  hasRibbon: true,
  advice: "",
  isFloorSeen: change.advice === undefined,
  ...change,
});

describe("the frame", () => {
  it("leaves most of the usual wall to the widgets, above one row of alerts", () => {
    const found = planFrame(given({}));
    expect(found).toMatchObject({ isTooSmall: false, isNarrow: false, alertRows: 1, adviceLines: 0 });
    expect(found.room.highEm).toBeGreaterThan(16);
    expect(found.room.wideEm).toBe(found.wideEm);
  });

  it("on a 4K screen is the same: more pixels do not make anybody's eyes better", () => {
    const { textPx, room } = planFrame(given({}));
    const twice = planFrame(given({ screen: { widthPx: 3_840, heightPx: 2_160 } }));
    expect(twice.textPx).toBeCloseTo(2 * textPx);
    expect(twice.room.highEm).toBeCloseTo(room.highEm);
  });

  it("has no place for alerts on a board that wants none", () => {
    const found = planFrame(given({ hasRibbon: false }));
    expect(found.alertRows).toBe(0);
    expect(found.room.highEm).toBeGreaterThan(planFrame(given({})).room.highEm + 2);
  });

  it("gives way to advice, none of whose words is lost", () => {
    const advice =
      "CXone refuses the connection (401). Check the client’s secret in CXone’s developer portal.";
    const calm = planFrame(given({}));
    const advised = planFrame(given({ advice }));
    expect(advised.textPx).toBe(calm.textPx);
    expect(advised.isAdviceApart).toBe(false);
    expect(advised.adviceLines).toBeGreaterThanOrEqual(linesFor(advice, calm.wideEm - PARTS.adviceBeside));
  });

  it("gives advice a turn of its own where it would leave no room for a widget", () => {
    const advice = "Add the scope users:read to the application in the CXone Developer Portal. ".repeat(3);
    const found = planFrame(given({ viewing: { metres: 8, inches: 75 }, advice }));
    expect(found.isAdviceApart).toBe(true);
    expect(found.adviceLines).toBe(linesFor(advice, found.wideEm - PARTS.adviceBeside));
    expect(planFrame(given({ advice })).isAdviceApart).toBe(false);
  });

  it("admits it when letters cannot be as large as the distance asks for", () => {
    expect(planFrame(given({ viewing: { metres: 40, inches: 32 } })).isTooSmall).toBe(true);
  });

  it("never outgrows the safe area, leaves every widget its least, and never shrinks letters silently", () => {
    const inputs = fc.record({
      screen: fc.record({
        widthPx: fc.integer({ min: 600, max: 7_680 }),
        heightPx: fc.integer({ min: 600, max: 4_320 }),
      }),
      viewing: fc.record({
        metres: fc.double({ min: 0.3, max: 40, noNaN: true }),
        inches: fc.integer({ min: 5, max: 300 }),
      }),
      least: fc.record({
        wideEm: fc.double({ min: 0, max: 40, noNaN: true }),
        highEm: fc.double({ min: 0, max: 20, noNaN: true }),
      }),
      hasRibbon: fc.boolean(),
      advice: fc.nat({ max: 60 }).map((words) => "advice ".repeat(words)),
      isFloorSeen: fc.boolean(),
    });
    fc.assert(
      fc.property(inputs, (input) => {
        const found = planFrame(input);
        const highEm = (input.screen.heightPx * 0.9) / found.textPx;
        const rows = found.isNarrow ? 2 : 1;
        const isStrip = found.adviceLines > 0 && !found.isAdviceApart;
        const strip = isStrip ? stripHighEm(found.adviceLines, found.alertsBesideAdvice) + PARTS.gap : 0;
        const alerts = found.alertRows > 0 ? ribbonEm(found.alertRows) + PARTS.gap : 0;
        const around =
          rows * PARTS.header + PARTS.gap + strip + alerts + (found.isTooSmall ? rows * PARTS.foot : 0);
        expect(found.room.highEm + around).toBeLessThanOrEqual(highEm + 0.001);
        expect(found.room.highEm).toBeGreaterThanOrEqual(input.least.highEm - 0.001);
        expect(found.room.wideEm).toBeGreaterThanOrEqual(input.least.wideEm - 0.001);
        expect(found.adviceLines > 0).toBe(input.advice !== "");
        if (found.isAdviceApart)
          expect(adviceEm(found.adviceLines)).toBeLessThanOrEqual(found.room.highEm + 0.001);
        if (input.hasRibbon) expect(found.alertRows > 0 || found.alertsBesideAdvice !== null).toBe(true);
        expect(found.isTooSmall).toBe(found.textPx < smallestTextPx(input.viewing, input.screen));
      }),
    );
  });
});
