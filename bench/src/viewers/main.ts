/**
 * `npm run bench:viewers`: a thousand screens and five thousand in front of one floor, with relays and with the desk's object alone, in
 * the same run. Prints one Markdown table on stdout and its progress on stderr. Whatever it starts ends with it.
 */
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { endsWithBench, runToEnd, say } from "../ending.ts";
import { startChild } from "../remote/child.ts";
import type { ScreensCalls } from "../remote/parts.ts";
import { bundle, startRuntime } from "../runtime/runtime.ts";
import type { UpstreamProcess } from "../upstream/upstream.ts";
import { complaintOfFiles } from "./files.ts";
import { measureViewers, type ViewersResult } from "./measure.ts";
import { reportViewers } from "./report.ts";
import { bundleOf, type Variant } from "./variants.ts";

/** The children's roles are the bench's own. */
const PROGRAM = fileURLToPath(new URL("../main.ts", import.meta.url));
const SIZES = [1_000, 5_000];
const VIEWERS_MAX = 9_000;
/** A calm floor: five thousand screens at full frame rate are more than one reading process can take. */
const FLOOR = { agents: 500, queues: 30, eventsPerSecond: 4 };
const LIVE_MS = 10_000;

const HELP = `npm run bench:viewers [-- options]

  --viewers <n>     one number of screens only, 1 to ${VIEWERS_MAX}: it may be given several times
  --events <n>      events a second of the floor instead of ${FLOOR.eventsPerSecond}`;

interface Plan {
  readonly sizes: readonly number[];
  readonly eventsPerSecond: number;
}

/** A sentence where the command line is wrong, or only help was asked for. */
function planOf(args: readonly string[]): Plan | string {
  const sizes: number[] = [];
  let { eventsPerSecond } = FLOOR;
  for (let at = 0; at < args.length; at += 2) {
    const value = Number(args[at + 1]);
    const isCount = Number.isInteger(value) && value >= 1;
    if (args[at] === "--viewers" && isCount && value <= VIEWERS_MAX) sizes.push(value);
    else if (args[at] === "--events" && isCount && value <= 500) eventsPerSecond = value;
    else return HELP;
  }
  return { sizes: sizes.length === 0 ? SIZES : sizes, eventsPerSecond };
}

async function run({ sizes, eventsPerSecond }: Plan): Promise<void> {
  const upstream = endsWithBench(startChild<UpstreamProcess>(PROGRAM, "upstream"));
  const screens = endsWithBench(startChild<ScreensCalls>(PROGRAM, "screens"));
  say("building the Worker");
  const bundles = await bundle(`http://127.0.0.1:${await upstream.calls.port()}`);
  const results: ViewersResult[] = [];
  for (const viewers of sizes) {
    for (const variant of ["alone", "relays"] as const satisfies readonly Variant[]) {
      say(`${viewers} screens, ${variant === "alone" ? "one object alone" : "with relays"}`);
      await upstream.calls.open({ ...FLOOR, eventsPerSecond });
      const runtime = endsWithBench(await startRuntime("desk", bundleOf(bundles, variant)));
      const parts = { upstream: upstream.calls, screens: screens.calls, runtime };
      const options = { agents: FLOOR.agents, liveMs: LIVE_MS };
      results.push(await measureViewers(parts, variant, viewers, options));
      await runtime.stop();
    }
  }
  const cores = cpus();
  console.log(
    reportViewers(
      results,
      `${FLOOR.agents} agents, ${eventsPerSecond} events/s, ${LIVE_MS / 1_000} s each; ${cores.length} cores (${cores[0]?.model ?? "unknown"}), which the screens share; Node ${process.version}. In local workerd all objects of a Worker take turns in one isolate.`,
    ),
  );
}

function begin(): void {
  const plan = planOf(process.argv.slice(2));
  const complaint = typeof plan === "string" ? plan : complaintOfFiles(Math.max(...plan.sizes));
  if (typeof plan === "string" || complaint !== null) {
    console.error(complaint);
    process.exitCode = 1;
    return;
  }
  runToEnd(() => run(plan));
}

begin();
