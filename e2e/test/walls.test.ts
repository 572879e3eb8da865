/** The boards that come with the product, as they hang on walls: fit for people whose eyes are not the best. */
import { expect, inject } from "vitest";
import { graveFindings } from "../src/axe.ts";
import { it } from "../src/harness.ts";

const BOARDS = ["floor", "queues", "people", "service", "attention", "overview", "tour"];
const THEMES = ["dark", "light", "night"];

it("every preset board is fit for everybody in every theme", async ({ openWall }) => {
  const { page, complaints } = await openWall({ tenant: "plain", names: "short" });
  // An alert that fires meanwhile fades in, and is pale for a moment.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const board of BOARDS) {
    await page.goto(`${inject("addresses").wall}/?tenant=plain&board=${board}`);
    await page.locator("header .badge.fresh").waitFor();
    await page.evaluate(() => document.fonts.ready);
    for (const theme of THEMES) {
      await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
      expect([board, theme, await graveFindings(page)]).toEqual([board, theme, []]);
    }
  }
  expect(complaints).toEqual([]);
});
