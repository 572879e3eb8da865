// `npm test`: installs, lints, checks, builds and runs every test, the browser's included. It skips nothing:
// what is missing or broken is a failure, and the last line tells the true totals.

import { INSTALL_ADVICE, install } from "./lib/install.mjs";
import { whenParentIsGone } from "./lib/parent.mjs";
import { onStopSignal, runProcess, stopAllProcesses } from "./lib/processes.mjs";
import { createSteps, indented } from "./lib/steps.mjs";
import { ROOT, workspacePackages } from "./lib/workspace.mjs";
import { CHECKS, TEST_COMMAND } from "./suite/checks.mjs";
import { forgetResults, readResult, summary } from "./suite/results.mjs";

const SHOWN_LINES = 120;
const SHOWN_REASONS = 20;
// turbo hands a signal on to suites that have browsers and Workers to stop.
const GRACE_MS = 12_000;

const { step, say } = createSteps();
const isGood = (result) => result.code === 0;

async function main() {
  onStopSignal(async () => {
    say("\nStopping …");
    await stopAllProcesses(GRACE_MS);
  }, whenParentIsGone);

  const rows = [];
  const installed = await step("Install the packages", install, isGood);
  if (isGood(installed)) {
    for (const check of CHECKS) rows.push(await runCheck(check));
    rows.push(...(await runSuites()));
  } else {
    say(`${indented(installed.lines)}\n\n${INSTALL_ADVICE}`);
    rows.push({ name: "install", passed: 0, failed: 1 });
  }
  say(`\n${summary(rows)}`);
  process.exitCode = rows.some((row) => row.failed > 0) ? 1 : 0;
}

async function runCheck({ name, title, command, advice }) {
  const result = await step(title, () => runProcess(title, command, { cwd: ROOT }), isGood);
  if (isGood(result)) return { name, passed: 1, failed: 0 };
  say(`${indented(result.lines, SHOWN_LINES)}\n\n  ${title} failed. ${advice}.\n`);
  return { name, passed: 0, failed: 1 };
}

async function runSuites() {
  const packages = workspacePackages().filter(({ manifest }) => manifest.scripts?.test !== undefined);
  forgetResults(packages);
  const result = await step(
    `Tests of ${packages.length} packages`,
    (note) =>
      runProcess("the tests", TEST_COMMAND, {
        cwd: ROOT,
        env: { CI: "true" },
        onLine: (line) => {
          if (process.stdout.isTTY) note(line.trim());
          else say(`  ${line}`);
        },
      }),
    isGood,
  );
  const rows = packages.map(readResult);
  if (!isGood(result) && process.stdout.isTTY) say(indented(result.lines, SHOWN_LINES));
  for (const { name, reasons } of rows) {
    for (const reason of reasons.slice(0, SHOWN_REASONS)) say(`  ✗ ${name}: ${reason}`);
  }
  // A suite can fail after its report was written, for instance when it does not let go of a process.
  if (!isGood(result) && rows.every((row) => row.failed === 0))
    rows.push({ name: "turbo", passed: 0, failed: 1 });
  return rows;
}

main().catch(async (error) => {
  console.error(error.stack ?? String(error));
  await stopAllProcesses();
  console.log("0 passed, 1 failed");
  process.exit(1);
});
