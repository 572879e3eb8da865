/** The command line: options in, a running simulator and one line about it out. */

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { explain, type SimulatorOptions } from "./options.ts";
import { startSimulator } from "./simulator.ts";

const USAGE = `Usage: node dist/simulator.mjs [options]
  --port 8788            port to listen on (0 = any free one)
  --host 127.0.0.1       address to listen on
  --agents 500           agents of each tenant
  --queues 30            queues of each tenant
  --seed 7               the same seed gives the same centre
  --speed 1              activity this many times faster; the calendar stays real
  --zone auto            IANA zone, or auto: where it is mid-morning now
  --expires-in 3600      seconds until a token expires
  --tenants demo,other   tenants; each signs in as <tenant> / <tenant>-secret
  --client id:secret:tenant[:scopes]   one more client (repeatable); scopes with + between
  --scenario file.json   faults played at given times
  --events-per-second 0  extra state changes of puppet agents, for benches
  --hostile-names        sprinkle hostile strings over names
  --help`;

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new TypeError(`--${name} must be a number, not "${text}"`);
  return value;
}

type ExtraClient = NonNullable<SimulatorOptions["clients"]>[number];

function clientOf(text: string): ExtraClient {
  const [id, secret, tenant, scopes] = text.split(":");
  if (id === undefined || secret === undefined || tenant === undefined) {
    throw new TypeError(`--client must be id:secret:tenant[:scopes], not "${text}"`);
  }
  // Scopes hold colons themselves: everything after the third colon is theirs.
  const rest = text.split(":").slice(3).join(":");
  return { id, secret, tenant, ...(scopes === undefined ? {} : { scopes: rest.split("+") }) };
}

/** Reads a scenario file as far as being JSON steps with a time; the options' schema checks the rest. */
async function scenarioOf(file: string): Promise<NonNullable<SimulatorOptions["scenario"]>> {
  try {
    const steps = z.array(z.looseObject({ atSeconds: z.number(), tenant: z.string().optional() }));
    return steps.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? explain(error) : error instanceof Error ? error.message : String(error);
    throw new TypeError(`--scenario ${file}: ${reason}`);
  }
}

function readFlags() {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  return parseArgs({
    options: {
      port: { ...text, default: "8788" },
      host: text,
      agents: text,
      queues: text,
      seed: text,
      speed: text,
      zone: text,
      "expires-in": text,
      tenants: text,
      client: { type: "string", multiple: true },
      scenario: text,
      "events-per-second": text,
      "hostile-names": flag,
      help: flag,
    },
  }).values;
}

/** Leaves out what was not given, so that the schema's defaults hold. */
function given(flags: ReturnType<typeof readFlags>): SimulatorOptions {
  const all = {
    port: numberOf(flags.port, "port"),
    host: flags.host,
    agents: numberOf(flags.agents, "agents"),
    queues: numberOf(flags.queues, "queues"),
    seed: numberOf(flags.seed, "seed"),
    speed: numberOf(flags.speed, "speed"),
    zone: flags.zone,
    expiresInSeconds: numberOf(flags["expires-in"], "expires-in"),
    tenants: flags.tenants?.split(","),
    clients: flags.client?.map(clientOf),
    eventsPerSecond: numberOf(flags["events-per-second"], "events-per-second"),
    hostileNames: flags["hostile-names"],
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function explainFailure(error: unknown, port: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `port ${port} is taken; choose another with --port`;
  if (code === "EACCES") return `port ${port} may not be used by this user; choose another with --port`;
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  const flags = readFlags();
  if (flags.help) {
    console.log(USAGE);
    return;
  }
  try {
    const scenario = flags.scenario === undefined ? [] : await scenarioOf(flags.scenario);
    const simulator = await startSimulator({ ...given(flags), scenario });
    const names = [...simulator.tenants.keys()].join(", ");
    console.log(
      `CXone simulator listening on ${simulator.url} (tenants: ${names}; controls: ${simulator.url}/)`,
    );
    const stop = (): void => {
      void simulator.close().then(() => process.exit(0));
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  } catch (error) {
    console.error(`simulator: ${explainFailure(error, flags.port)}`);
    process.exitCode = 1;
  }
}

try {
  await main();
} catch (error) {
  console.error(`simulator: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}
