import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { prepareFloorState } from "./floor-state.mjs";
import { envLine, writeEnvFile } from "./tenants.mjs";

const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "callboard-start-"));
  folders.push(folder);
  return folder;
}

describe("the Worker's environment file", () => {
  it("keeps every character of a secret through quotes, variables and comments", () => {
    const secret = 'it\'s `a` $HOME $X #1 "q" \\ \n ü \u202e';
    const line = envLine("CALLBOARD_TENANTS", [secret]);
    const value = /^CALLBOARD_TENANTS='([^'`$#\n]*)'\n$/.exec(line)[1];
    expect(JSON.parse(value)).toEqual([secret]);
  });

  it("can be read by its owner only, also when it was there before", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "worker-8787.env"), "old", { mode: 0o644 });
    const tenant = { zone: "UTC", origin: "http://127.0.0.1:1", clientId: "a", clientSecret: "hidden" };
    const path = writeEnvFile(folder, 8787, tenant);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, "utf8");
    expect(text).toContain("CALLBOARD_LOCAL=true");
    expect(text).toContain("CALLBOARD_LOCAL_UPSTREAM=http://127.0.0.1:1\n");
    expect(text).toContain("CALLBOARD_URL=http://127.0.0.1:8787\n");
  });
});

describe("the floor of an earlier run", () => {
  it("is kept for the same source and forgotten for another or on request", () => {
    const folder = newFolder();
    const prepare = (seed, isFresh) => prepareFloorState(folder, 8787, { seed }, isFresh);
    const first = prepare(1, false);
    expect(first.outcome).toBe("new");
    writeFileSync(join(first.directory, "rows"), "a floor");
    expect(prepare(1, false).outcome).toBe("kept");
    expect(readFileSync(join(first.directory, "rows"), "utf8")).toBe("a floor");
    expect(prepare(2, false).outcome).toBe("otherSource");
    expect(() => readFileSync(join(first.directory, "rows"))).toThrow();
    expect(prepare(2, true).outcome).toBe("forgotten");
  });
});
