/** The fonts of the world's scripts, as they are shipped: apart from the pages, few enough, and for letters that are not ours. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRanges } from "../world-fonts/ranges.ts";

const DIST = join(import.meta.dirname, "../dist");
const MB = 1_000_000;

const sheets = readdirSync(join(DIST, "assets")).filter((name) => name.startsWith("world-fonts-"));
const css = sheets.map((name) => readFileSync(join(DIST, "assets", name), "utf8")).join("");
const rules = Array.from(
  css.matchAll(/src:url\(\/(fonts\/[^)]+)\)[^}]*unicode-range:([^}]+)\}/g),
  ([, file = "", letters = ""]) => ({ file, ranges: readRanges(letters) }),
);
const files = readdirSync(join(DIST, "fonts")).map((name) => `fonts/${name}`);
const slicesWith = (letter: string) => {
  const code = letter.codePointAt(0) ?? 0;
  return rules.filter(({ ranges }) => ranges.some(([first, last]) => first <= code && code <= last));
};

describe("the shipped fonts of the world's scripts", () => {
  it("are named by a sheet of their own, which no page asks for by its tags", () => {
    expect(sheets).toHaveLength(1);
    for (const page of ["index.html", "floor.html"])
      expect(readFileSync(join(DIST, page), "utf8")).not.toContain("world-fonts");
  });

  it("are all there, hashed, and nothing beside them", () => {
    expect(rules.map(({ file }) => file).sort()).toEqual(files.sort());
    for (const file of files) expect(file).toMatch(/-[\w-]{8}\.woff2$/);
  });

  it("are fewer than 400 files and 8 MB, of which a name asks for little", () => {
    const sizes = files.map((file) => statSync(join(DIST, file)).size);
    expect(files.length).toBeLessThan(400);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8 * MB);
    expect(Math.max(...sizes)).toBeLessThan(0.1 * MB);
  });

  it.each([
    ["ASCII", 0x21, 0x7e],
    ["Latin", 0xa1, 0x24f],
    ["Vietnamese", 0x1ea0, 0x1ef9],
  ])("draw no letter of %s: those are our own font's", (_script, first, last) => {
    for (let code = first; code <= last; code += 1)
      expect(slicesWith(String.fromCodePoint(code))).toEqual([]);
  });

  it.each([
    ["Japanese", "田中美咲さくらタカハシ", "jp"],
    ["Chinese", "伟户务", "sc"],
    ["Korean", "김지민고객각", "kr"],
    ["Cyrillic", "ОльгаКузнецоваїґ", "sans"],
    ["Greek", "Γεώργιος", "sans"],
    ["Arabic", "محمدالحسيني", "arabic"],
    ["Hebrew", "נועהלוי", "hebrew"],
    ["Thai", "สมชายใจดี", "thai"],
    ["Devanagari", "अनिताशर्मा", "sans"],
    ["Armenian", "Հակոբյան", "armenian"],
    ["Georgian", "ბერიძე", "georgian"],
    ["Bengali", "অনন্যা", "bengali"],
    ["Gujarati", "પટેલ", "gujarati"],
    ["Gurmukhi", "ਸਿੰਘ", "gurmukhi"],
    ["Kannada", "ಪ್ರಕಾಶ್", "kannada"],
    ["Malayalam", "ലക്ഷ്മി", "malayalam"],
    ["Tamil", "முருகன்", "tamil"],
    ["Telugu", "వెంకటేష్", "telugu"],
  ])("draw %s, each letter from its own family first", (_script, letters, family) => {
    for (const letter of letters) {
      // What stands last in a sheet is asked first.
      const asked = slicesWith(letter).at(-1)?.file ?? "nobody";
      expect(`${letter} ${asked}`).toContain(` fonts/noto-sans${family === "sans" ? "" : `-${family}`}-`);
    }
  });
});
