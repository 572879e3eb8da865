/**
 * Puts the fonts of the world's scripts beside the built pages, and tells the pages where their sheet is
 * (`import … from "virtual:world-fonts"`). It is no import of any page, so nothing of it is in their scripts and sheets.
 * Outside of a build, as in tests, there is none and its address is empty.
 */
import { copyFile, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";
import { type Sheet, worldFontsSheet } from "./sheet.ts";

const ASKED = "virtual:world-fonts";
const RESOLVED = `\0${ASKED}`;

/** @param isShipping one of the two builds writes the files, for both */
export function worldFonts({ isShipping }: { readonly isShipping: boolean }): Plugin {
  let isBuild = false;
  let folder = "";
  let made: Sheet | null = null;
  const sheet = () => {
    made ??= worldFontsSheet();
    return made;
  };
  return {
    name: "world-fonts",
    configResolved({ command, root, build }) {
      isBuild = command === "build";
      folder = resolve(root, build.outDir);
    },
    resolveId: (id) => (id === ASKED ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      return `export default ${JSON.stringify(isBuild ? `/${sheet().fileName}` : "")};`;
    },
    generateBundle() {
      if (!isShipping) return;
      const { fileName, css } = sheet();
      this.emitFile({ type: "asset", fileName, source: css });
    },
    // Copied past the bundler, which would read, hash and list each of the hundreds.
    async writeBundle() {
      if (!isShipping) return;
      await mkdir(join(folder, "fonts"), { recursive: true });
      const { files } = sheet();
      await Promise.all(Array.from(files, ([to, from]) => copyFile(from, join(folder, to))));
    },
  };
}
