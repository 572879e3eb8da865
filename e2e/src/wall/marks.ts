/** What the tests of a page's looks have in common: what does not belong there, and how small letters may be. */
import type { Page } from "playwright-core";
import type { ScreenSize } from "./wall.ts";

/** What a name could bring into the page if it were read as HTML; the page's own links are told from those by their address. */
const FOREIGN =
  '#app :is(img, script, iframe, object, embed, link, style, a:not([href="#main"], [href^="/floor/"], [href^="/?tenant="]), video, audio)';

/** The beginning of each such element. */
export const foreignIn = (page: Page): Promise<string[]> =>
  page.locator(FOREIGN).evaluateAll((elements) => elements.map((element) => element.outerHTML.slice(0, 120)));

/** ISO 9241-3's 16 minutes of arc at the wall's defaults, 6 m from 75 inches (in % of the height of a 16:9 screen). */
const LEAST_SHARE = (0.53 * 6) / 75;

/** The smallest type for a screen of this many pixels, whatever its shape: the diagonal is what has the inches. */
export function leastPx({ width, height }: ScreenSize): number {
  const heightIfWide = Math.hypot(width, height) / (Math.hypot(16, 9) / 9);
  return LEAST_SHARE * heightIfWide;
}
