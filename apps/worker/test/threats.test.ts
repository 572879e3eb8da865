/** The written threat model, held to the tests that it names; and what no running test can see. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const rows = read("docs/threats.md")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Threat"))
  .map((line) => line.slice(2, -2).split(" | "));
const named = rows.flatMap(([threat = "", , , tests = ""]) =>
  [...tests.matchAll(/`([^`]+\.test\.m?[jt]s)`: “([^”]+)”/g)].map(
    ([, path = "", title = ""]) => [threat, path, title] as const,
  ),
);

/** A title as it stands in a source: with its quotes, escaped or not. */
const isTitle = (source: string, title: string): boolean =>
  [`"${title}"`, `'${title}'`, `\`${title}\``, `"${title.replaceAll('"', '\\"')}"`].some((text) =>
    source.includes(text),
  );

describe("each threat", () => {
  it("has a guard, the place where it stands, and a test", () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      expect(row).toHaveLength(4);
      expect([row[0], named.some(([threat]) => threat === row[0])]).toEqual([row[0], true]);
    }
  });

  it.each(named)("%s: is held by a test that is there: %s “%s”", (_, path, title) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
    expect([title, isTitle(read(path), title)]).toEqual([title, true]);
  });
});

/** The product's own sources, without tests. */
function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !/^(node_modules|dist|testing|\.)/.test(entry.name)) yield* sources(path);
    else if (/\.(ts|vue)$/.test(path) && !path.endsWith(".test.ts")) yield path;
  }
}

const SERVED = ["alert-desk", "boards", "core", "cxone", "desk", "notices", "protocol", "setup", "tenancy"];

describe("the product", () => {
  it("makes no pattern of what somebody sends", () => {
    const folders = ["apps/worker/src", ...SERVED.map((name) => `packages/${name}/src`)];
    const found = folders
      .flatMap((folder) => [...sources(folder)])
      .filter((path) => /\bRegExp\(/.test(read(path)));
    expect(found).toEqual([]);
  });

  it("takes packages in exact versions, and lets none run a script when it is installed", () => {
    const [, catalog = ""] = read("pnpm-workspace.yaml").split(/^catalog:\n/m);
    const versions = [...(catalog.split(/^\S/m)[0]?.matchAll(/^ {2}\S+: (.+)$/gm) ?? [])].map(
      ([, one]) => one,
    );
    expect(versions.length).toBeGreaterThan(30);
    for (const version of versions) expect(version).toMatch(/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
    const [, scripts = ""] = read("pnpm-workspace.yaml").split(/^allowBuilds:\n/m);
    expect(scripts.split(/^\S/m)[0]).not.toContain("true");
    expect(read("pnpm-lock.yaml").match(/integrity: sha512-/g)?.length).toBeGreaterThan(200);
  });
});
