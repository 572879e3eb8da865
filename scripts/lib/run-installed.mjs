// Installs, builds if asked to, and then lets one program talk to the terminal until it ends. Ends this
// process with the program's own code.

import { INSTALL_ADVICE, install } from "./install.mjs";
import { whenParentIsGone } from "./parent.mjs";
import { onStopSignal, runProcess, stopAllProcesses } from "./processes.mjs";
import { createSteps, indented } from "./steps.mjs";
import { ROOT, toolPath } from "./workspace.mjs";

/**
 * @param {string[]} command
 * @param {{ build?: string[], cwd?: string }} [options] names of packages to build first, and the folder that the program runs in
 */
export async function runInstalled(command, { build = [], cwd = ROOT } = {}) {
  onStopSignal(() => stopAllProcesses(), whenParentIsGone);
  const { step } = createSteps(process.stderr);
  const isGood = (result) => result.code === 0;
  const end = (result, advice) => {
    console.error(`${indented(result.lines)}\n\n${advice}`);
    process.exit(1);
  };
  const installed = await step("Install the packages", install, isGood);
  if (!isGood(installed)) end(installed, INSTALL_ADVICE);
  if (build.length > 0) {
    const filters = build.map((name) => `--filter=${name}`);
    const turbo = [toolPath("turbo"), "run", "build", ...filters, "--ui=stream", "--output-logs=errors-only"];
    const built = await step("Build", () => runProcess("the build", turbo, { cwd: ROOT }), isGood);
    if (!isGood(built)) end(built, "The build failed.");
  }
  const { code } = await runProcess(command.at(-1), command, { cwd, inherit: true });
  process.exitCode = code;
}
