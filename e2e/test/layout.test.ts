import { describe, expect } from "vitest";
import { it } from "../src/harness.ts";
import { FAULTLESS, layoutFaults } from "../src/wall/layout.ts";
import { leastPx } from "../src/wall/marks.ts";

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
];

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
