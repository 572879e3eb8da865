// The command lines of the parts that `npm start` runs, and the text that says what is running. It starts
// nothing itself.

import { join } from "node:path";
import { ROOT } from "../lib/workspace.mjs";

/** The simulator's own options; `auto` lets it choose a zone where the floor is busy now. */
export function simulatorArguments(options) {
  return [
    ...["--port", String(options.simulatorPort)],
    ...["--agents", String(options.agents)],
    ...["--queues", String(options.queues)],
    ...["--seed", String(options.seed)],
    ...["--speed", String(options.speed)],
    ...["--expires-in", String(options.expiresInSeconds)],
    ...["--zone", options.zone ?? "auto"],
    ...(options.scenario === undefined ? [] : ["--scenario", options.scenario]),
  ];
}

/** wrangler's own program, without a shell or pnpm between: a signal reaches it directly. */
export function workerCommand(port, stateDirectory, envFile) {
  return [
    process.execPath,
    join(ROOT, "apps/worker/node_modules/wrangler/bin/wrangler.js"),
    "dev",
    ...["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
    ...["--persist-to", stateDirectory],
    ...["--env-file", envFile],
    ...["--log-level", "warn"],
    "--show-interactive-dev-session=false",
  ];
}

/** What a person reads when everything runs. */
export function runningText({ wall, options, zone, feed }) {
  const simulator = `http://127.0.0.1:${options.simulatorPort}`;
  const state = feed?.state ?? "no answer";
  const advice = feed?.advice ? `\n               ${feed.advice}` : "";
  const lines = ["", `  Wall         ${wall}`, `  Supervisors  ${wall}/floor/demo`, ""];
  if (options.upstream === undefined) {
    lines.push(
      `  Simulator    ${simulator}  (faults can be switched on here)`,
      `               ${options.agents} agents, ${options.queues} queues, seed ${options.seed}, speed ${options.speed}, ${zone}`,
    );
  } else {
    lines.push(`  Upstream     ${options.upstream.origin} as ${options.upstream.clientId}, ${zone}`);
  }
  lines.push(
    `  Feed         ${state}${advice}`,
    `  Status       ${wall}/api/tenants/demo/status`,
    "",
    "  Ctrl-C stops everything.",
    "",
  );
  return lines.join("\n");
}
