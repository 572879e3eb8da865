// `npm run region`: writes what one deployment is given into a file that only this user can read, and says which commands
// follow. It talks to nobody, and never prints a secret.

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./lib/workspace.mjs";
import { commandsOf, REGIONS, settingsOf, settingsPath } from "./region/settings.mjs";

const HELP = `npm run region -- <${REGIONS.join("|")}> --url https://… --team … --audience … --owners …

  --url        the address that people will open; the domain must be in your Cloudflare account
  --team       the Zero Trust team's name: the acme of acme.cloudflareaccess.com
  --audience   the Access application's audience tag
  --owners     who runs this deployment: email:ada@example.com,group:callboard-owners

The secrets are made once and kept in .callboard/regions/<region>.json. Keep a copy of that file where your passwords are:
without its CALLBOARD_KEYS the tenants' secrets cannot be opened by anybody. See docs/deploy.md.`;

const { values, positionals } = readArguments();

const [region] = positionals;
if (values.help || !REGIONS.includes(region) || positionals.length !== 1) {
  console.log(HELP);
  process.exit(values.help ? 0 : 1);
}
const path = settingsPath(ROOT, region);
const made = settingsOf(values, existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {});
if (made.kind === "wrong") {
  console.error(`${made.complaints.join("\n")}\n\n${HELP}`);
  process.exit(1);
}
mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
writeFileSync(path, `${JSON.stringify(made.settings, null, 2)}\n`, { mode: 0o600 });
chmodSync(path, 0o600);
console.log(`Written: ${relative(process.cwd(), path)} (keep a copy where your passwords are)

Next (the queues once, the last line at every update):

${commandsOf(region)
  .map((command) => `  ${command}`)
  .join("\n")}`);

function readArguments() {
  const text = { type: "string" };
  const options = { url: text, team: text, audience: text, owners: text, help: { type: "boolean" } };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(1);
  }
}
