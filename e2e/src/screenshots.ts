/**
 * Takes pictures for people to look at: of the wall at four sizes, live, with many alerts and stale, of the alerts page
 * at three, and the one in the README. Everything is started for it and stopped again.
 *
 *   pnpm --filter @callboard/e2e screenshots [folder] [seconds to let the floor run before]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { alertDeskOf } from "./alert-desk.ts";
import { setScene } from "./alert-scene.ts";
import { launchBrowser } from "./browser/launch.ts";
import { freePorts } from "./ports.ts";
import { inRepository } from "./root.ts";
import { startCentre } from "./stack.ts";
import { takeTabletPictures } from "./tablet-pictures.ts";
import { upstreamOf } from "./upstream.ts";
import { openWall, type ScreenSize, type Wall, type WallOptions } from "./wall/wall.ts";
import { startWorker } from "./worker.ts";

const TENANT = "demo";
const SIZES: readonly ScreenSize[] = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
];
const README_PICTURE = inRepository("docs/wall.png");
const README_BYTES_MOST = 400_000;
/** A README is read at arm's length: closer letters show more of the floor. */
const README_METRES = 3.5;
const STALE_WITHIN_MS = 30_000;
/** A page of tiles stays for twelve seconds; a new one is complete after the next turn at the latest. */
const SETTLE_MS = 13_000;
/** The screen notices old figures by itself; the desk's advice comes with its next beat. */
const ADVICE_MS = 6_000;
/** Enough for two pages of the wall's foot, and for a list that must be scrolled. */
const MANY_AWAY = 40;

const [folder = join(tmpdir(), "callboard-screenshots"), runSeconds = "60"] = process.argv.slice(2);

/** Every sixth queue gets more than it can take, so that the pictures show what a wall is for. */
const SURGE = 6;
const SURGE_SECONDS = 900;
const isBusy = (_: unknown, place: number) => place % 6 === 2;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function takePictures(walls: readonly Wall[], state: string): Promise<void> {
  await Promise.all(
    walls.map(async ({ page }, place) => {
      const { width, height } = SIZES[place] ?? { width: 0, height: 0 };
      const path = resolve(folder, `wall-${width}x${height}-${state}.png`);
      await page.screenshot({ path });
      console.log(path);
    }),
  );
}

/** A page loaded anew begins with the neediest queues, which is what a wall is looked at for. */
async function takeReadmePicture({ page, liveBadge }: Wall): Promise<void> {
  await page.reload();
  await liveBadge.waitFor();
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot();
  if (picture.length > README_BYTES_MOST) {
    throw new Error(`the picture has ${picture.length} bytes, too many for the README`);
  }
  mkdirSync(inRepository("docs"), { recursive: true });
  writeFileSync(README_PICTURE, picture);
  console.log(`${README_PICTURE} (${Math.round(picture.length / 1_000)} kB)`);
}

const cleanUps: (() => Promise<void> | void)[] = [];
try {
  mkdirSync(folder, { recursive: true });
  const state = mkdtempSync(join(tmpdir(), "callboard-screenshots-state-"));
  cleanUps.push(() => rmSync(state, { recursive: true, force: true }));
  const centre = await startCentre({ agents: 500, queues: 30, seed: 7, tenants: [TENANT] }, "Demo centre");
  cleanUps.push(centre.close);
  const [port = 0] = await freePorts(1);
  const worker = await startWorker({ port, folder: state, tenants: centre.tenants });
  cleanUps.push(worker.stop);
  const launched = await launchBrowser();
  cleanUps.push(launched.close);
  const browser = await chromium.connect(launched.endpoint);

  // The desk starts with its first visitor; it then watches the floor for a while before anybody looks.
  await fetch(`${worker.url}/api/tenants/${TENANT}/status`);
  const upstream = upstreamOf(centre.origin, TENANT);
  for (const { queue_id } of (await upstream.truth()).queues.filter(isBusy)) {
    await upstream.surge(queue_id, SURGE, SURGE_SECONDS);
  }
  await pause(Number(runSeconds) * 1_000);
  const open = (options: Partial<WallOptions>) =>
    openWall(browser, worker.url, { tenant: TENANT, names: "short", ...options });
  const forReadme = await open({ metres: README_METRES });
  const walls: Wall[] = [];
  for (const size of SIZES) walls.push(await open({ size }));
  for (const wall of [forReadme, ...walls]) await wall.liveBadge.waitFor();
  await pause(SETTLE_MS);
  await takeReadmePicture(forReadme);
  await takePictures(walls, "live");

  await setScene(upstream, alertDeskOf(worker.url, TENANT), MANY_AWAY);
  await pause(SETTLE_MS);
  await takePictures(walls, "alerts");
  const tablets = await takeTabletPictures(browser, worker.url, TENANT, folder);

  await upstream.fault({ fault: "silence" });
  for (const wall of walls) await wall.oldSentence.waitFor({ timeout: STALE_WITHIN_MS });
  await pause(ADVICE_MS);
  await takePictures(walls, "stale");
  const complaints = [forReadme, ...walls, ...tablets].flatMap((page) => page.complaints);
  if (complaints.length > 0) throw new Error(`a page did what it must not:\n${complaints.join("\n")}`);
} finally {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
}
