/**
 * Takes pictures of the wall for people to look at, live and stale, at four sizes, and the one in the README. Everything
 * is started for it and stopped again.
 *
 *   pnpm --filter @callboard/e2e screenshots [folder] [seconds to let the floor run before]
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { launchBrowser } from "./browser/launch.ts";
import { freePorts } from "./ports.ts";
import { inRepository } from "./root.ts";
import { startCentre } from "./stack.ts";
import { upstreamOf } from "./upstream.ts";
import { openWall, type ScreenSize, type Wall } from "./wall/wall.ts";
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
const STALE_WITHIN_MS = 30_000;
/** A page of tiles stays for twelve seconds; a new one is complete after the next turn at the latest. */
const SETTLE_MS = 13_000;

const [folder = join(tmpdir(), "callboard-screenshots"), runSeconds = "60"] = process.argv.slice(2);

async function takePictures(walls: readonly Wall[], state: string): Promise<string[]> {
  return Promise.all(
    walls.map(async ({ page }, place) => {
      const { width, height } = SIZES[place] ?? { width: 0, height: 0 };
      const path = resolve(folder, `wall-${width}x${height}-${state}.png`);
      await page.screenshot({ path });
      console.log(path);
      return path;
    }),
  );
}

function keepForReadme(path: string | undefined): void {
  if (path === undefined) throw new Error("no picture was taken");
  const { size } = statSync(path);
  if (size > README_BYTES_MOST) throw new Error(`${path} has ${size} bytes, too many for the README`);
  mkdirSync(inRepository("docs"), { recursive: true });
  copyFileSync(path, README_PICTURE);
  console.log(`${README_PICTURE} (${Math.round(size / 1_000)} kB)`);
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
  await new Promise((done) => setTimeout(done, Number(runSeconds) * 1_000));
  const walls: Wall[] = [];
  for (const size of SIZES)
    walls.push(await openWall(browser, worker.url, { tenant: TENANT, names: "short", size }));
  for (const wall of walls) await wall.liveBadge.waitFor();
  await new Promise((done) => setTimeout(done, SETTLE_MS));
  const [first] = await takePictures(walls, "live");
  keepForReadme(first);

  await upstreamOf(centre.origin, TENANT).fault({ fault: "silence" });
  for (const wall of walls) await wall.oldSentence.waitFor({ timeout: STALE_WITHIN_MS });
  await takePictures(walls, "stale");
  const complaints = walls.flatMap((wall) => wall.complaints);
  if (complaints.length > 0) throw new Error(`the wall did what it must not:\n${complaints.join("\n")}`);
} finally {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
}
