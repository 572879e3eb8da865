/**
 * The sheet of fonts for names in all scripts, and the files that it names. A browser fetches a file only for a letter
 * that it shows, so the sheet may name hundreds.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { FAMILIES } from "./families.ts";
import { takeFrom } from "./ranges.ts";

interface Slice {
  readonly path: string;
  readonly letters: string;
}

export interface Sheet {
  /** Where the page finds it: `assets/world-fonts-….css`. */
  readonly fileName: string;
  readonly css: string;
  /** Font files by where the page finds them: `fonts/…-….woff2`. */
  readonly files: ReadonlyMap<string, string>;
}

/** Our own font's: Latin, punctuation and currencies. The numbered slices have some of them, too, and must not draw them. */
const OUR_OWN = "U+0-36f, U+1e00-1eff, U+2000-206f, U+20a0-20cf";
const HASH_CHARS = 8;

export function worldFontsSheet(): Sheet {
  const files = new Map<string, string>();
  const rules: string[] = [];
  for (const { path, letters } of slices()) {
    const fileName = `fonts/${basename(path, "-500-normal.woff2")}-${hashOf(readFileSync(path))}.woff2`;
    files.set(fileName, path);
    rules.push(
      // One weight stands for the two that our pages know, or browsers would smear it. `swap`: what the screen has for a
      // name is shown until this is there.
      `@font-face{font-family:"Noto World";font-weight:500 600;font-display:swap;src:url(/${fileName}) format("woff2");unicode-range:${letters}}`,
    );
  }
  const css = `${rules.join("\n")}\n`;
  return { fileName: `assets/world-fonts-${hashOf(css)}.css`, css, files };
}

function slices(): Slice[] {
  const taken = new Set<number>();
  takeFrom(OUR_OWN, taken);
  return FAMILIES.flatMap(({ manifest, slices: wanted }) => {
    const folder = dirname(manifest);
    const lettersOf = new Map(Object.entries(lettersIn(join(folder, "unicode.json"))));
    const pathOf = (slice: string) => join(folder, "files", `${basename(folder)}-${slice}-500-normal.woff2`);
    if (wanted !== "numbered") {
      return wanted.map((slice) => {
        const letters = lettersOf.get(slice);
        if (letters === undefined) throw new Error(`${folder} has no slice ${slice}`);
        // As they are: letters of such scripts are joined to marks that several scripts share.
        takeFrom(letters, taken);
        return { path: pathOf(slice), letters };
      });
    }
    return Array.from(lettersOf).flatMap(([name, all]) => {
      const number = /^\[(\d+)\]$/.exec(name)?.[1];
      if (number === undefined) return [];
      const letters = takeFrom(all, taken);
      // Nothing would ever ask for a slice whose every letter another one draws.
      return letters === "" ? [] : [{ path: pathOf(number), letters }];
    });
  });
}

function lettersIn(path: string): Record<string, string> {
  const read: unknown = JSON.parse(readFileSync(path, "utf8"));
  const isMap = typeof read === "object" && read !== null;
  if (!isMap || !Object.values(read).every((letters) => typeof letters === "string"))
    throw new Error(`${path} does not say which letters are in which slice`);
  return read as Record<string, string>;
}

const hashOf = (content: string | Buffer) =>
  createHash("sha256").update(content).digest("base64url").slice(0, HASH_CHARS);
