// Runs rule tests and prints what came of them; ends with 1 where one failed, or where there was none to run.

import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "../lib/workspace.mjs";
import { runFile } from "./run-file.mjs";

const SHIPPED = "rules/tests/*.yaml";

const given = process.argv.slice(2);
const files =
  given.length > 0
    ? given
    : globSync(SHIPPED, { cwd: ROOT })
        .sort()
        .map((file) => join(ROOT, file));
let passed = 0;
let failed = 0;
for (const file of files) {
  for (const { name, failures } of runFile(textOf(file))) {
    if (failures.length === 0) {
      passed += 1;
      continue;
    }
    failed += 1;
    console.error(`\n✗ ${relative(process.cwd(), file)} › ${name}`);
    for (const failure of failures) console.error(failure.replace(/^/gm, "    "));
  }
}
console.log(`${failed > 0 ? "\n" : ""}${files.length} files, ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** A file that cannot be read is a test that failed, and says so by its name. */
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return { unreadable: `cannot be read: ${error.code ?? error.message}` };
  }
}
