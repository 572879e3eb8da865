// Reads `--site`: what a contact centre's own status codes mean and what its queues aim for. Whether the values
// are right is for the Worker, which checks every tenant; here only what can be said before anything is started.

import { readFileSync } from "node:fs";

/** What a site file may hold; the names are those of a tenant in `CALLBOARD_TENANTS`. */
const KEYS = ["name", "statusCodes", "queueGoal", "queueGoals"];

/**
 * @param {string} path
 * @returns {{ kind: "site", site: object } | { kind: "wrong", complaint: string }}
 */
export function readSiteFile(path) {
  let site;
  try {
    site = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    return { kind: "wrong", complaint: `--site ${path} ${why}` };
  }
  if (typeof site !== "object" || site === null || Array.isArray(site)) {
    return { kind: "wrong", complaint: `--site ${path} must hold one JSON object` };
  }
  const strangers = Object.keys(site).filter((key) => !KEYS.includes(key));
  if (strangers.length > 0) {
    const complaint = `--site ${path}: ${strangers.join(", ")} is not known; there are ${KEYS.join(", ")}`;
    return { kind: "wrong", complaint };
  }
  return { kind: "site", site };
}
