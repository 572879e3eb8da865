/** Names in scripts that our own font does not have are drawn with shipped fonts, whatever the screen itself has. */
import type { Browser, Page } from "playwright-core";
import { expect, inject } from "vitest";
import { OLD_ENGINES, startOldEngine } from "../src/engines/old-engine.ts";
import { it } from "../src/harness.ts";
import { watchPage } from "../src/wall/watch.ts";

const TENANT = "letters";
const NAMES = "田中 美咲, 王 伟, 김 지민, Ольга Кузнецова, محمد الحسيني, สมชาย ใจดี";
const LATIN = "Łukasz Nguyễn, Zoë, João";
const DRAWN_WITHIN_MS = 15_000;

interface View {
  readonly name: string;
  readonly revision: number;
  readonly value: readonly unknown[];
}

const boardOf = (id: string, name: string, text: string) => ({
  v: 1,
  id,
  name,
  theme: "dark",
  names: "full",
  hasRibbon: false,
  soundFrom: null,
  language: "en",
  pages: [
    {
      id: "page",
      name: "Page",
      seconds: 60,
      pinOn: null,
      filter: NO_FILTER,
      widgets: [
        {
          kind: "note",
          id: "note",
          title: null,
          wide: 12,
          high: 12,
          filter: NO_FILTER,
          isTicker: false,
          text,
        },
      ],
    },
  ],
});
const NO_FILTER = { teams: [], queues: [], skills: [], media: [], sites: [] };

/** Gives the tenant these boards besides its own. */
async function addBoards(...boards: readonly unknown[]): Promise<void> {
  const path = `${inject("addresses").wall}/api/tenants/${TENANT}/setup`;
  const views = (await (await fetch(path)).json()) as readonly View[];
  const kept = views.find(({ name }) => name === "boards");
  if (kept === undefined) throw new Error("a tenant has boards from its beginning");
  const body = JSON.stringify({ by: "e2e", revision: kept.revision, value: [...kept.value, ...boards] });
  const put = await fetch(`${path}/boards`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body,
  });
  if (!put.ok) throw new Error(`the boards were refused: ${put.status} ${await put.text()}`);
}

/** The fonts that the browser really drew a text with: those of the page, and those of this machine. */
async function fontsOf(page: Page, text: string): Promise<{ shipped: string[]; machine: string[] }> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("DOM.enable");
    await session.send("CSS.enable");
    const mark = await page.getByText(text, { exact: true }).first().elementHandle();
    await mark?.evaluate((element) => element.setAttribute("data-looked-at", ""));
    const { root } = await session.send("DOM.getDocument");
    const { nodeId } = await session.send("DOM.querySelector", {
      nodeId: root.nodeId,
      selector: "[data-looked-at]",
    });
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    await mark?.evaluate((element) => element.removeAttribute("data-looked-at"));
    const named = (isCustomFont: boolean) =>
      fonts.filter((font) => font.isCustomFont === isCustomFont).map(({ familyName }) => familyName);
    return { shipped: named(true), machine: named(false) };
  } finally {
    await session.detach();
  }
}

/** A page and the slices of the world's fonts that it fetched. */
async function open(browser: Browser, address: string) {
  const { wall } = inject("addresses");
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const complaints = watchPage(page, wall);
  const slices: string[] = [];
  page.on("requestfinished", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/fonts/")) slices.push(pathname);
  });
  const sheet = page.waitForResponse((answer) => answer.url().includes("/assets/world-fonts-"));
  await page.goto(`${wall}${address}`);
  expect((await sheet).status()).toBe(200);
  return { page, complaints, slices };
}

it("names in Japanese, Chinese, Korean, Cyrillic, Arabic and Thai are drawn with shipped fonts, Latin fetches none", async ({
  browser,
}) => {
  await addBoards(boardOf("world", NAMES, NAMES), boardOf("latin", "Latin", LATIN));
  const world = await open(browser, `/?tenant=${TENANT}&board=world&metres=1`);
  await expectShipped(world.page, NAMES);
  for (const family of ["-jp-", "-sc-", "-kr-", "-cyrillic-", "-arabic-", "-thai-"])
    expect(world.slices.filter((slice) => slice.includes(family))).not.toEqual([]);

  const latin = await open(browser, `/?tenant=${TENANT}&board=latin&metres=1`);
  await expectShipped(latin.page, LATIN);
  await latin.page.evaluate(() => document.fonts.ready);
  expect(latin.slices).toEqual([]);

  const app = await open(browser, `/floor/${TENANT}/setup/boards`);
  await expectShipped(app.page, NAMES);

  for (const { page, complaints } of [world, latin, app]) {
    expect(complaints).toEqual([]);
    await page.close();
  }
});

async function expectShipped(page: Page, text: string): Promise<void> {
  await expect.poll(() => fontsOf(page, text), { timeout: DRAWN_WITHIN_MS }).toMatchObject({ machine: [] });
}

const [OLDEST] = OLD_ENGINES;
const FETCHED_WITHIN_MS = 20_000;

it("a television's old engine fetches them, too, and sets no letter on top of another", async () => {
  if (OLDEST === undefined) throw new Error("no old engine is known");
  const engine = await startOldEngine(OLDEST, { width: 1_280, height: 720 });
  try {
    await engine.page.goto(`${inject("addresses").wall}/?tenant=${TENANT}&metres=1`);
    // Loads by itself: the page need not show such a name just now.
    const widthPx = `(() => {
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = '600 100px "Noto World"';
      return document.fonts.load(pen.font, "田中美咲").then((loaded) => loaded.length > 0 ? pen.measureText("田中美咲").width : 0);
    })()`;
    const width = () => engine.page.evaluate<number>(widthPx);
    await expect.poll(width, { timeout: FETCHED_WITHIN_MS }).toBe(400);
  } finally {
    await engine.close();
  }
});
