// Where things are in this repository: its root, its packages, the tools that pnpm installed. It reads files
// and never changes any.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

const GROUPS = ["apps", "packages"];
const SINGLES = ["e2e", "bench", "scripts"];

/**
 * Every package of the workspace, in the order in which a reader meets them.
 *
 * @param {string} [root]
 * @returns {{ folder: string, directory: string, manifest: Record<string, any> }[]} `folder` is relative to
 *   the root and has forward slashes
 */
export function workspacePackages(root = ROOT) {
  const folders = [
    ...GROUPS.flatMap((group) => foldersIn(join(root, group)).map((name) => `${group}/${name}`)),
    ...SINGLES,
  ];
  return folders
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => {
      const directory = join(root, folder);
      return {
        folder,
        directory,
        manifest: JSON.parse(readFileSync(join(directory, "package.json"), "utf8")),
      };
    });
}

/** The path of a tool of the root package ("turbo", "biome", "knip"), installed by pnpm. */
export const toolPath = (name) => join(ROOT, "node_modules", ".bin", name);

const foldersIn = (directory) =>
  existsSync(directory)
    ? readdirSync(directory, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
