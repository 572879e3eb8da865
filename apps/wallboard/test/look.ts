/**
 * Takes pictures of the built wall in many states and sizes, for people to look at: `pnpm look [folder] [scene|size …]`.
 * A browser is taken from CHROMIUM_PATH or the usual places.
 */
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serveWall, type WallScene } from "./wall-server.ts";

const SCENES: Record<string, { readonly scene: WallScene; readonly query?: string }> = {
  live: { scene: { agents: 500, queues: 30, changesPerSecond: 40 } },
  near: { scene: { agents: 500, queues: 30, changesPerSecond: 40 }, query: "metres=3&names=full" },
  large: { scene: { agents: 2_000, queues: 100, changesPerSecond: 200 }, query: "metres=2" },
  far: { scene: { agents: 500, queues: 30 }, query: "metres=9" },
  one: { scene: { agents: 500, queues: 30, alerts: 1 } },
  five: { scene: { agents: 500, queues: 30, alerts: 5 } },
  many: { scene: { agents: 500, queues: 30, alerts: 60, alerting: { more: 12 } } },
  manynear: { scene: { agents: 500, queues: 30, alerts: 60 }, query: "metres=3" },
  manyfar: { scene: { agents: 500, queues: 30, alerts: 60 }, query: "metres=9" },
  unheard: { scene: { agents: 500, queues: 30, alerts: 5, alerting: { state: "unheard" } } },
  unheardcalm: { scene: { agents: 500, queues: 30, alerting: { state: "unheard" } } },
  frozen: {
    scene: {
      agents: 500,
      queues: 30,
      alerts: 14,
      isBlind: true,
      alerting: { state: "frozen" },
      feed: { state: "stale" },
    },
  },
  down: {
    scene: {
      agents: 500,
      queues: 30,
      alerts: 5,
      alerting: { state: "frozen" },
      feed: { state: "down", advice: "The connection to CXone is lost and is being made again." },
    },
  },
  advised: {
    scene: {
      agents: 500,
      queues: 30,
      alerts: 5,
      feed: {
        advice:
          "CXone refused to renew the token: check the client id and secret before the stream next drops.",
      },
    },
  },
  small: { scene: { agents: 3, queues: 2 } },
  empty: { scene: { agents: 0, queues: 0 } },
  stale: { scene: { agents: 500, queues: 30, feed: { state: "stale" } } },
  refused: {
    scene: {
      agents: 500,
      queues: 30,
      feed: {
        state: "refused",
        advice: "CXone refuses the connection (401). Check the client’s secret in CXone’s developer portal.",
      },
    },
  },
  begun: { scene: { agents: 500, queues: 30, isJustBegun: true } },
  extreme: { scene: { agents: 2_000, queues: 30, isExtreme: true } },
  wordy: {
    scene: {
      agents: 500,
      queues: 30,
      feed: {
        state: "misconfigured",
        advice:
          "users:read is missing: CXone answered /api/v2/users with an empty list. Add the scope users:read and the permission Users > View to the application in the CXone Developer Portal.",
      },
    },
  },
  misconfigured: {
    scene: {
      agents: 0,
      queues: 0,
      feed: {
        state: "misconfigured",
        asOf: null,
        advice:
          "users:read is missing: CXone lists no users. Add the scope to this application in CXone’s developer portal; Callboard looks again every 30 s.",
      },
    },
  },
  hostile: { scene: { agents: 60, queues: 9, names: "hostile", alerts: 9, hasHostileWords: true } },
  world: { scene: { agents: 60, queues: 6, names: "world", alerts: 5, isFullName: true } },
  german: { scene: { agents: 300, queues: 12, names: "german", isFullName: true, hasMixedGoals: true } },
  queues: { scene: { agents: 500, queues: 30, alerts: 5 }, query: "board=queues" },
  people: { scene: { agents: 500, queues: 30, alerts: 5 }, query: "board=people" },
  service: { scene: { agents: 500, queues: 30 }, query: "board=service" },
  attention: { scene: { agents: 500, queues: 30, alerts: 14 }, query: "board=attention" },
  overview: { scene: { agents: 2_000, queues: 100, alerts: 14 }, query: "board=overview" },
  light: { scene: { agents: 500, queues: 30, alerts: 5 }, query: "theme=light" },
  night: { scene: { agents: 500, queues: 30, alerts: 5 }, query: "theme=night" },
  lightstale: {
    scene: { agents: 500, queues: 30, alerts: 5, feed: { state: "stale" } },
    query: "theme=light",
  },
  deutsch: {
    scene: { agents: 300, queues: 12, names: "german", isFullName: true, alerts: 5 },
    query: "language=de&names=full",
  },
  waiting: { scene: { agents: 1, queues: 1, isSilent: true } },
  unknown: { scene: { agents: 1, queues: 1, isUnknown: true } },
};
const SIZES = [
  { name: "1080p", width: 1920, height: 1080 },
  { name: "4k", width: 3840, height: 2160 },
  { name: "tablet", width: 1024, height: 768 },
  { name: "portrait", width: 768, height: 1024 },
  { name: "upright", width: 1080, height: 1920 },
  { name: "ultrawide", width: 3440, height: 1440 },
  { name: "phone", width: 390, height: 844 },
];
const SETTLE_MS = 2_500;

const [folder = join(tmpdir(), "callboard-look"), ...only] = process.argv.slice(2);
const scenesWanted = only.filter((name) => name in SCENES);
const sizesWanted = only.filter((name) => SIZES.some((size) => size.name === name));
const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) throw new Error("no browser: set CHROMIUM_PATH, or install Chromium");
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const [name, { scene, query }] of Object.entries(SCENES)) {
    if (scenesWanted.length > 0 && !scenesWanted.includes(name)) continue;
    const server = await serveWall(scene);
    for (const size of SIZES.filter((each) => sizesWanted.length === 0 || sizesWanted.includes(each.name))) {
      const page = await browser.newPage({ viewport: { width: size.width, height: size.height } });
      page.on("pageerror", (error) => console.error(`${name} ${size.name}: ${error.message}`));
      page.on("console", (line) => {
        if (line.type() === "error") console.error(`${name} ${size.name}: ${line.text()}`);
      });
      await page.goto(`${server.url}?${query ?? ""}`);
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(folder, `${name}-${size.name}.png`) });
      await page.close();
    }
    await server.close();
    console.log(name);
  }
} finally {
  await browser.close();
}
