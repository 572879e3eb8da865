// `npm start`: installs, builds, starts a simulated contact centre and the Worker, and says what is running.
// It must never leave a process behind, however it ends.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { INSTALL_ADVICE, install } from "./lib/install.mjs";
import { whenParentIsGone } from "./lib/parent.mjs";
import { portComplaints } from "./lib/ports.mjs";
import { onStopSignal, runProcess, startProcess, stopAllProcesses } from "./lib/processes.mjs";
import { createSteps, indented } from "./lib/steps.mjs";
import { ROOT, toolPath } from "./lib/workspace.mjs";
import { DEMO_STATUS_CODES } from "./start/demo-codes.mjs";
import { giveDemoSites } from "./start/demo-sites.mjs";
import { prepareFloorState } from "./start/floor-state.mjs";
import { HELP, readOptions } from "./start/options.mjs";
import { runningText, simulatorArguments, workerCommand } from "./start/parts.mjs";
import { readSiteFile } from "./start/site-file.mjs";
import { askJson, askUntil, feedOf, zoneOf } from "./start/status.mjs";
import { TENANT, writeEnvFile } from "./start/tenants.mjs";

const HOST = "127.0.0.1";
const OWN_FOLDER = join(ROOT, ".callboard");
const SIMULATOR_STARTS_MS = 30_000;
const WORKER_STARTS_MS = 60_000;
const FEED_LIVE_MS = 60_000;
const LOOK_AT_FEED_MS = 5_000;
const BUILT = ["--filter=@callboard/wallboard", "--filter=@callboard/simulator"];

const { step, say } = createSteps();
let isEnding = false;

class StartFailure extends Error {}

async function main() {
  const read = readOptions(process.argv.slice(2), process.env);
  if (read.kind === "help") return say(HELP);
  if (read.kind === "wrong") {
    throw new StartFailure(`${read.complaints.join("\n")}\n\n${HELP}`);
  }
  const { options } = read;
  if (options.scenario !== undefined && !existsSync(resolve(ROOT, options.scenario))) {
    throw new StartFailure(`--scenario ${options.scenario}: there is no such file.`);
  }
  const site = siteOf(options);
  await lookAtPorts(options);
  onStopSignal(async () => {
    isEnding = true;
    say("\nStopping …");
    await stopAllProcesses();
    say("Stopped.");
  }, whenParentIsGone);

  say("Callboard");
  await installAndBuild();
  const source =
    options.upstream === undefined ? await startSimulator(options, site) : upstreamSource(options, site);
  const wall = `http://${HOST}:${options.port}`;
  await startWorker(options, source);
  const tenantUrl = `${wall}/api/tenants/${TENANT}`;
  const feed = await waitForFeed(`${tenantUrl}/status`, options);
  if (options.upstream === undefined) await giveDemoSites(tenantUrl);
  say(runningText({ wall, options, zone: source.tenant.zone, feed }));
  tellFeedChanges(`${tenantUrl}/status`, feed?.state);
}

/** The site's own settings: from the file, or those that make sense of the simulated centre's status codes. */
function siteOf({ site: path, upstream }) {
  const usual = upstream === undefined ? { statusCodes: DEMO_STATUS_CODES } : {};
  if (path === undefined) return usual;
  const read = readSiteFile(path);
  if (read.kind === "wrong") throw new StartFailure(read.complaint);
  return { ...usual, ...read.site };
}

async function lookAtPorts({ port, simulatorPort, upstream }) {
  const wanted = [{ port, option: "--port", whatFor: "the wallboard" }];
  if (upstream === undefined) {
    wanted.push({ port: simulatorPort, option: "--simulator-port", whatFor: "the simulator" });
  }
  const complaints = await portComplaints(wanted);
  if (complaints.length > 0) throw new StartFailure(complaints.join("\n"));
}

async function installAndBuild() {
  const isGood = (result) => result.code === 0;
  const installed = await step("Install the packages", install, isGood);
  if (!isGood(installed)) throw new StartFailure(`${indented(installed.lines)}\n\n${INSTALL_ADVICE}`);
  const turbo = [toolPath("turbo"), "run", "build", ...BUILT, "--ui=stream", "--output-logs=errors-only"];
  const built = await step(
    "Build the wallboard and the simulator",
    () => runProcess("the build", turbo, { cwd: ROOT }),
    isGood,
  );
  if (!isGood(built)) throw new StartFailure(`${indented(built.lines)}\n\nThe build failed.`);
}

