/**
 * The real Worker under wrangler, as `npm start` runs it, on a port and in folders of its own. It can be ended like a
 * crash and started again on the same port and state.
 */
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "./child.ts";
import { inRepository } from "./root.ts";
import { type TenantRow, writeEnvFile } from "./tenants.ts";
import { until } from "./wait.ts";

const WRANGLER = inRepository("apps/worker/node_modules/wrangler/bin/wrangler.js");
const BUILT_WALL = inRepository("apps/wallboard/dist");
const STARTS_MS = 60_000;
const ASK_TIMEOUT_MS = 2_000;

const QUIET = {
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
};

export interface RunningWorker {
  readonly url: string;
  lastLines(): string;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface WorkerOptions {
  readonly port: number;
  /** Where its state and its settings are kept; the same folder again is a restart. */
  readonly folder: string;
  readonly tenants: readonly TenantRow[];
}

/** Resolves when the Worker answers. */
export async function startWorker({ port, folder, tenants }: WorkerOptions): Promise<RunningWorker> {
  const envFile = join(folder, "worker.env");
  writeEnvFile(envFile, tenants);
  const wall = wallIn(folder);
  const child = startChild(
    [
      ...[process.execPath, WRANGLER, "dev"],
      ...["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
      ...["--persist-to", join(folder, "state"), "--env-file", envFile],
      ...["--assets", wall],
      ...["--log-level", "warn", "--show-interactive-dev-session=false"],
    ],
    { cwd: inRepository("apps/worker"), env: QUIET },
  );
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(
      async () =>
        (await isUp(`${url}/api/health`)) ? true : child.isRunning() ? undefined : fail(child.lastLines()),
      STARTS_MS,
      () => `The Worker did not answer at ${url} within ${STARTS_MS / 1_000} s:\n${child.lastLines()}`,
    );
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url, lastLines: child.lastLines, stop: child.stop, kill: child.kill };
}

/** A copy: whoever builds the wall meanwhile, as `npm start` does, must not exchange it under the tests. */
function wallIn(folder: string): string {
  const wall = join(folder, "wall");
  if (existsSync(wall)) return wall;
  if (!existsSync(join(BUILT_WALL, "index.html"))) {
    throw new Error(
      `There is no built wallboard in ${BUILT_WALL}. Build it: pnpm --filter @callboard/wallboard build`,
    );
  }
  cpSync(BUILT_WALL, wall, { recursive: true });
  return wall;
}

function fail(lines: string): never {
  throw new Error(`The Worker ended while it was starting:\n${lines}`);
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) })).ok;
  } catch {
    return false;
  }
}
