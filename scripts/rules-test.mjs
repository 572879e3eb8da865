// `npm run rules:test [-- files…]`: installs, and runs the rule tests of rules/tests (or the given files). What a test file
// looks like is in docs/rules.md.

import { join } from "node:path";
import { runInstalled } from "./lib/run-installed.mjs";
import { ROOT } from "./lib/workspace.mjs";

await runInstalled([process.execPath, join(ROOT, "scripts/rules-test/cli.mjs"), ...process.argv.slice(2)]);
