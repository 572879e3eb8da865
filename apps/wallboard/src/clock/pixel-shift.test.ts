import { describe, expect, it } from "vitest";
import { applyShift, shiftAt } from "./pixel-shift.ts";

const MINUTE = 60_000;
const minutes = (count: number) => Array.from({ length: count }, (_, minute) => minute * MINUTE);

describe("the shift against burn-in", () => {
  it("begins in the middle and stands still for a minute", () => {
    expect([0, 30_000, 59_999].map((at) => shiftAt(at, 1_080))).toEqual(
      Array.from({ length: 3 }, () => ({ xPx: 0, yPx: 0 })),
    );
  });

  it("goes by one pixel a minute, a few to each side, and comes round", () => {
    expect(minutes(13).map((at) => shiftAt(at, 1_080).xPx)).toEqual([
      0, 1, 2, 3, 2, 1, 0, -1, -2, -3, -2, -1, 0,
    ]);
    let last = shiftAt(0, 1_080);
    for (const at of minutes(200)) {
      const { xPx, yPx } = shiftAt(at, 1_080);
      expect(Math.abs(xPx - last.xPx)).toBeLessThanOrEqual(1);
      expect(Math.abs(yPx - last.yPx)).toBeLessThanOrEqual(1);
      expect(Math.max(Math.abs(xPx), Math.abs(yPx))).toBeLessThanOrEqual(4);
      last = { xPx, yPx };
    }
  });

  it("visits many places for about as long each, so that no edge stays", () => {
    const visits = new Map<string, number>();
    for (const at of minutes(48)) {
      const { xPx, yPx } = shiftAt(at, 1_080);
      visits.set(`${xPx},${yPx}`, (visits.get(`${xPx},${yPx}`) ?? 0) + 1);
    }
    expect(visits.size).toBeGreaterThanOrEqual(24);
    expect(Math.max(...visits.values())).toBeLessThanOrEqual(2);
  });

  it("is as far on a finer screen, and at least a pixel on a small one", () => {
    expect(shiftAt(3 * MINUTE, 2_160)).toEqual({ xPx: 6, yPx: 6 });
    expect(shiftAt(3 * MINUTE, 500)).toEqual({ xPx: 3, yPx: 3 });
  });

  it("is handed to the styles and touches nothing else", () => {
    const root = document.createElement("div");
    applyShift(root, { xPx: -2, yPx: 3 });
    expect(root.getAttribute("style")?.replace(/\s/g, "")).toBe("--shift-x:-2px;--shift-y:3px;");
  });
});
