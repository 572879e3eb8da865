import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const WRANGLER = join(import.meta.dirname, "../node_modules/wrangler/bin/wrangler.js");

const CONFIG = readFileSync(join(import.meta.dirname, "../wrangler.jsonc"), "utf8");

describe("the queues of wrangler.jsonc", () => {
  it.each(["", "-us", "-eu", "-ap", "-ca"])("are consumed with their dead letters: callboard%s", (suffix) => {
    for (const queue of ["floor-events", "notices"]) {
      const name = `callboard${suffix}-${queue}`;
      expect(CONFIG).toContain(`"dead_letter_queue": "${name}-dead"`);
      // Produced, consumed, and its dead letters named and consumed.
      expect(CONFIG.split(`"queue": "${name}"`)).toHaveLength(3);
      expect(CONFIG.split(`"queue": "${name}-dead"`)).toHaveLength(2);
    }
  });
});

describe.concurrent("wrangler deploy --dry-run", () => {
  it.each(["us", "eu", "ap", "ca"])("accepts the environment %s with its bindings", async (region) => {
    const outdir = await mkdtemp(join(tmpdir(), "callboard-dry-run-"));
    try {
      const { stdout, stderr } = await run(
        process.execPath,
        [WRANGLER, "deploy", "--dry-run", "--env", region, "--outdir", outdir],
        { cwd: join(import.meta.dirname, ".."), env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
      );
      expect(stdout).toContain("env.TENANT_DESK (TenantDesk)");
      expect(stdout).toContain("env.ALERT_DESK (AlertDesk)");
      expect(stdout).toContain("env.RELAY (Relay)");
      expect(stdout).toContain("env.PAIRING_DESK (PairingDesk)");
      expect(stdout).toContain("env.REGISTRY (TenantRegistry)");
      expect(stdout).toContain(`env.FLOOR_EVENTS (callboard-${region}-floor-events)`);
      expect(stdout).toContain(`env.NOTICES (callboard-${region}-notices)`);
      expect(stdout).toContain(`env.METRICS (callboard_${region})`);
      expect(stdout).toContain("env.ASSETS");
      expect(stdout).toContain(`env.CALLBOARD_REGION ("${region}")`);
      expect(stderr).not.toMatch(/error/i);
      // The built-in identity of local development is switched off in the very text of what is deployed.
      const bundle = readFileSync(join(outdir, "index.js"), "utf8");
      expect(bundle).toMatch(/mayBeLocal = .*\(\) => false\b/);
    } finally {
      await rm(outdir, { recursive: true });
    }
  });
});
