/**
 * Keeps the languages but English out of a wall's script: each is one JSON file beside it, which a wall fetches when its board
 * speaks that language (`import … from "virtual:wall-words"` tells where). Most walls speak one language, and every one would
 * carry them all. Outside of a wall's build there are no such files, and the texts stand where they are imported.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const ASKED = "virtual:wall-words";
const RESOLVED = `\0${ASKED}`;
const WORDS = fileURLToPath(new URL("../src/words/", import.meta.url));
const APART = ["de", "fr"] as const;
/** What `main.ts` adds. */
const AREAS = ["common", "floor", "wall", "people", "queues", "sound"] as const;

interface Sheet {
  readonly fileName: string;
  readonly source: string;
}

export function wallWords({ isWall }: { readonly isWall: boolean }): Plugin {
  const sheets = new Map(isWall ? APART.map((language) => [language, sheetOf(language)]) : []);
  return {
    name: "wall-words",
    enforce: "pre",
    resolveId: (id) => (id === ASKED ? RESOLVED : null),
    load(id) {
      if (id === RESOLVED) {
        const places = Array.from(sheets, ([language, { fileName }]) => [language, `/${fileName}`]);
        return `export default ${JSON.stringify(Object.fromEntries(places))};`;
      }
      const isApart = APART.some((language) => id.startsWith(`${WORDS}${language}/`));
      return isWall && isApart ? { code: "{}", moduleType: "json" } : null;
    },
    generateBundle() {
      for (const { fileName, source } of sheets.values()) this.emitFile({ type: "asset", fileName, source });
    },
  };
}

/** All areas of one language as one object; no two areas have a key of the first level in common but by the same tree. */
function sheetOf(language: (typeof APART)[number]): Sheet {
  const areas = AREAS.map((area): unknown =>
    JSON.parse(readFileSync(`${WORDS}${language}/${area}.json`, "utf8")),
  );
  const source = JSON.stringify(areas);
  const hash = createHash("sha256").update(source).digest("base64url").slice(0, 8);
  return { fileName: `assets/words-${language}-${hash}.json`, source };
}
