/**
 * `npm run bench`: the whole product beside a bare relay, in the same run and the same runtime. Prints Markdown tables
 * on stdout and its progress on stderr. Whatever it starts ends with it.
 */
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { clockGapMs } from "./clock.ts";
import { endsWithBench, runToEnd, say } from "./ending.ts";
import { measureInside } from "./inside/inside.ts";
import { RULES_FLAGS, type RulesProcess, runRules } from "./inside/rules-process.ts";
import { measureSize, type SizeResult } from "./measure/size.ts";
import { HELP, type Plan, readOptions } from "./options.ts";
import { runReceiver } from "./receiver/receiver.ts";
import { type Child, startChild } from "./remote/child.ts";
import type { ReceiverCalls, ScreensCalls } from "./remote/parts.ts";
import { report } from "./report/report.ts";
import { type Bundles, bundle, type Runtime, startRuntime } from "./runtime/runtime.ts";
import { runScreens } from "./screens/screens.ts";
import { runUpstream, type UpstreamProcess } from "./upstream/upstream.ts";

const PROGRAM = fileURLToPath(import.meta.url);
const CLOCK_GAP_MAX_MS = 5;
/** A minute of a floor is long enough for every kind of rule to fire. */
const RULES_FLOOR = { agents: 2_000, queues: 100, eventsPerSecond: 500, seconds: 60 };

async function main(plan: Plan): Promise<void> {
  const startedAt = performance.now();
  const loadBefore = loadavg()[0] ?? 0;
  say("building both Workers");
  const upstream = endsWithBench(startChild<UpstreamProcess>(PROGRAM, "upstream"));
  const screens = endsWithBench(startChild<ScreensCalls>(PROGRAM, "screens"));
  const receiver = endsWithBench(startChild<ReceiverCalls>(PROGRAM, "receiver"));
  const gapMs = await checkClocks(upstream, screens, receiver);
  const bundles = await bundle(`http://127.0.0.1:${await upstream.calls.port()}`);
  const sizes: SizeResult[] = [];
  for (const size of plan.sizes) {
    say(`${size.agents} agents: starting the centre, the desk and the relay`);
    sizes.push(await runSize({ upstream, screens, receiver }, bundles, size, plan));
  }
  say("the desk's parts, in this process");
  const inside = await measureInside();
  say("rules, in a process of their own");
  const { rules, alertDesk } = await measureRules();
  const seconds = (performance.now() - startedAt) / 1_000;
  const machine = {
    cores: cpus().length,
    model: cpus()[0]?.model ?? "unknown",
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
    node: process.version,
  };
  console.log(report({ plan, sizes, inside, rules, alertDesk, gapMs, seconds, machine }));
}

async function measureRules(): ReturnType<RulesProcess["measure"]> {
  const child = endsWithBench(startChild<RulesProcess>(PROGRAM, "rules", RULES_FLAGS));
  const result = await child.calls.measure(RULES_FLOOR);
  await child.stop();
  return result;
}

interface Processes {
  readonly upstream: Child<UpstreamProcess>;
  readonly screens: Child<ScreensCalls>;
  readonly receiver: Child<ReceiverCalls>;
}

async function runSize(
  { upstream, screens, receiver }: Processes,
  bundles: Bundles,
  size: Plan["sizes"][number],
  plan: Plan,
): Promise<SizeResult> {
  await upstream.calls.open({ ...size, eventsPerSecond: plan.eventsPerSecond });
  const begin = async (subject: "desk" | "relay"): Promise<Runtime> =>
    endsWithBench(await startRuntime(subject, bundles));
  const runtimes = { desk: await begin("desk"), relay: await begin("relay") };
  await assertCompiled(runtimes.desk);
  try {
    const calls = { upstream: upstream.calls, screens: screens.calls, receiver: receiver.calls };
    return await measureSize({ ...calls, runtimes }, size, plan, say);
  } finally {
    await Promise.all([runtimes.desk.stop(), runtimes.relay.stop()]);
  }
}

/** A Worker that reads its messages on zod's slow path would be measured for something else. */
async function assertCompiled(runtime: Runtime): Promise<void> {
  const health = (await (await fetch(`${runtime.origin}/api/health`)).json()) as {
    interpretedContracts?: string[];
  };
  if (health.interpretedContracts?.length !== 0)
    throw new Error(`contracts not compiled: ${JSON.stringify(health)}`);
}

async function checkClocks(...children: { calls: { clock(): Promise<number> } }[]): Promise<number> {
  const gaps = await Promise.all(children.map(({ calls }) => clockGapMs(() => calls.clock())));
  const gapMs = Math.max(...gaps);
  if (gapMs > CLOCK_GAP_MAX_MS) throw new Error(`the processes' clocks may be ${gapMs.toFixed(1)} ms apart`);
  return gapMs;
}

function begin(): void {
  const read = readOptions(process.argv.slice(2));
  if (read.kind === "help") {
    console.log(HELP);
    return;
  }
  if (read.kind === "wrong") {
    console.error(`${read.complaint}\n\n${HELP}`);
    process.exitCode = 1;
    return;
  }
  runToEnd(() => main(read.plan));
}

switch (process.argv[2]) {
  case "upstream":
    await runUpstream();
    break;
  case "screens":
    await runScreens();
    break;
  case "receiver":
    await runReceiver();
    break;
  case "rules":
    runRules();
    break;
  default:
    begin();
}
