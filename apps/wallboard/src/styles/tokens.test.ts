/**
 * The palette as figures: text against its grounds (WCAG 2.2, 1.4.3: 4.5), signs and lines that mean something (1.4.11: 3),
 * and severities that stay apart for people who see fewer colours. Simulated after Machado, Oliveira and Fernandes (2009,
 * "A Physiologically-based Model for Simulation of Color Vision Deficiency", matrices for severity 1.0).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

/** The custom properties of every rule of which one selector is this. */
function tokensOf(selector: string): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const [, selectors = "", body = ""] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selectors.split(",").some((each) => each.trim() === selector)) continue;
    for (const [, name = "", value = ""] of body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g))
      tokens.set(name, value);
  }
  return tokens;
}

const dark = tokensOf(":root");
const THEMES: Record<string, { readonly live: Map<string, string>; readonly old: Map<string, string> }> = {
  dark: { live: dark, old: tokensOf(".is-old") },
  light: { live: tokensOf(':root[data-theme="light"]'), old: tokensOf('[data-theme="light"] .is-old') },
  night: { live: tokensOf(':root[data-theme="night"]'), old: tokensOf('[data-theme="night"] .is-old') },
};
const NAMES = Object.keys(THEMES);
const TONES = ["ink", "dim", "good", "info", "calm", "warn", "bad", "grey"];
const GROUNDS = ["ground", "surface", "raised"];
const ON_THEIR_OWN: [string, string][] = [
  ["on-fill", "warn-fill"],
  ["on-fill", "bad-fill"],
  ["advice-ink", "advice-ground"],
  ["good", "good-wash"],
  ["warn", "warn-wash"],
];

function channels(hex: string): [number, number, number] {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const linearOf = (hex: string) => channels(hex).map(linear) as [number, number, number];
const luminance = ([red, green, blue]: readonly number[]) =>
  0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(linearOf(one)), luminance(linearOf(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

type Matrix = readonly (readonly [number, number, number])[];
const VISION: Record<string, Matrix> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* (D65) of a colour as these eyes see it. */
function labOf(hex: string, vision: Matrix): number[] {
  const given = linearOf(hex);
  const seen = vision.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, share, at) => sum + share * (given[at] ?? 0), 0),
      ),
    ),
  );
  const [red = 0, green = 0, blue = 0] = seen;
  const f = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(one: string, other: string, vision: Matrix): number {
  const [a, b] = [labOf(one, vision), labOf(other, vision)];
  return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
}

/** A just noticeable difference is about 2.3; across a room and side by side it takes several of them. */
const APART_LEAST = 10;
const SEVERITY_TONES = ["bad", "warn", "info", "grey"];

describe.each(NAMES)("the %s theme", (name) => {
  const theme = THEMES[name];
  const live = (token: string) => theme?.live.get(token) ?? "";
  const old = (token: string) => theme?.old.get(token) ?? live(token);

  it("sets every colour that the dark one sets", () => {
    expect(Array.from(theme?.live.keys() ?? []).sort()).toEqual(Array.from(dark.keys()).sort());
    expect(Array.from(theme?.old.keys() ?? []).sort()).toEqual([...TONES, "raised", "surface"].sort());
  });

  it.each(TONES)("has %s legible on every ground, live and old", (tone) => {
    for (const ground of GROUNDS) {
      expect([tone, ground, contrast(live(tone), live(ground)) >= 4.5]).toEqual([tone, ground, true]);
      expect([tone, ground, contrast(old(tone), old(ground)) >= 4.5]).toEqual([tone, ground, true]);
    }
  });

  it.each(ON_THEIR_OWN)("has %s legible on %s", (text, ground) => {
    expect(contrast(live(text), live(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it("has signs and filled bars that are seen against what is around them", () => {
    expect(contrast(live("advice-sign"), live("advice-ground"))).toBeGreaterThanOrEqual(3);
    for (const tone of SEVERITY_TONES)
      expect(contrast(live(tone), live("surface"))).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(VISION))("keeps the severities apart for %s vision", (vision) => {
    const matrix = VISION[vision] ?? [];
    const close = SEVERITY_TONES.reduce<string[]>((found, one, at) => {
      for (const other of SEVERITY_TONES.slice(at + 1)) {
        const apart = distance(live(one), live(other), matrix);
        if (apart < APART_LEAST) found.push(`${one} and ${other}: ${apart.toFixed(1)}`);
      }
      return found;
    }, []);
    expect(close).toEqual([]);
  });
});
