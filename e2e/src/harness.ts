/**
 * What a browser test is given: a browser, walls that are closed by themselves, and a picture of each wall when the
 * test fails.
 */
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { test as base, inject } from "vitest";
import { type AlertDesk, alertDeskOf } from "./alert-desk.ts";
import { TENANTS, type TenantName } from "./stack.ts";
import { type Upstream, upstreamOf } from "./upstream.ts";
import { openTablet, type Tablet, type TabletOptions } from "./wall/tablet.ts";
import { openWall, type Wall, type WallOptions } from "./wall/wall.ts";

const PICTURES = join(tmpdir(), "callboard-e2e-failures");

interface Harness {
  readonly browser: Browser;
  readonly openWall: (options: WallOptions, origin?: string) => Promise<Wall>;
  /** The app of a supervisor's tablet. */
  readonly openTablet: (options: TabletOptions) => Promise<Tablet>;
  readonly upstream: (tenant: TenantName) => Upstream;
  readonly alertDesk: (tenant: TenantName) => AlertDesk;
}

export const it = base.extend<Harness>({
  browser: async ({ task: _ }, use) => {
    const browser = await chromium.connect(inject("addresses").browser);
    await use(browser);
    await browser.close();
  },
  openWall: async ({ browser, task }, use) => {
    const walls: Wall[] = [];
    await use(async (options, origin = inject("addresses").wall) => {
      const wall = await openWall(browser, origin, options);
      walls.push(wall);
      return wall;
    });
    if (task.result?.state === "fail") await keepPictures(task.name, walls);
    for (const wall of walls) await wall.close();
  },
  openTablet: async ({ browser, task }, use) => {
    const tablets: Tablet[] = [];
    await use(async (options) => {
      const tablet = await openTablet(browser, inject("addresses").wall, options);
      tablets.push(tablet);
      return tablet;
    });
    if (task.result?.state === "fail") await keepPictures(`${task.name} tablet`, tablets);
    for (const tablet of tablets) await tablet.close();
  },
  upstream: async ({ task: _ }, use) => {
    const { smallCentre, hostileCentre } = inject("addresses");
    const isHostile = (tenant: TenantName) => TENANTS.hostile.some((one) => one === tenant);
    await use((tenant) => upstreamOf(isHostile(tenant) ? hostileCentre : smallCentre, tenant));
  },
  alertDesk: async ({ task: _ }, use) => {
    await use((tenant) => alertDeskOf(inject("addresses").wall, tenant));
  },
});

async function keepPictures(
  title: string,
  walls: readonly Pick<Wall, "page" | "complaints">[],
): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  for (const [place, { page, complaints }] of walls.entries()) {
    const path = join(PICTURES, `${title.replace(/[^a-z0-9]+/gi, "-").slice(-80)}-${place}.png`);
    // A browser that is gone shows nothing more; what matters then is the failure itself.
    const seen = await page.screenshot({ path }).then(
      () => `see ${path}`,
      () => "no picture could be taken",
    );
    console.error(`${title}: ${seen}\n${complaints.join("\n")}`);
  }
}
