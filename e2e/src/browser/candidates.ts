/** Where a browser may be found on a machine, best first. It only names places; whether one works is tried elsewhere. */
import { delimiter, join } from "node:path";

/** What a machine without a browser uses, named so in CHROMIUM_PATH to force it. */
export const BUNDLED = "bundled";

const COMMANDS = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge",
];
const FIXED = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export interface Machine {
  readonly env: { readonly CHROMIUM_PATH?: string | undefined; readonly PATH?: string | undefined };
  exists(path: string): boolean;
}

/**
 * Paths to try in order; `BUNDLED` stands for the browser that comes as a package. A path that somebody chose is the
 * only one: a slip in it must not be hidden by another browser that happens to be there.
 */
export function browserCandidates({ env, exists }: Machine): string[] {
  const { CHROMIUM_PATH: chosen, PATH: path = "" } = env;
  if (chosen !== undefined && chosen !== "") return [chosen];
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...new Set([...onPath, ...FIXED])].filter(exists).concat(BUNDLED);
}
