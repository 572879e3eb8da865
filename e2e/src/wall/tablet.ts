/**
 * The supervisor's app in a browser. The only file that knows how its pages are built: a change of its
 * markup is mended here.
 */
import type { Browser, Locator, Page } from "playwright-core";
import type { ScreenSize } from "./wall.ts";
import { watchPage } from "./watch.ts";

export interface Tablet {
  readonly page: Page;
  /** What it did and must not; see `watchPage`. */
  readonly complaints: readonly string[];
  /** Everything that fires. */
  readonly tiles: Locator;
  tileAbout(name: string): Locator;
  /** Says who is here, when the page asks. */
  introduce(name: string): Promise<void>;
  acknowledge(name: string): Promise<void>;
  /** Opens all about the alert of one tile. */
  open(tile: Locator): Promise<void>;
  /** Of the alert that is open: why it fired. */
  readonly evidence: Locator;
  comment(text: string): Promise<void>;
  silence(reason: string): Promise<void>;
  /** Loads another page of the app, as a link from outside does. */
  goTo(path: string): Promise<unknown>;
  /** A line of the list of agents or queues. */
  lineOf(name: string): Locator;
  /** What the page is about. */
  readonly heading: Locator;
  /** The line that says that this is not the present. */
  readonly replayBanner: Locator;
  close(): Promise<void>;
}

export interface TabletOptions {
  readonly tenant: string;
  readonly size?: ScreenSize;
  /** Below the tenant. */
  readonly path?: string;
}

const TAPS_MOST = 4;
const OUTCOME_WITHIN_MS = 2_000;
const TABLET: ScreenSize = { width: 1024, height: 768 };

/** Opens the page; what it shows first is the caller's to wait for. */
export async function openTablet(
  browser: Browser,
  origin: string,
  { tenant, size = TABLET, path = "alerts" }: TabletOptions,
): Promise<Tablet> {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  const complaints = watchPage(page, origin);
  const goTo = (path: string) => page.goto(`${origin}/floor/${tenant}/${path}`);
  await goTo(path);
  const tiles = page.locator("li.tile");
  const tileAbout = (name: string) =>
    tiles.filter({ has: page.locator(".who").getByText(name, { exact: true }) });
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const evidence = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Why it fired" }) })
    .last();
  return {
    page,
    complaints,
    tiles,
    tileAbout,
    async introduce(name) {
      await page.getByLabel("Your name").fill(name);
      await button("Keep").click();
    },
    async acknowledge(name) {
      const tap = tileAbout(name).getByRole("button", { name: "Acknowledge", exact: true });
      await tapUntil(tap, page.getByLabel("Your name").or(tileAbout(name).getByText("seen by")));
    },
    open: (tile) => tapUntil(tile.getByRole("link", { name: "Why, and more" }), evidence),
    evidence,
    async comment(text) {
      await button("Comment …").click();
      await page.getByLabel("Comment", { exact: true }).fill(text);
      await button("Say it").click();
    },
    async silence(reason) {
      await button("Silence …").click();
      await page.getByLabel("Reason").fill(reason);
      await button("Silence").click();
    },
    goTo,
    lineOf: (name) => page.locator("li.row").filter({ has: page.getByRole("link", { name, exact: true }) }),
    heading: page.getByRole("heading", { level: 1 }),
    replayBanner: page.getByRole("region", { name: "Replay" }),
    close: () => context.close(),
  };
}

/** Of a list that has just moved the page takes no tap; whoever sees nothing come of one taps again. */
async function tapUntil(target: Locator, outcome: Locator): Promise<void> {
  for (let taps = 1; taps < TAPS_MOST; taps += 1) {
    await target.click();
    const hasCome = await outcome
      .first()
      .waitFor({ timeout: OUTCOME_WITHIN_MS })
      .then(
        () => true,
        () => false,
      );
    if (hasCome) return;
  }
  await target.click();
  await outcome.first().waitFor();
}
