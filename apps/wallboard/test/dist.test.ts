/**
 * The built wall, as televisions get it: small, in one piece, and free of what Chromium 68 does not have
 * (displays.md, "Engines"). Needs a build; without one it fails rather than passes.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const DIST = process.env.WALL_DIST ?? join(import.meta.dirname, "../dist");
if (!existsSync(join(DIST, "index.html"))) throw new Error("the wall is not built: run `pnpm build` first");

const read = (name: string) => readFileSync(join(DIST, name), "utf8");
/** What a page loads, by its own tags; nothing it names may load more (`is one script`). */
function pageOf(name: string) {
  const html = read(name);
  const named = Array.from(html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g), ([, path]) => path ?? "");
  const scripts = named.filter((path) => path.endsWith(".js"));
  const sheets = named.filter((path) => path.endsWith(".css"));
  return {
    html,
    named,
    scripts,
    sheets,
    script: scripts.map(read).join("\n"),
    style: sheets.map(read).join("\n"),
  };
}
const assets = readdirSync(join(DIST, "assets"));
const wall = pageOf("index.html");
const tablet = pageOf("floor.html");
const pairing = pageOf("tv.html");
const { html: page, script, style: styles } = wall;
const DYNAMIC_IMPORT = /\bimport\s*\(/;

/** What came after Chromium 68 and no compiler lowers. */
const NEWER_SCRIPT: [string, RegExp][] = [
  ["optional chaining", /[\w)\]]\?\.[A-Za-z_$[(]/],
  ["nullish coalescing", /\?\?/],
  ["private fields", /this\.#|\{#\w/],
  ["static blocks", /\bstatic\s*\{/],
  ["BigInt literals", /\b\d+n\b/],
  ["Object.fromEntries (73)", /Object\.fromEntries/],
  ["allSettled (76), Promise.any (85)", /\.allSettled\(|Promise\.any\(/],
  ["replaceAll (85), matchAll (73)", /\.(replaceAll|matchAll)\(/],
  [".at() (92)", /\.at\(/],
  ["flat, flatMap (69)", /\.(flat|flatMap)\(/],
  ["findLast (97)", /\.findLast(Index)?\(/],
  ["copying array methods (110)", /[^.\w](?!this\b)\w+\.(toSorted|toReversed|toSpliced)\(/],
  ["structuredClone (98)", /structuredClone/],
  ["randomUUID (92)", /randomUUID/],
  ["WeakRef (84)", /\bWeakRef\b/],
  ["ResizeObserver options and newer observers", /new ResizeObserver/],
  ["AbortSignal.timeout (103)", /AbortSignal\.\w+/],
  [
    "array sort stability is not relied on; Intl newcomers",
    /Intl\.(ListFormat|RelativeTimeFormat|DurationFormat)/,
  ],
];
const NEWER_STYLE: [string, RegExp][] = [
  ["clamp(), min(), max() (79)", /[^\w-](clamp|min|max)\(/],
  ["inset (87)", /[;{]inset/],
  ["aspect-ratio (88)", /[;{]aspect-ratio/],
  [":is(), :where() (88), :has() (105)", /:(is|where|has)\(/],
  ["@layer (99), @container (105), @property (85)", /@(layer|container|property)\b/],
  ["dvh and its kin (108)", /\d(dvh|svh|lvh|dvw|cqw|cqh)\b/],
  ["newer colours (111)", /(oklch|oklab|color-mix|lab|lch)\(/],
  ["colours with four or eight digits are 62, space-separated ones 65; nesting (120)", /&/],
  [
    "colour stops with two positions (71)",
    /(?:rgba?\([^)]*\)|#[0-9a-f]+|\w)\s+[\d.]+\w*%?\s+[\d.]+(rem|em|px|%)\s*[,)]/,
  ],
  ["focus-visible (86)", /:focus-visible/],
  ["backdrop-filter (76)", /backdrop-filter/],
  ["logical shorthands (87)", /[;{](margin|padding)-(inline|block):/],
  ["individual transforms (104)", /[;{](translate|rotate|scale):/],
  ["overflow: clip (90)", /overflow(-[xy])?:\s*clip/],
];

describe("the built wall", () => {
  it("is one script and one style sheet, hashed, of at most 120 kB of script compressed", () => {
    expect(wall.scripts).toHaveLength(1);
    expect(wall.sheets).toHaveLength(1);
    expect(DYNAMIC_IMPORT.test(script)).toBe(false);
    for (const name of assets) expect(name).toMatch(/-[\w-]{8}\.(js|css|woff2|json)$/);
    expect(gzipSync(script).length).toBeLessThan(120 * 1_024);
    expect(gzipSync(styles).length + gzipSync(page).length).toBeLessThan(12 * 1_024);
  });

  it("carries its fonts, and neither a validation library nor a zone database", () => {
    expect(assets.filter((name) => name.endsWith(".woff2"))).toHaveLength(6);
    expect(script).not.toMatch(/ZodError|invalid_type|PlainDateTime/);
  });

  it("needs no inline script or style, so that a strict content security policy can hold", () => {
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  it("carries nothing of what only tablets need", () => {
    expect(wall.named).not.toContain(tablet.scripts[0]);
    const words = ["Say who you are", "Take back", "Return to live", "Acknowledge all"];
    expect(words.filter((word) => !tablet.script.includes(word))).toEqual([]);
    expect(words.filter((word) => script.includes(word))).toEqual([]);
  });

  it("never sets HTML from a string", () => {
    expect(
      contentsOfSources().filter((source) => /v-html|innerHTML|insertAdjacentHTML/.test(source)),
    ).toEqual([]);
  });
});

describe("the built pairing page", () => {
  it("is one script and one style sheet of at most 11 kB compressed, and carries nothing of the wall", () => {
    expect([pairing.scripts.length, pairing.sheets.length]).toEqual([1, 1]);
    expect(DYNAMIC_IMPORT.test(pairing.script)).toBe(false);
    expect(gzipSync(pairing.script).length + gzipSync(pairing.style).length).toBeLessThan(11 * 1_024);
    expect(pairing.script).not.toMatch(/ZodError|__vue/);
    expect(pairing.named).not.toContain(wall.scripts[0]);
  });

  it("needs no inline script or style", () => {
    expect(pairing.html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  it.each([
    ["script", pairing.script, NEWER_SCRIPT],
    ["style", pairing.style, NEWER_STYLE],
  ] as const)("asks for nothing in its %s that Chromium 68 has not", (_part, text, patterns) => {
    expect(patterns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)).toEqual([]);
    expect(text.match(/\bglobalThis\b/)).toBeNull();
  });
});

describe("the built supervisor's app", () => {
  it("begins with at most 200 kB compressed, and fetches charts and the setting-up screens when they are needed", () => {
    const first = gzipSync(tablet.script).length + gzipSync(tablet.style).length;
    expect(first).toBeLessThan(200 * 1_024);
    const later = assets.filter((name) => name.endsWith(".js") && !tablet.scripts.includes(`assets/${name}`));
    expect(later.length).toBeGreaterThan(10);
    expect(tablet.script).not.toMatch(/uplot/i);
  });

  it("can be installed: its manifest names the app's first address and icons that are there", () => {
    const manifest = JSON.parse(read("manifest.webmanifest"));
    expect(manifest).toMatchObject({ start_url: "/floor/", scope: "/floor/", display: "standalone" });
    for (const { src } of manifest.icons) expect(existsSync(join(DIST, src))).toBe(true);
    expect(tablet.html).toContain('rel="manifest"');
  });

  it("needs no inline script or style either", () => {
    expect(tablet.html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });
});

function contentsOfSources(): string[] {
  const root = join(import.meta.dirname, "../src");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(vue|ts)$/.test(path) && !path.endsWith(".test.ts"))
    .map((path) => readFileSync(join(root, path), "utf8"));
}

describe("Chromium 68", () => {
  it.each(NEWER_SCRIPT)("is not asked for %s", (_name, pattern) => {
    expect(script.match(pattern)?.[0] ?? null).toBeNull();
  });

  it("meets globalThis (71) only behind a question whether it exists", () => {
    const bare = script.replace(/typeof globalThis(<`u`|==`object`)\?globalThis/g, "");
    expect(bare.match(/.{0,60}\bglobalThis\b.{0,20}/)?.[0] ?? null).toBeNull();
  });

  it("meets Object.hasOwn (93), which pinia asks for, only after having been given one", () => {
    const given = script.search(/typeof \w+\.hasOwn==`function`/);
    const asked = script.search(/Object\.hasOwn\(/);
    expect(given).toBeGreaterThan(-1);
    expect(given).toBeLessThan(asked);
  });

  it("meets queueMicrotask (71), which uPlot asks for, only after having been given one", () => {
    const given = script.search(/typeof \w+\.queueMicrotask!=`function`/);
    expect(given).toBeGreaterThan(-1);
    expect(given).toBeLessThan(script.search(/&&queueMicrotask\(/));
  });

  it.each(NEWER_STYLE)("is not asked for %s", (_name, pattern) => {
    expect(styles.match(pattern)?.[0] ?? null).toBeNull();
  });

  it("is not asked for gaps between flex items (84)", () => {
    const rules = styles.match(/\{[^{}]*\}/g) ?? [];
    expect(rules.length).toBeGreaterThan(50);
    expect(rules.filter((rule) => /display:flex/.test(rule) && /[;{](row-|column-)?gap:/.test(rule))).toEqual(
      [],
    );
  });

  it("would be seen to fail: the patterns match what they are meant to find", () => {
    const samples =
      "a?.b; x ?? y; Object.fromEntries(z); q.at(-1); s.replaceAll(1,2); list.toSorted(); structuredClone(1)";
    const found = NEWER_SCRIPT.filter(([, pattern]) => pattern.test(samples)).length;
    expect(found).toBe(7);
    const css =
      ".a{inset:0}.b{width:clamp(1px,2px,3px)}.c:is(d){color:oklch(1 1 1)}.e{background:linear-gradient(#fff 0 1rem,red)}";
    expect(NEWER_STYLE.filter(([, pattern]) => pattern.test(css)).length).toBe(5);
  });
});
