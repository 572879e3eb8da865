/**
 * A television in a browser, from its pairing page to its board. The only file that knows how the pairing page is built: a
 * change of its markup is mended here.
 */
import type { Browser, Locator, Page } from "playwright-core";
import type { ScreenSize } from "./wall.ts";
import { watchPage } from "./watch.ts";

export interface Television {
  readonly page: Page;
  /** The code on it now, once there is one. */
  code(): Promise<string>;
  /** What its square leads to is seen by cameras alone; this is whether there is one. */
  readonly square: Locator;
  readonly heading: Locator;
  readonly liveBadge: Locator;
  /** A part of a board, by its kind. */
  widget(kind: string): Locator;
  /** The number over everything. */
  readonly number: Locator;
  /** What it did and must not; to be told that it is not paired is no fault of its. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

const FULL_HD: ScreenSize = { width: 1920, height: 1080 };
const NOT_PAIRED = /401/;

export async function openTelevision(browser: Browser, origin: string, size = FULL_HD): Promise<Television> {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  const complaints = watchPage(page, origin);
  await page.goto(`${origin}/tv`);
  const code = page.locator("#tv.code #code");
  return {
    page,
    async code() {
      await code.waitFor();
      return (await code.textContent()) ?? "";
    },
    square: page.locator("#square path[d]"),
    heading: page.locator("#tv.code h1"),
    liveBadge: page.getByRole("banner").getByText("Live", { exact: true }),
    widget: (kind) => page.locator(`[data-kind=${kind}]`),
    number: page.locator(".sign .number"),
    complaints: () => complaints.filter((complaint) => !NOT_PAIRED.test(complaint)),
    close: () => context.close(),
  };
}
