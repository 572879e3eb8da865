/** Pictures of the supervisor's app in each of its places, at the sizes of a tablet held either way and of a telephone. */
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { openTablet, type Tablet } from "./wall/tablet.ts";
import type { ScreenSize } from "./wall/wall.ts";

const SIZES: readonly ScreenSize[] = [
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];
const PLACES = {
  history: "alerts/history",
  queues: "queues",
  agents: "agents",
  replay: "replay",
  setup: "setup",
} as const;
/** Lists are fetched when they are opened. */
const FETCHED_MS = 1_500;

/** Gives the pages, for what they did and must not have; they are left to the browser's end. */
export async function takeTabletPictures(
  browser: Browser,
  origin: string,
  tenant: string,
  folder: string,
): Promise<readonly Tablet[]> {
  const tablets: Tablet[] = [];
  for (const size of SIZES) {
    const tablet = await openTablet(browser, origin, { tenant, size });
    const { page } = tablet;
    tablets.push(tablet);
    const take = async (place: string) => {
      const path = resolve(folder, `floor-${size.width}x${size.height}-${place}.png`);
      await page.screenshot({ path, fullPage: place === "alert" });
      console.log(path);
    };
    await tablet.tiles.first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await take("firing");
    await tablet.open(tablet.tiles.first());
    await take("alert");
    for (const [place, path] of Object.entries(PLACES)) {
      await tablet.goTo(path);
      await page.waitForTimeout(FETCHED_MS);
      await take(place);
    }
  }
  return tablets;
}
