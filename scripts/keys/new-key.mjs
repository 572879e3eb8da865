// The next key for CALLBOARD_KEYS. Pure but for chance; what reads arguments and prints is keys.mjs.

import { randomBytes } from "node:crypto";

const KEY_BYTES = 32;
const VERSION_MAX = 1_000_000;

/**
 * @param {string} present the versions that are in use now: "2,1", or nothing before the first
 * @returns {{ kind: "made", version: number, key: string } | { kind: "wrong", complaint: string }}
 */
export function newKey(present, random = () => randomBytes(KEY_BYTES)) {
  const versions = readVersions(present);
  if (versions === null)
    return {
      kind: "wrong",
      // Never repeated: somebody may have pasted the keys themselves.
      complaint: "Give the present versions alone, as numbers with commas between them: 2,1. Never the keys.",
    };
  const version = Math.max(0, ...versions) + 1;
  if (version > VERSION_MAX) return { kind: "wrong", complaint: `There is no version above ${VERSION_MAX}.` };
  return { kind: "made", version, key: `${version}:${random().toString("base64")}` };
}

function readVersions(text) {
  if (text.trim() === "") return [];
  const versions = text.split(",").map((part) => part.trim());
  return versions.every((version) => /^[1-9]\d{0,6}$/.test(version)) ? versions.map(Number) : null;
}
