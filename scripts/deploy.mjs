// `npm run deploy -- <region> [wrangler's own options]`: installs, builds the wall, and runs `wrangler deploy --env <region>` with the
// region's settings. `npm run wrangler -- …` runs any other command of wrangler where its configuration is.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInstalled } from "./lib/run-installed.mjs";
import { ROOT } from "./lib/workspace.mjs";
import { deployArguments, REGIONS, settingsPath } from "./region/settings.mjs";

const WORKER = join(ROOT, "apps/worker");
// Its own option for the folder would make it refuse `<command> --help`.
const WRANGLER = [process.execPath, join(WORKER, "node_modules/wrangler/bin/wrangler.js")];

const [what, ...rest] = process.argv.slice(2);
if (what === "wrangler") await runInstalled([...WRANGLER, ...rest], { cwd: WORKER });
else await deploy(rest);

async function deploy([region, ...options]) {
  if (!REGIONS.includes(region)) end(`npm run deploy -- <${REGIONS.join("|")}> [--dry-run]`);
  const path = settingsPath(ROOT, region);
  if (!existsSync(path))
    end(`There are no settings for "${region}" yet. Make them first: npm run region -- ${region} --help`);
  const { CALLBOARD_URL } = JSON.parse(readFileSync(path, "utf8"));
  await runInstalled([...WRANGLER, ...deployArguments(region, path, CALLBOARD_URL), ...options], {
    build: ["@callboard/wallboard"],
    cwd: WORKER,
  });
}

function end(sentence) {
  console.error(sentence);
  process.exit(1);
}
