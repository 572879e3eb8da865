/**
 * Takes pictures of the built supervisor's app in many states and sizes, for people to look at: `pnpm look:floor [folder]
 * [scene …]`. Everything on it is made up; a browser is taken from CHROMIUM_PATH or the usual places.
 */
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { serveWall, type WallScene } from "./wall-server.ts";

interface Look {
  readonly scene: WallScene;
  /** Below the tenant; `alerts` where nothing is said. */
  readonly path?: string;
  readonly language?: string;
  readonly isLight?: boolean;
  act?(page: Page): Promise<unknown>;
}

const FLOOR: WallScene = { agents: 200, queues: 12, alerts: 5, isFullName: true };
const HOSTILE: WallScene = { ...FLOOR, names: "hostile", alerts: 9, hasHostileWords: true };
const STALE: WallScene = {
  ...FLOOR,
  isBlind: true,
  alerting: { state: "frozen" },
  feed: { state: "stale", advice: "Nothing is heard from CXone. The connection is being renewed." },
};
const WORLD = { scene: { ...FLOOR, names: "world" } satisfies WallScene };
const GERMAN = { scene: { ...FLOOR, names: "german" } satisfies WallScene, language: "de" };
const tap = (name: string) => (page: Page) => page.getByRole("button", { name }).first().click();
const replayed = (page: Page) => page.getByRole("button", { name: /15 min/ }).click();
const LOOKS: Record<string, Look> = {
  none: { scene: { ...FLOOR, alerts: 0 } },
  firing: { scene: FLOOR },
  chosen: {
    scene: FLOOR,
    async act(page) {
      await tap("Choose several")(page);
      for (const box of await page.getByRole("checkbox").all()) if (await box.isEnabled()) await box.check();
    },
  },
  many: { scene: { ...FLOOR, alerts: 60, alerting: { more: 12 } } },
  unheard: { scene: { ...FLOOR, alerting: { state: "unheard" } } },
  stale: { scene: STALE },
  hostile: { scene: HOSTILE },
  who: { scene: FLOOR, act: tap("Acknowledge") },
  alert: { scene: FLOOR, path: "alerts/agent_idle_exceeded.0" },
  hostilealert: { scene: HOSTILE, path: "alerts/agent_idle_exceeded.0" },
  gone: { scene: FLOOR, path: "alerts/nothing" },
  history: { scene: { ...FLOOR, alerts: 30 }, path: "alerts/history" },
  agents: { scene: { ...FLOOR, agents: 2_000 }, path: "agents" },
  agentslight: { scene: { ...FLOOR, agents: 2_000 }, path: "agents", isLight: true },
  agentsgerman: { ...GERMAN, path: "agents" },
  agentshostile: { scene: HOSTILE, path: "agents" },
  agentsworld: { ...WORLD, path: "agents" },
  alertsworld: WORLD,
  agentsstale: { scene: STALE, path: "agents" },
  three: { scene: { ...FLOOR, agents: 3, queues: 1, alerts: 0 }, path: "agents" },
  nobody: { scene: FLOOR, path: "agents?q=qqqq" },
  queues: { scene: { ...FLOOR, queues: 100 }, path: "queues" },
  queueslight: { scene: { ...FLOOR, queues: 100 }, path: "queues", isLight: true },
  queuesgerman: { ...GERMAN, path: "queues" },
  agent: { scene: FLOOR, path: "agents/agent-1" },
  agentlight: { scene: FLOOR, path: "agents/agent-1", isLight: true },
  agentgerman: { ...GERMAN, path: "agents/agent-1" },
  queue: { scene: FLOOR, path: "queues/queue-1" },
  queuelight: { scene: FLOOR, path: "queues/queue-1", isLight: true },
  queuegerman: { ...GERMAN, path: "queues/queue-1" },
  replay: { scene: FLOOR, path: "replay" },
  replayed: { scene: FLOOR, path: "replay", act: replayed },
  replayedlight: { scene: FLOOR, path: "replay", isLight: true, act: replayed },
  search: {
    scene: FLOOR,
    async act(page) {
      await page.keyboard.press("/");
      await page.keyboard.type("bi");
    },
  },
  keys: { scene: FLOOR, act: (page) => page.keyboard.press("?") },
  silence: { scene: FLOOR, path: "alerts/queue_wait.1", act: tap("Silence …") },
  setup: { scene: FLOOR, path: "setup" },
  deskgone: { scene: { ...FLOOR, isDeskGone: true }, path: "queues/queue-1" },
  unknown: { scene: { agents: 1, queues: 1, isUnknown: true } },
};
const SIZES = [
  { name: "desk", width: 1440, height: 900 },
  { name: "landscape", width: 1024, height: 768 },
  { name: "portrait", width: 768, height: 1024 },
  { name: "phone", width: 390, height: 844 },
];
const SETTLE_MS = 1_200;

const [folder = join(tmpdir(), "callboard-look-floor"), ...only] = process.argv.slice(2);
const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) throw new Error("no browser: set CHROMIUM_PATH, or install Chromium");
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const sizes = SIZES.filter(({ name }) => (process.env.LOOK_SIZES ?? name).includes(name));
try {
  for (const [name, look] of Object.entries(LOOKS)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const server = await serveWall(look.scene);
    for (const { name: size, ...viewport } of sizes) {
      const page = await browser.newPage({ viewport });
      page.on("pageerror", (error) => console.error(`${name} ${size}: ${error.message}`));
      page.on(
        "console",
        (said) => said.type() === "error" && console.error(`${name} ${size}: ${said.text()}`),
      );
      const kept = {
        "callboard.person": name === "who" ? "" : "Maria Silva",
        "callboard.language": look.language ?? "en",
        "callboard.theme": look.isLight === true ? "light" : "dark",
      };
      await page.addInitScript((entries) => {
        for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
      }, kept);
      await page.goto(`${server.url}floor/demo/${look.path ?? "alerts"}`);
      await page.waitForTimeout(SETTLE_MS);
      await look.act?.(page);
      await page.waitForTimeout(600);
      await page.screenshot({ path: join(folder, `${name}-${size}.png`) });
      await page.close();
    }
    await server.close();
    console.log(name);
  }
} finally {
  await browser.close();
}
