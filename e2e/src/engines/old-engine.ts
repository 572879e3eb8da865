/**
 * The browser engines of televisions that hang on walls: real Chromium 69, 70 and 79, from packages made for AWS
 * Lambda. Each is driven by the puppeteer of its own time, since newer ones speak a newer protocol. It must
 * fail where an engine does not start, and never skip.
 */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { unpackBundledBrowser } from "../browser/bundled.ts";
import type { OldBrowser, OldPage, OldPuppeteer } from "./old-puppeteer.ts";

const require = createRequire(import.meta.url);

/**
 * Samsung sold 69 in 2020, LG 79 in 2021; 70 stands between (displays.md, "Engines"). Of LG's 68 there is only a build from
 * before its release (68.0.3419), which loses what `Object.assign` gives to a Proxy: nothing made with Vue 3 runs on it.
 */
export const OLD_ENGINES = [
  { version: 69, engine: "chromium-69", driver: "puppeteer-core-1" },
  { version: 70, engine: "chromium-70", driver: "puppeteer-core-1" },
  { version: 79, engine: "chromium-79", driver: "puppeteer-core-2" },
] as const;
export type OldEngine = (typeof OLD_ENGINES)[number];

/** This build of 70 dies of any canvas, also on a bare page: what is painted is tried on the one before and the one after. */
export const PAINTING_ENGINES = OLD_ENGINES.filter(({ version }) => version !== 70);

/** Chromium of that time crashes on today's kernels unless it is one process without a sandbox; only our pages are opened. */
const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--single-process",
  "--no-zygote",
  "--disable-dev-shm-usage",
];

export interface RunningEngine {
  readonly version: number;
  readonly page: OldPage;
  close(): Promise<void>;
}

/** Unpacks the engine into a folder of its own, which `close` removes, and opens one page of that size. */
export async function startOldEngine(
  { version, engine, driver }: OldEngine,
  size: { readonly width: number; readonly height: number },
): Promise<RunningEngine> {
  const folder = mkdtempSync(join(tmpdir(), `callboard-chromium-${version}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const executablePath = unpack(engine, folder);
    const puppeteer: OldPuppeteer = require(driver);
    const browser = await launch(puppeteer, executablePath, folder);
    const said = await browser.version();
    if (!said.includes(`/${version}.`)) throw new Error(`Chromium ${version} was wanted, and ${said} came.`);
    const page = await browser.newPage();
    await page.setViewport({ ...size, deviceScaleFactor: 1 });
    return {
      version,
      page,
      async close() {
        await browser.close();
        process.off("exit", remove);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw new Error(`Chromium ${version} of a television could not be started on this machine`, {
      cause: error,
    });
  }
}

/** The package's own unpacking wants libraries of AWS Lambda; the file in it is plain brotli. */
function unpack(engine: string, folder: string): string {
  const bin = join(dirname(require.resolve(`${engine}/package.json`)), "bin");
  const packed = readdirSync(bin).find((name) => /^chromium.*\.br$/.test(name));
  if (packed === undefined) throw new Error(`${engine} holds no Chromium`);
  const path = join(folder, "chromium");
  writeFileSync(path, brotliDecompressSync(readFileSync(join(bin, packed))));
  chmodSync(path, 0o755);
  return path;
}

/** With the machine's own libraries, and where they are missing with those that the bundled Chromium brings. */
async function launch(puppeteer: OldPuppeteer, executablePath: string, folder: string): Promise<OldBrowser> {
  const options = { executablePath, args: ARGS, headless: true, timeout: 30_000 };
  try {
    return await puppeteer.launch({ ...options, userDataDir: join(folder, "profile") });
  } catch {
    const libraries = join(folder, "bundled");
    mkdirSync(libraries);
    const { env } = await unpackBundledBrowser(libraries);
    return puppeteer.launch({ ...options, env, userDataDir: join(folder, "profile-again") });
  }
}
