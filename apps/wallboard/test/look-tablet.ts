/**
 * Takes pictures of the built alerts page in many states and sizes, for people to look at: `pnpm look:alerts [folder]
 * [scene …]`. Everything on it is made up; a browser is taken from CHROMIUM_PATH or the usual places.
 */
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { serveWall, type WallScene } from "./wall-server.ts";

interface Look {
  readonly scene: WallScene;
  readonly hash?: string;
  act?(page: Page): Promise<unknown>;
}

const FLOOR: WallScene = { agents: 200, queues: 12, alerts: 5, isFullName: true };
const tap = (name: string) => (page: Page) => page.getByRole("button", { name }).first().click();
const named = (page: Page) => page.evaluate(() => localStorage.setItem("callboard.person", "Maria Silva"));
const LOOKS: Record<string, Look> = {
  none: { scene: { ...FLOOR, alerts: 0 } },
  firing: { scene: FLOOR },
  many: { scene: { ...FLOOR, alerts: 60, alerting: { more: 12 } } },
  unheard: { scene: { ...FLOOR, alerting: { state: "unheard" } } },
  stale: {
    scene: {
      ...FLOOR,
      isBlind: true,
      alerting: { state: "frozen" },
      feed: { state: "stale", advice: "Nothing is heard from CXone. The connection is being renewed." },
    },
  },
  hostile: { scene: { ...FLOOR, names: "hostile", alerts: 9, hasHostileWords: true } },
  who: { scene: FLOOR, act: tap("Acknowledge") },
  alert: { scene: FLOOR, hash: "#/firing/agent_idle_exceeded.0" },
  hostilealert: {
    scene: { ...FLOOR, names: "hostile", hasHostileWords: true },
    hash: "#/firing/agent_idle_exceeded.0",
  },
  silence: { scene: FLOOR, hash: "#/firing/queue_wait.1", act: tap("Silence …") },
  gone: { scene: FLOOR, hash: "#/history/nothing" },
  history: { scene: { ...FLOOR, alerts: 30 }, hash: "#/history" },
  silences: { scene: FLOOR, hash: "#/silences" },
  rules: { scene: FLOOR, hash: "#/rules" },
  editor: {
    scene: FLOOR,
    hash: "#/rules",
    async act(page) {
      await tap("Edit")(page);
      await tap("Check")(page);
      await page.getByRole("button", { name: "Save" }).first().click();
    },
  },
  hours: { scene: FLOOR, hash: "#/rules", act: tap("Change the hours") },
  backtest: { scene: FLOOR, hash: "#/rules", act: tap("Last 24 h") },
  why: {
    scene: FLOOR,
    hash: "#/rules",
    async act(page) {
      await tap("Why (not)?")(page);
      await page.getByLabel("For whom").first().selectOption({ index: 3 });
      await tap("Ask")(page);
    },
  },
  sinks: { scene: FLOOR, hash: "#/sinks" },
  deskgone: { scene: { ...FLOOR, isDeskGone: true }, hash: "#/rules" },
  unknown: { scene: { agents: 1, queues: 1, isUnknown: true } },
};
const SIZES = [
  { name: "landscape", width: 1024, height: 768 },
  { name: "portrait", width: 768, height: 1024 },
  { name: "phone", width: 390, height: 844 },
];
const SETTLE_MS = 1_200;

const [folder = join(tmpdir(), "callboard-look-alerts"), ...only] = process.argv.slice(2);
const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) throw new Error("no browser: set CHROMIUM_PATH, or install Chromium");
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const [name, { scene, hash = "", act }] of Object.entries(LOOKS)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const server = await serveWall(scene);
    for (const size of SIZES) {
      const page = await browser.newPage({ viewport: { width: size.width, height: size.height } });
      page.on("pageerror", (error) => console.error(`${name} ${size.name}: ${error.message}`));
      await page.goto(`${server.url}alerts?tenant=demo`);
      if (name !== "who") await named(page);
      await page.goto(`${server.url}alerts?tenant=demo&again=1${hash}`);
      await page.waitForTimeout(SETTLE_MS);
      await act?.(page);
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${name}-${size.name}.png`), fullPage: name !== "many" });
      await page.close();
    }
    await server.close();
    console.log(name);
  }
} finally {
  await browser.close();
}
