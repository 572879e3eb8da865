// Decides whether the floor that an earlier run kept may be shown again. It may when the data come from the
// same source; another centre's agents on the wall would be a lie until the first reconciliation.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} folder the git-ignored folder of this copy of the repository
 * @param {number} port of the Worker
 * @param {Record<string, unknown>} source what the data come from; no secrets, it is written down
 * @param {boolean} isFresh forget in any case
 * @returns {{ directory: string, outcome: "new" | "kept" | "forgotten" | "otherSource" }} where the Worker's
 *   state belongs, and what became of the old one
 */
export function prepareFloorState(folder, port, source, isFresh) {
  const directory = join(folder, "state", String(port));
  const sourcePath = join(directory, "source.json");
  const wanted = JSON.stringify(source);
  const before = readIfThere(sourcePath);
  const isKept = before === wanted && !isFresh;
  if (!isKept) rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(sourcePath, wanted);
  if (before === undefined) return { directory, outcome: "new" };
  if (isKept) return { directory, outcome: "kept" };
  return { directory, outcome: isFresh ? "forgotten" : "otherSource" };
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
