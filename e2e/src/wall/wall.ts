/**
 * One wall in a browser, in the words of the floor. The only file that knows how the wall's page is built: a change of
 * its markup is mended here.
 */
import type { Browser, Locator, Page } from "playwright-core";
import { tellFullNames } from "./board-names.ts";
import { watchPage } from "./watch.ts";

export interface WallOptions {
  readonly tenant: string;
  readonly names?: "short" | "full";
  /** Viewing distance: a small one makes small letters, so that a small floor fits a page as a whole. */
  readonly metres?: number;
  readonly size?: ScreenSize;
  /** What the page gets whenever it asks for chance; a small one makes it dial again soon. */
  readonly chance?: number;
}

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

export interface Counts {
  readonly routable: number;
  readonly readyNotRoutable: number;
  readonly onContact: number;
  readonly wrapUp: number;
  readonly notReady: number;
  readonly signedOut: number;
}

export interface Wall {
  readonly page: Page;
  /** What it did and must not; see `watchPage`. */
  readonly complaints: readonly string[];
  /** The badge that says how fresh the figures are, while they are. */
  readonly liveBadge: Locator;
  /** The sentence that stands over old figures. */
  readonly oldSentence: Locator;
  /** What is wrong and what to do, over a board of old figures. */
  readonly advice: Locator;
  /** The one message that stands in for a board. */
  readonly notice: Locator;
  /** All figures; absent when there is no board. */
  readonly figures: Locator;
  /** Every alert on this page of the wall's foot. */
  readonly alerts: Locator;
  /** What stands there where nobody watches for alerts, or nobody can. */
  readonly alertTrouble: Locator;
  /** The alerts about somebody, by name. */
  alertsAbout(name: string): Locator;
  agentRow(name: string): Locator;
  queueCard(name: string): Locator;
  /** How many contacts wait, as the queue's tile says. */
  waitingOf(name: string): Promise<number | null>;
  /** `null` when there is no board, or a count is not a number. */
  counts(): Promise<Counts | null>;
  close(): Promise<void>;
}

const FULL_HD: ScreenSize = { width: 1920, height: 1080 };

/** Opens the wall; what it shows first is the caller's to wait for. */
export async function openWall(browser: Browser, origin: string, options: WallOptions): Promise<Wall> {
  const { tenant, names = "full", metres, size = FULL_HD, chance } = options;
  if (names === "full") await tellFullNames(origin, tenant);
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  const complaints = watchPage(page, origin);
  if (chance !== undefined) {
    await page.addInitScript((value) => {
      Math.random = () => value;
    }, chance);
  }
  const asked = new URLSearchParams({
    tenant,
    names,
    ...(metres === undefined ? {} : { metres: `${metres}` }),
  });
  await page.goto(`${origin}/?${asked}`);
  return { ...parts(page), page, complaints, close: () => context.close() };
}

function parts(page: Page): Omit<Wall, "page" | "complaints" | "close"> {
  const band = page.locator("[data-kind=agentStates]");
  const agentRow = (name: string) =>
    page
      .locator("[data-kind=agentCards] .card")
      .filter({ has: page.locator(".name").getByText(name, { exact: true }) });
  const queueCard = (name: string) =>
    page
      .locator("[data-kind=queueTiles] .card")
      .filter({ has: page.getByRole("heading", { name, exact: true }) });
  const cell = (label: string) =>
    band
      .locator(".cell")
      .filter({ has: page.getByText(label, { exact: true }) })
      .locator(".value");
  const banner = page.getByRole("banner");
  const alerts = page.locator(".ribbon .cell");
  return {
    alerts,
    alertTrouble: page.locator(".ribbon .trouble, .summary .words"),
    alertsAbout: (name) => alerts.filter({ has: page.locator(".who").getByText(name, { exact: true }) }),
    liveBadge: banner.getByText("Live", { exact: true }),
    oldSentence: banner.getByRole("alert"),
    advice: page.getByRole("status"),
    notice: page.locator("main.notice"),
    figures: page.locator(".figures"),
    agentRow,
    queueCard,
    waitingOf: (name) => numberIn(queueCard(name).locator(".queue-figures .value").nth(1)),
    async counts() {
      const [routable, readyNotRoutable, onContact, wrapUp, notReady, signedOut] = await Promise.all([
        numberIn(band.locator(".lead .big")),
        numberIn(band.locator(".held .number")),
        ...["On contact", "Wrap-up", "Not ready", "Signed out"].map((label) => numberIn(cell(label))),
      ]);
      const all = { routable, readyNotRoutable, onContact, wrapUp, notReady, signedOut };
      return isComplete(all) ? all : null;
    },
  };
}

const isComplete = (
  counts: { readonly [Key in keyof Counts]: number | null | undefined },
): counts is Counts => Object.values(counts).every((value) => typeof value === "number");

/** The number that stands in a place now; `null` where there is no such place, or no number in it. */
async function numberIn(place: Locator): Promise<number | null> {
  const text = (await place.allTextContents())[0]?.replaceAll(",", "").trim() ?? "";
  const digits = /^\d+/.exec(text)?.[0];
  return digits === undefined ? null : Number(digits);
}