/** Starts the simulator and asks it which zone its centre lives in. */
async function startSimulator(options, site) {
  const origin = `http://${HOST}:${options.simulatorPort}`;
  const program = join(ROOT, "apps/simulator/dist/simulator.mjs");
  if (!existsSync(program)) throw new StartFailure(`${program} is missing although the build succeeded.`);
  const simulator = startProcess(
    "The simulator",
    [process.execPath, program, ...simulatorArguments(options)],
    {
      cwd: ROOT,
    },
  );
  diesAlone(simulator);
  const zone = await step(
    `Start the simulator: ${options.agents} agents, ${options.queues} queues, seed ${options.seed}`,
    () => askUntil(`${origin}/_control`, (control) => zoneOf(control, TENANT), SIMULATOR_STARTS_MS),
    (found) => found !== undefined,
  );
  if (zone === undefined) {
    throw new StartFailure(
      `The simulator did not answer at ${origin}/_control.\n${indented(simulator.lastLines(30))}`,
    );
  }
  return {
    tenant: { zone, origin, clientId: TENANT, clientSecret: "demo-secret", site },
    identity: { agents: options.agents, queues: options.queues, seed: options.seed, zone },
  };
}

function upstreamSource({ upstream, zone }, site) {
  const { origin, clientId, clientSecret } = upstream;
  const siteZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    tenant: { zone: siteZone, origin, clientId, clientSecret, site },
    identity: { upstream: origin, clientId, zone: siteZone },
  };
}

async function startWorker(options, source) {
  const state = prepareFloorState(OWN_FOLDER, options.port, source.identity, options.isFresh);
  if (state.outcome === "otherSource")
    say("  The floor of an earlier run came from elsewhere and is forgotten.");
  const envFile = writeEnvFile(OWN_FOLDER, options.port, source.tenant);
  let isUp = false;
  const worker = startProcess("The Worker", workerCommand(options.port, state.directory, envFile), {
    cwd: join(ROOT, "apps/worker"),
    // What wrangler says while it starts is for a failure's text only; later a line is the Worker's own warning.
    onLine: (line) => isUp && line.trim() !== "" && say(`  worker │ ${line}`),
  });
  diesAlone(worker);
  const api = `http://${HOST}:${options.port}/api`;
  const complaintsOf = (health) => (Array.isArray(health?.complaints) ? health.complaints : undefined);
  const complaints = await step(
    "Start the Worker",
    () => askUntil(`${api}/health`, complaintsOf, WORKER_STARTS_MS),
    (found) => found?.length === 0,
  );
  if (complaints === undefined) {
    throw new StartFailure(`The Worker did not answer at ${api}.\n${indented(worker.lastLines(30))}`);
  }
  if (complaints.length > 0)
    throw new StartFailure(`The Worker refuses the tenant:\n${indented(complaints)}`);
  isUp = true;
}

/** With the simulator the floor comes alive within seconds; another upstream may have reasons of its own. */
async function waitForFeed(url, { upstream }) {
  const lastWord = new Set(["live", "refused", "misconfigured"]);
  let latest;
  await step(
    `Wait for the floor from ${upstream === undefined ? "the simulator" : upstream.origin}`,
    (note) =>
      askUntil(
        url,
        (status) => {
          latest = feedOf(status) ?? latest;
          if (latest !== undefined) note(latest.state);
          return lastWord.has(latest?.state) ? latest : undefined;
        },
        upstream === undefined ? FEED_LIVE_MS : FEED_LIVE_MS / 3,
      ),
    (feed) => feed?.state === "live",
  );
  return latest;
}

/** One line when the feed changes, so that the terminal tells the same truth as the wall. */
async function tellFeedChanges(url, before) {
  let known = before;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AT_FEED_MS));
    const feed = feedOf(await askJson(url));
    if (isEnding || feed === undefined || feed.state === known) continue;
    known = feed.state;
    say(
      `  ${new Date().toLocaleTimeString("en-GB")} feed: ${feed.state}${feed.advice === "" ? "" : ` (${feed.advice})`}`,
    );
  }
}

/** A part that ends by itself takes the others with it: half a Callboard would only puzzle people. */
async function diesAlone(part) {
  const { code, signal } = await part.exited;
  if (isEnding) return;
  await fail(
    `${part.name} ended (${signal ?? `code ${code}`}). Its last lines:\n${indented(part.lastLines(30))}`,
  );
}

async function fail(message) {
  if (isEnding) return;
  isEnding = true;
  console.error(`\n${message}`);
  await stopAllProcesses();
  process.exit(1);
}

main().catch((error) => fail(error instanceof StartFailure ? error.message : (error.stack ?? String(error))));
