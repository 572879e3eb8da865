import { describe, expect } from "vitest";
import { it } from "../src/harness.ts";
import { FAULTLESS, layoutFaults } from "../src/wall/layout.ts";

/** ISO 9241-3's 16 minutes of arc at the wall's defaults, 6 m from 75 inches (in % of the height of a 16:9 screen). */
const LEAST_SHARE = (0.53 * 6) / 75;
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
];

/** The smallest type for a screen of this many pixels, whatever its shape: the diagonal is what has the inches. */
function leastPx({ width, height }: { width: number; height: number }): number {
  const heightIfWide = Math.hypot(width, height) / (Math.hypot(16, 9) / 9);
  return LEAST_SHARE * heightIfWide;
}

describe.for(["plain", "hostile"] as const)("the wall of the %s centre", (tenant) => {
  it.for(SIZES)("is legible and whole at $width × $height", async (size, { openWall }) => {
    const wall = await openWall({ tenant, size, names: "short" });
    await wall.liveBadge.waitFor();
    await wall.page.evaluate(() => document.fonts.ready);
    const faults = await layoutFaults(wall.page, leastPx(size));
    expect(faults).toEqual(FAULTLESS);
    expect(await wall.page.getByText("below the legible size").count()).toBe(0);
    expect(wall.complaints).toEqual([]);
  });
});
