// `npm run keys -- new [present versions]`: prints the next key for CALLBOARD_KEYS. It talks to nobody and writes no file.

import { newKey } from "./keys/new-key.mjs";

const HELP = `npm run keys -- new <versions|--first>

  versions   those that CALLBOARD_KEYS holds now, the numbers alone: 2,1
  --first    there is no CALLBOARD_KEYS yet (npm run region makes the first one by itself)

Prints one key, "3:<base64>". Put it, and a comma, in front of what CALLBOARD_KEYS holds now, and deploy; then seal every secret
with it: Tenants, Keys in the app, or POST /api/keys/rotate. GET /api/keys says when an older key is no longer needed.`;

const [order, present = "", ...more] = process.argv.slice(2);
const isAsked = order === "new" && more.length === 0 && present !== "";
// A second first key would lock all that the first one sealed: whoever wants one says so.
const made = isAsked ? newKey(present === "--first" ? "" : present) : { kind: "wrong", complaint: "" };
if (made.kind === "wrong") {
  console.error(`${made.complaint}\n\n${HELP}`.trim());
  process.exit(order === "--help" ? 0 : 1);
}
// The key alone on the output, so that it can be piped to where passwords are kept.
console.log(made.key);
console.error(
  made.version === 1
    ? "\nThis is all of CALLBOARD_KEYS. Keep a copy where your passwords are: without it nobody can open the secrets."
    : "\nPut it, and a comma, in front of what CALLBOARD_KEYS holds now: the first key seals, the others open what they sealed.",
);
