/**
 * Starts a real browser, whatever this machine has, or fails with what to do. It never skips: a suite that quietly
 * runs without a browser proves nothing.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserServer, chromium } from "playwright-core";
import { unpackBundledBrowser } from "./bundled.ts";
import { BUNDLED, browserCandidates } from "./candidates.ts";

const STARTS_MS = 30_000;
/** Chromium refuses to run as root with its sandbox; only pages of our own are opened. */
const ARGS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"];

const ADVICE = `No browser could be started, and these tests are worth nothing without one. Do one of these:
  - install Chromium or Chrome (Debian, Ubuntu: apt-get install chromium);
  - set CHROMIUM_PATH to one that works;
  - on Linux x64, let the package @sparticuz/chromium be installed (pnpm install) and unpacked (250 MB in the folder for
    temporary files, which must allow programs to be run).`;

export interface LaunchedBrowser {
  /** Which one it is, for people. */
  readonly name: string;
  /** For `chromium.connect`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<LaunchedBrowser> {
  const { CHROMIUM_PATH, PATH } = process.env;
  const reasons: string[] = [];
  for (const candidate of browserCandidates({ env: { CHROMIUM_PATH, PATH }, exists: existsSync })) {
    try {
      return candidate === BUNDLED ? await launchBundled() : await launchInstalled(candidate);
    } catch (error) {
      reasons.push(`${candidate}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`${ADVICE}\n\nTried:\n${reasons.join("\n")}`);
}

async function launchInstalled(executablePath: string): Promise<LaunchedBrowser> {
  const server = await chromium.launchServer({ executablePath, args: ARGS, timeout: STARTS_MS });
  return launched(executablePath, server);
}

async function launchBundled(): Promise<LaunchedBrowser> {
  const folder = mkdtempSync(join(tmpdir(), "callboard-browser-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when the run is cut short: 250 MB are too much to leave lying about.
  process.once("exit", remove);
  const forget = () => {
    process.off("exit", remove);
    remove();
  };
  try {
    const { executablePath, env } = await unpackBundledBrowser(folder);
    const server = await chromium.launchServer({ executablePath, env, args: ARGS, timeout: STARTS_MS });
    return launched("the bundled Chromium", server, forget);
  } catch (error) {
    forget();
    throw error;
  }
}

function launched(name: string, server: BrowserServer, forget = () => {}): LaunchedBrowser {
  return {
    name,
    endpoint: server.wsEndpoint(),
    async close() {
      await server.close();
      forget();
    },
  };
}
