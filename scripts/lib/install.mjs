// Installs the exact versions of pnpm-lock.yaml. It never changes the lockfile: a difference between it and
// the package.json files is an error that a person has to see.

import { runProcess } from "./processes.mjs";
import { ROOT } from "./workspace.mjs";

/**
 * @param {(note: string) => void} note gets pnpm's progress as it comes
 * @returns {Promise<{ code: number, lines: string[] }>}
 */
export function install(note) {
  return runProcess(
    "pnpm install",
    ["pnpm", "install", "--frozen-lockfile", "--reporter=append-only", "--config.confirmModulesPurge=false"],
    { cwd: ROOT, onLine: (line) => line.startsWith("Progress:") && note(line.slice(10)) },
  );
}

/** What to tell a person when the installation failed. */
export const INSTALL_ADVICE =
  "The packages could not be installed. npm's registry must be reachable, and pnpm-lock.yaml must agree with " +
  "the package.json files (after a change to them: npx -y pnpm@12.21.0 install).";
