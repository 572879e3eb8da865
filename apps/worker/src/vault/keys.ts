/**
 * The keys that secrets are sealed with, read from the Worker's own secret CALLBOARD_KEYS: "2:<base64 of 32 bytes>,1:<base64>",
 * the current one first. What is wrong with it is said by place and version; never a value.
 */

import { BOUNDS } from "@callboard/core";
import type { Env } from "../env.ts";
import { isLocalDeployment } from "../gate/local.ts";

export const KEY_BYTES = 32;

export interface Keys {
  /** What new texts are sealed with; `null` where there is no key to use, and then nothing is sealed. */
  readonly current: number | null;
  readonly byVersion: ReadonlyMap<number, Uint8Array>;
  /** Why a key, or the whole setting, could not be used. Holds no keys. */
  readonly complaints: readonly string[];
}

type KeysEnv = Pick<Env, "CALLBOARD_KEYS" | "CALLBOARD_LOCAL" | "CALLBOARD_REGION">;

/** Not secret at all: it makes local development like a deployment, and no deployment takes it. */
const DEVELOPMENT_KEY = new TextEncoder().encode("callboard local development only");
const DEVELOPMENT_VERSION = 1;

/**
 * Reads the setting. Never throws. Where the current key cannot be read nothing is sealed, rather than with an older one that
 * somebody meant to leave behind; what the others sealed is opened all the same.
 */
export function readKeys(env: KeysEnv): Keys {
  const text = env.CALLBOARD_KEYS?.trim() ?? "";
  if (text !== "") return readText(text);
  if (isLocalDeployment(env)) {
    const byVersion = new Map([[DEVELOPMENT_VERSION, DEVELOPMENT_KEY]]);
    return { current: DEVELOPMENT_VERSION, byVersion, complaints: [] };
  }
  const complaint =
    "CALLBOARD_KEYS is not set: no secret can be stored or opened. `npm run region` makes one, or `npm run keys -- new --first`.";
  return { current: null, byVersion: new Map(), complaints: [complaint] };
}

function readText(text: string): Keys {
  const entries = text.split(",");
  if (entries.length > BOUNDS.sealingKeysMax) {
    const complaint = `CALLBOARD_KEYS holds ${entries.length} keys; at most ${BOUNDS.sealingKeysMax}: leave out those that are no longer needed.`;
    return { current: null, byVersion: new Map(), complaints: [complaint] };
  }
  const byVersion = new Map<number, Uint8Array>();
  const complaints: string[] = [];
  let current: number | null = null;
  for (const [index, entry] of entries.entries()) {
    const read = readKey(entry, byVersion);
    if (typeof read === "string") complaints.push(`CALLBOARD_KEYS, key ${index + 1}: ${read}`);
    else {
      byVersion.set(read.version, read.key);
      if (index === 0) current = read.version;
    }
  }
  return { current, byVersion, complaints };
}

function readKey(
  entry: string,
  before: ReadonlyMap<number, Uint8Array>,
): { readonly version: number; readonly key: Uint8Array } | string {
  const parts = /^\s*([1-9]\d{0,6}):([A-Za-z0-9+/]+={0,2})\s*$/.exec(entry);
  if (parts === null) return "it is not a version, a colon and base64.";
  const version = Number(parts[1]);
  if (version > BOUNDS.sealingKeyVersionMax)
    return `its version is above ${BOUNDS.sealingKeyVersionMax.toLocaleString("en")}.`;
  const key = bytesOf(parts[2] ?? "");
  if (key === null) return `version ${version} is no base64.`;
  if (key.length !== KEY_BYTES)
    return `version ${version} has ${key.length} bytes and not ${KEY_BYTES}; \`npm run keys -- new\` makes one.`;
  if (new Set(key).size < KEY_BYTES / 4) return `version ${version} is not random.`;
  if (before.has(version)) return `version ${version} is there twice.`;
  for (const [other, bytes] of before)
    if (bytes.every((byte, at) => byte === key[at])) return `version ${version} is the same key as ${other}.`;
  return { version, key };
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
