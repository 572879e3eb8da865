// `npm run bench:viewers`: installs, builds and measures many screens at relays beside one object alone, with the given
// arguments. No part of `npm test`: times depend on the machine.

import { join } from "node:path";
import { runInstalled } from "./lib/run-installed.mjs";
import { ROOT } from "./lib/workspace.mjs";

await runInstalled([process.execPath, join(ROOT, "bench/src/viewers/main.ts"), ...process.argv.slice(2)], {
  build: ["@callboard/wallboard"],
});
