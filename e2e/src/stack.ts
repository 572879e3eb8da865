/**
 * The whole product, as the tests share it: simulated centres, the Worker with the built wall, a browser. Each test has
 * a tenant of its own, so that none feels another's faults.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatorOptions, startSimulator } from "@callboard/simulator";
import { type LaunchedBrowser, launchBrowser } from "./browser/launch.ts";
import { freePorts } from "./ports.ts";
import { type TenantRow, tenantRow } from "./tenants.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

/** Asked for with fewer scopes than are needed, as a wrong registration is. */
const SCOPELESS = {
  id: "scopeless",
  secret: "scopeless-secret",
  tenant: "scopeless",
  scopes: ["realtime:read", "analytics:read"],
};
const HOSTILE_SITE = "<img src=x onerror=\"alert('site')\">";

/** One tenant a test; the name says which. */
export const TENANTS = {
  /** A centre whose every agent and queue fits one page. */
  small: [
    ...(["changes", "surge", "partitioned", "silent", "scopeless", "blinded", "restarts", "plain"] as const),
    ...(["idle", "severed", "tablet", "floor", "unheard", "engines"] as const),
    ...(["setup", "letters", "pairing", "added"] as const),
  ],
  /** A larger one with names that break careless screens. */
  hostile: ["hostile", "crowded"],
} as const;
/** Known to its centre and not to the Worker: somebody adds it in the app. */
const UNDECLARED: ReadonlySet<string> = new Set(["added"]);
export type TenantName = (typeof TENANTS)[keyof typeof TENANTS][number];

export interface Centre {
  readonly origin: string;
  readonly zone: string;
  readonly tenants: readonly TenantRow[];
  close(): Promise<void>;
}

/** Starts one simulator and says how a Worker is told of its tenants. */
export async function startCentre(options: SimulatorOptions, siteName?: string): Promise<Centre> {
  const simulator = await startSimulator({ seed: 11, ...options });
  const [first] = simulator.tenants.values();
  const zone = first?.world.truth().zone ?? "UTC";
  const tenants = [...simulator.tenants.keys()].map((tenant) =>
    tenantRow({ tenant, zone, origin: simulator.url, ...(siteName === undefined ? {} : { name: siteName }) }),
  );
  return { origin: simulator.url, zone, tenants, close: () => simulator.close() };
}

export interface Stack {
  readonly small: Centre;
  readonly hostile: Centre;
  readonly worker: RunningWorker;
  readonly browser: LaunchedBrowser;
  stop(): Promise<void>;
}

/** Starts everything at once; what was started is stopped again if any part fails. */
export async function startStack(): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), "callboard-e2e-"));
  const browser = launchBrowser();
  const small = startCentre({ agents: 24, queues: 3, tenants: [...TENANTS.small], clients: [SCOPELESS] });
  const hostile = startCentre(
    { agents: 60, queues: 12, tenants: [...TENANTS.hostile], hostileNames: true },
    HOSTILE_SITE,
  );
  const worker = startSharedWorker(folder, [small, hostile]);
  const parts = Promise.all([small, hostile, worker, browser]);
  const stop = async () => {
    await Promise.allSettled([worker.then((part) => part.stop()), browser.then((part) => part.close())]);
    await Promise.allSettled([small, hostile].map(async (centre) => (await centre).close()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [smallCentre, hostileCentre, runningWorker, launched] = await parts;
    return { small: smallCentre, hostile: hostileCentre, worker: runningWorker, browser: launched, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startSharedWorker(
  folder: string,
  centres: readonly Promise<Centre>[],
): Promise<RunningWorker> {
  const [port = 0] = await freePorts(1);
  const tenants = (await Promise.all(centres))
    .flatMap((centre) => centre.tenants)
    .filter(({ tenant }) => !UNDECLARED.has(tenant));
  return startWorker({ port, folder, tenants });
}
