// Writes the tables of docs/rules.md from the code: `node scripts/with-tools.mjs node scripts/rules-docs.mjs`. A test fails where
// they differ.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./lib/workspace.mjs";
import { withTables } from "./rules-test/tables.mjs";

const path = join(ROOT, "docs/rules.md");
writeFileSync(path, withTables(readFileSync(path, "utf8")));
