// What one deployment of a region is given: its address, who signs people in, and secrets that are made here. It decides
// what is wrong with what was asked, and writes nothing itself.

import { randomBytes } from "node:crypto";
import { join } from "node:path";

export const REGIONS = ["us", "eu", "ap", "ca"];

/** Regions in which Cloudflare promises where data stay; the others are placed by a hint. */
const JURISDICTIONS = new Set(["us", "eu"]);
const QUEUES = ["floor-events-dead", "notices-dead", "floor-events", "notices"];
const OWNER = /^(?:email:[^\s,:]+@[^\s,:]+|group:[^,:]+)$/;

/** 256 bits of chance, as text that needs no quoting anywhere. */
const random = () => randomBytes(32).toString("base64url");

/**
 * The secrets of one region. What is random is made once: with other keys nothing that was sealed could be opened, and no
 * screen would be known any more.
 *
 * @param {{ url?: string, team?: string, audience?: string, owners?: string }} asked
 * @param {Record<string, string>} before what an earlier run made; empty for the first
 * @returns {{ kind: "settings", settings: Record<string, string> } | { kind: "wrong", complaints: string[] }}
 */
export function settingsOf(asked, before) {
  const settings = {
    CALLBOARD_URL: asked.url?.replace(/\/$/, "") ?? before.CALLBOARD_URL ?? "",
    CALLBOARD_ACCESS_TEAM: asked.team ?? before.CALLBOARD_ACCESS_TEAM ?? "",
    CALLBOARD_ACCESS_AUDIENCE: asked.audience ?? before.CALLBOARD_ACCESS_AUDIENCE ?? "",
    CALLBOARD_OWNERS: asked.owners ?? before.CALLBOARD_OWNERS ?? "",
    CALLBOARD_KEYS: before.CALLBOARD_KEYS ?? `1:${randomBytes(32).toString("base64")}`,
    CALLBOARD_SCREEN_KEY: before.CALLBOARD_SCREEN_KEY ?? random(),
    CALLBOARD_METRICS_TOKEN: before.CALLBOARD_METRICS_TOKEN ?? random(),
  };
  const complaints = complaintsOf(settings);
  return complaints.length > 0 ? { kind: "wrong", complaints } : { kind: "settings", settings };
}

function complaintsOf(settings) {
  const complaints = [];
  if (!isOwnAddress(settings.CALLBOARD_URL))
    complaints.push("--url must be the address that people will open, such as https://callboard.example.com");
  if (!/^[a-z0-9-]+$/.test(settings.CALLBOARD_ACCESS_TEAM))
    complaints.push("--team must be the Zero Trust team's name: the acme of acme.cloudflareaccess.com");
  if (!/^[0-9a-f]{64}$/.test(settings.CALLBOARD_ACCESS_AUDIENCE))
    complaints.push("--audience must be the Access application's audience tag: 64 characters, 0-9 and a-f");
  const owners = settings.CALLBOARD_OWNERS.split(",").map((owner) => owner.trim());
  if (!owners.every((owner) => OWNER.test(owner)))
    complaints.push(
      "--owners must list who runs this deployment, such as email:ada@example.com,group:callboard-owners",
    );
  return complaints;
}

function isOwnAddress(text) {
  if (!URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return protocol === "https:" && origin === text;
}

/** Where a region's settings are kept: git-ignored, and readable by this user alone. */
export const settingsPath = (root, region) => join(root, ".callboard/regions", `${region}.json`);

/**
 * What wrangler is told to deploy one region. Old assets stay for a day: a wall that was loaded before may still ask for them.
 *
 * @param {string} region
 * @param {string} path of the settings
 * @param {string} url
 */
export const deployArguments = (region, path, url) => [
  ...["deploy", "--env", region],
  ...["--secrets-file", path, "--domain", new URL(url).host],
  ...["--old-asset-ttl", "86400"],
];

/**
 * The commands that follow, in their order: each can be pasted as it is.
 *
 * @param {string} region
 */
export function commandsOf(region) {
  const jurisdiction = JURISDICTIONS.has(region) ? ` --jurisdiction ${region}` : "";
  return [
    "npm run wrangler -- login",
    ...QUEUES.map((queue) => `npm run wrangler -- queues create callboard-${region}-${queue}${jurisdiction}`),
    `npm run deploy -- ${region} --dry-run`,
    `npm run deploy -- ${region}`,
  ];
}
