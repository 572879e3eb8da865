import { BOUNDS } from "@callboard/core";
import { beforeAll, describe, expect, inject } from "vitest";
import { AWAY, alertDeskOf, awayRule } from "../src/alert-desk.ts";
import { it } from "../src/harness.ts";
import { upstreamOf } from "../src/upstream.ts";
import { until } from "../src/wait.ts";
import { FAULTLESS, layoutFaults } from "../src/wall/layout.ts";
import { foreignIn, leastPx } from "../src/wall/marks.ts";

const TENANT = "crowded";
const NAMES = [
  "<img src=x onerror=\"document.title='stolen'\">",
  `Away, and ${"very ".repeat(30)}long`,
] as const;
const RULES = NAMES.map((name, nth) => ({
  ...awayRule(`crowd_${nth + 1}`, name, 1),
  ...{ severity: ["critical", "low"][nth], advice: "{{constructor.constructor('alert(1)')()}}" },
}));
const AGENTS = 60;
/** For hands and eyes near by. */
const TABLET_LEAST_PX = 14;
const FIRES_WITHIN_MS = 1_000 + BOUNDS.logEveryMs + BOUNDS.lateEventGraceMs + 15_000;

/** Every agent, many of them with names that are HTML, scripts or 10 kB long, fires two rules of such names. */
beforeAll(async () => {
  const { wall, hostileCentre } = inject("addresses");
  const desk = alertDeskOf(wall, TENANT);
  const centre = upstreamOf(hostileCentre, TENANT);
  for (const rule of RULES) await desk.putRule(rule);
  const { agents } = await centre.truth();
  expect(agents).toHaveLength(AGENTS);
  for (const { user_id } of agents) await centre.forceState(user_id, "NOT_READY", AWAY);
  for (const { id } of RULES) {
    await until(
      async () => ((await desk.alertsOf(id)).length === AGENTS ? true : undefined),
      FIRES_WITHIN_MS,
      () => `not all ${AGENTS} alerts of ${id} fired`,
    );
  }
});

describe("sixty people with hostile names fire two rules of hostile names", () => {
  it.for([
    { width: 1920, height: 1080 },
    { width: 1024, height: 768 },
    { width: 768, height: 1024 },
  ])("the wall stays whole at $width × $height, and nothing of them runs", async (size, { openWall }) => {
    const wall = await openWall({ tenant: TENANT, size, names: "full" });
    await wall.liveBadge.waitFor();
    await wall.alerts.first().waitFor();
    await wall.page.evaluate(() => document.fonts.ready);
    expect(await layoutFaults(wall.page, leastPx(size))).toEqual(FAULTLESS);
    expect(await foreignIn(wall.page)).toEqual([]);
    expect(await wall.page.title()).toBe("Callboard");
    expect(wall.complaints).toEqual([]);
  });

  it.for([
    { width: 1024, height: 768 },
    { width: 768, height: 1024 },
    { width: 390, height: 844 },
  ])(
    "the alerts page stays whole at $width × $height, and nothing of them runs",
    async (size, { openTablet }) => {
      const tablet = await openTablet({ tenant: TENANT, size });
      await tablet.tiles.nth(2 * AGENTS - 1).waitFor();
      await tablet.page.evaluate(() => document.fonts.ready);
      expect(await layoutFaults(tablet.page, TABLET_LEAST_PX, true)).toEqual(FAULTLESS);
      expect(await tablet.tiles.getByText(NAMES[0], { exact: true }).count()).toBe(AGENTS);
      expect(await foreignIn(tablet.page)).toEqual([]);
      expect(await tablet.page.title()).toMatch(/^Alerts – /);
      expect(tablet.complaints).toEqual([]);
    },
  );
});
