// `npm run sim`: installs and runs the deterministic simulation of packages/sim with the given arguments.
// It adds nothing to them: what the simulation can do is written there (--help).

import { join } from "node:path";
import { runInstalled } from "./lib/run-installed.mjs";
import { ROOT } from "./lib/workspace.mjs";

await runInstalled([process.execPath, join(ROOT, "packages/sim/src/cli.ts"), ...process.argv.slice(2)]);
