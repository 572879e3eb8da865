// `npm run bench:wall`: installs, builds the wall and measures what it costs a slow television, with the given arguments.
// No part of `npm test`: times depend on the machine.

import { join } from "node:path";
import { runInstalled } from "./lib/run-installed.mjs";
import { ROOT } from "./lib/workspace.mjs";

await runInstalled([process.execPath, join(ROOT, "apps/wallboard/bench/main.ts"), ...process.argv.slice(2)], {
  build: ["@callboard/wallboard"],
});
