/**
 * Starts one subject in a workerd of its own, through miniflare: the same runtime version, flags and storage for
 * both. The screens dial workerd directly, without a development proxy between. The desk is the bundle that
 * `wrangler deploy` would upload, with the settings of its own wrangler.jsonc.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import type { Subject } from "../remote/parts.ts";
import { HOST, TENANT, TOKENS } from "./names.ts";
import { childrenNamed } from "./process-facts.ts";

export interface Runtime {
  readonly origin: string;
  /** Where a screen of this subject opens its socket. */
  readonly screenUrl: string;
  readonly pid: number;
  stop(): Promise<void>;
}

type WorkerSettings = Parameters<typeof convertV4MiniflareOptions>[0];
type ScriptSettings = Exclude<WorkerSettings, { readonly workers: unknown }>;
export type Bundles = Readonly<Record<Subject, WorkerSettings>>;

const CONFIG = fileURLToPath(new URL("../../../apps/worker/wrangler.jsonc", import.meta.url));
const RELAY = fileURLToPath(import.meta.resolve("./relay-worker.ts"));
const WRANGLER = join(fileURLToPath(import.meta.resolve("wrangler/package.json")), "../bin/wrangler.js");

/** The table is all that goes to stdout; what the Workers log is not a part of it. */
const SILENT = { log: new NoOpLog(), handleStructuredLogs: () => undefined };

/** Builds both Workers once. `upstream` is the origin that both of them dial. */
export async function bundle(upstream: string): Promise<Bundles> {
  const fromConfig = settingsOf(CONFIG);
  const shared = { unsafeDirectSockets: [{ host: HOST, port: 0 }], modulesRoot: "/", ...SILENT };
  const { compatibilityDate = "", compatibilityFlags = [] } = fromConfig;
  const desk = {
    ...fromConfig,
    ...shared,
    name: "desk",
    modules: [{ type: "ESModule" as const, path: "/index.js", contents: await bundleDesk() }],
    bindings: {
      ...fromConfig.bindings,
      CALLBOARD_LOCAL: "true",
      CALLBOARD_TENANTS: JSON.stringify([tenant(upstream)]),
    },
  };
  const relay = {
    ...shared,
    compatibilityDate,
    compatibilityFlags,
    name: "relay",
    modules: [{ type: "ESModule" as const, path: "/index.js", contents: bundleRelay() }],
    durableObjects: { RELAY: { className: "Relay", useSQLite: true } },
    bindings: { UPSTREAM: upstream, TOKEN: TOKENS.relay },
  };
  return { desk, relay };
}

/** What wrangler makes of a configuration, without its rules for finding modules: the bundle is one module. */
function settingsOf(config: string): Partial<ScriptSettings> {
  const { modulesRules: _, ...settings } = workerOptionsOf(config).workerOptions as ScriptSettings & {
    readonly modulesRules?: unknown;
  };
  return settings;
}

const tenant = (origin: string) => ({
  tenant: TENANT,
  name: "Bench centre",
  zone: "UTC",
  upstream: { kind: "loopback", origin },
  clientId: "bench",
  clientSecret: "bench",
});

async function bundleDesk(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "callboard-bench-"));
  try {
    const command = [WRANGLER, "deploy", "--dry-run", "--outdir", folder, "--config", CONFIG];
    const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
    await promisify(execFile)(process.execPath, command, { env });
    return readFileSync(join(folder, "index.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bundleRelay(): string {
  const { outputFiles } = buildSync({ entryPoints: [RELAY], bundle: true, format: "esm", write: false });
  return outputFiles[0]?.text ?? "";
}

const PATHS: Readonly<Record<Subject, string>> = { desk: `/api/tenants/${TENANT}/live`, relay: "/" };

export async function startRuntime(subject: Subject, bundles: Bundles): Promise<Runtime> {
  const before = new Set(childrenNamed("workerd"));
  const miniflare = new Miniflare(convertV4MiniflareOptions(bundles[subject]));
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL();
  const pid = childrenNamed("workerd").find((one) => !before.has(one)) ?? -1;
  const screenUrl = origin.replace("http", "ws") + PATHS[subject];
  return { origin, screenUrl, pid, stop: () => miniflare.dispose() };
}
