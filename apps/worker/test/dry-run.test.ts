import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const WRANGLER = join(import.meta.dirname, "../node_modules/wrangler/bin/wrangler.js");

describe("wrangler deploy --dry-run", () => {
  it.each(["us", "eu", "ap", "ca"])("accepts the environment %s with its bindings", async (region) => {
    const outdir = await mkdtemp(join(tmpdir(), "callboard-dry-run-"));
    try {
      const { stdout, stderr } = await run(
        process.execPath,
        [WRANGLER, "deploy", "--dry-run", "--env", region, "--outdir", outdir],
        { cwd: join(import.meta.dirname, ".."), env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
      );
      expect(stdout).toContain("env.TENANT_DESK (TenantDesk)");
      expect(stdout).toContain("env.ASSETS");
      expect(stdout).toContain(`env.CALLBOARD_REGION ("${region}")`);
      expect(stderr).not.toMatch(/error/i);
    } finally {
      await rm(outdir, { recursive: true });
    }
  });
});
