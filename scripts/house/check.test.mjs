import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { checkHouse } from "./check.mjs";

const roots = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const HEADER = "// Says what this file is for.\n";

/** A workspace of a few files; `complaints` are what the house says of it. */
function complaints(files) {
  const root = mkdtempSync(join(tmpdir(), "callboard-house-"));
  roots.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return checkHouse(root).complaints;
}

const door = { ".": "./src/index.ts" };
const core = (text, path = "packages/core/src/index.ts") => ({
  "packages/core/package.json": { name: "@callboard/core", exports: door },
  [path]: HEADER + text,
});
const desk = (text, path = "packages/desk/src/index.ts", manifest = {}) => ({
  "packages/core/package.json": { name: "@callboard/core", exports: door },
  "packages/world/package.json": { name: "@callboard/world", exports: door },
  "packages/desk/package.json": {
    name: "@callboard/desk",
    exports: door,
    dependencies: { "@callboard/core": "workspace:*" },
    ...manifest,
  },
  [path]: HEADER + text,
});

describe("import directions", () => {
  it("lets the desk import the core through its door", () => {
    expect(complaints(desk('import { step } from "@callboard/core";'))).toEqual([]);
  });

  it.each([
    ['import { World } from "@callboard/world";', "@callboard/desk may not import @callboard/world"],
    ['export * from "@callboard/world";', "@callboard/desk may not import @callboard/world"],
    [
      'export const load = () => import("@callboard/world");',
      "@callboard/desk may not import @callboard/world",
    ],
    ['export type W = import("@callboard/world").World;', "@callboard/desk may not import @callboard/world"],
    ['import worker from "@callboard/worker";', "@callboard/desk may not import @callboard/worker"],
    [
      'import { x } from "@callboard/core/src/x.ts";',
      '"@callboard/core/src/x.ts" is no door of @callboard/core',
    ],
    ['import { x } from "../../core/src/x.ts";', '"../../core/src/x.ts" leaves the package'],
  ])("refuses %s in the desk's sources", (text, reason) => {
    const found = complaints(desk(text));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`packages/desk/src/index.ts:2: ${reason}`);
  });

  it("ignores an import that only a comment or a text speaks of", () => {
    expect(
      complaints(desk('export const a = "import x from \'@callboard/world\'"; // import "@callboard/world"')),
    ).toEqual([]);
  });

  it("lets a test import the world only where package.json has it as a devDependency", () => {
    const text = 'import { World } from "@callboard/world";';
    const path = "packages/desk/src/desk.test.ts";
    expect(complaints(desk(text, path))).toHaveLength(1);
    const declared = { devDependencies: { "@callboard/world": "workspace:*" } };
    expect(complaints(desk(text, path, declared))).toEqual([]);
    expect(complaints(desk(text, "packages/desk/src/index.ts", declared))).toHaveLength(1);
  });

  it("refuses a dependency against the direction in package.json", () => {
    const found = complaints(desk("", undefined, { dependencies: { "@callboard/sim": "workspace:*" } }));
    expect(found).toEqual(["packages/desk/package.json: @callboard/desk may not depend on @callboard/sim"]);
  });

  it("refuses a package that the table of directions does not know", () => {
    expect(complaints({ "packages/new/package.json": { name: "@callboard/new" } })).toHaveLength(1);
  });

  it("finds an import in a Vue component, at its line", () => {
    const found = complaints({
      "apps/wallboard/package.json": { name: "@callboard/wallboard" },
      "apps/wallboard/src/Wall.vue": `<!-- The wall. -->\n<template><b /></template>\n<script setup lang="ts">\nimport { step } from "@callboard/core";\n</script>\n`,
    });
    expect(found).toEqual([
      "apps/wallboard/src/Wall.vue:4: @callboard/wallboard may not import @callboard/core",
    ]);
  });
});

describe("purity of the core", () => {
  it.each([
    ["export const a = Date.now();", "Date.now"],
    ["export const a = globalThis.Date.now();", "Date.now"],
    ['export const a = Date["now"]();', "Date.now"],
    ["export const a = new Date();", "new Date()"],
    ["export const a = Math.random();", "Math.random"],
    ["export const a = async () => 1;", "async"],
    ["export const a = await Promise.resolve(1);", "await"],
    ["console.log(1);", "console"],
    ["setTimeout(() => {}, 1);", "setTimeout"],
    ["export const a = (at: Date) => at.getHours();", "getHours"],
    ['import { readFileSync } from "node:fs";\nexport { readFileSync };', "node:fs"],
  ])("refuses %s", (text, what) => {
    const found = complaints(core(text));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toContain(what);
  });

  it.each([
    "export const a = (at: number) => new Date(at).toISOString();",
    "export const a = (step: { process: number }) => step.process;",
    "// No Date.now and no await here.\nexport const a = 'Math.random()';",
    'import { Temporal } from "temporal-polyfill";\nexport const a = Temporal.Instant;',
  ])("accepts %s", (text) => {
    expect(complaints(core(text))).toEqual([]);
  });

  it("leaves the core's tests alone", () => {
    expect(complaints(core("export const a = Date.now();", "packages/core/src/a.test.ts"))).toEqual([]);
  });

  it("holds the desk to its clock port, and lets it wait", () => {
    expect(complaints(desk("export const a = async () => 1;"))).toEqual([]);
    expect(complaints(desk("export const a = Date.now();"))).toHaveLength(1);
  });

  it("lets nothing of the simulation look at a clock but its command", () => {
    const sim = (path) => ({
      "packages/sim/package.json": { name: "@callboard/sim", exports: door },
      [path]: `${HEADER}export const a = Date.now();`,
    });
    expect(complaints(sim("packages/sim/src/index.ts"))).toHaveLength(1);
    expect(complaints(sim("packages/sim/src/cli.ts"))).toEqual([]);
  });
});

describe("manners", () => {
  it("refuses a file of more than 400 lines", () => {
    expect(complaints(core("\n".repeat(399)))).toEqual([]);
    expect(complaints(core("\n".repeat(400)))).toEqual([
      "packages/core/src/index.ts: 401 lines, more than 400",
    ]);
  });

  it("refuses a file without a header, but not a test", () => {
    const files = core("");
    const bare = "export const a = 1;\n";
    expect(complaints({ ...files, "packages/core/src/b.ts": bare })).toHaveLength(1);
    expect(complaints({ ...files, "packages/core/src/b.test.ts": bare })).toEqual([]);
  });

  it.each(["TODO", "FIXME", "@ts-ignore", "biome-ignore"])("refuses %s in a comment", (word) => {
    expect(complaints(core(`// ${word} later`))).toHaveLength(1);
  });

  it("refuses v-html and innerHTML, and not the words in a comment", () => {
    const manifest = { "apps/wallboard/package.json": { name: "@callboard/wallboard" } };
    const wall = (text) => ({
      ...manifest,
      "apps/wallboard/src/Wall.vue": `<!-- The wall, never v-html. -->\n${text}`,
    });
    expect(complaints(wall('<template><b v-html="name" /></template>'))).toEqual([
      "apps/wallboard/src/Wall.vue:2: v-html",
    ]);
    expect(complaints(wall('<script setup lang="ts">\nfoo.innerHTML = name;\n</script>'))).toHaveLength(1);
    expect(complaints(wall("<template><b>{{ name }}</b></template>"))).toEqual([]);
  });

  it("says so when a file cannot be parsed", () => {
    expect(complaints(core("export const = ;"))[0]).toContain("cannot be parsed");
  });
});
