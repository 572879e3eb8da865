// The options of `npm start`: which there are, what they mean, and one clear sentence for each wrong one.
// It decides nothing else and starts nothing.

import { parseArgs } from "node:util";

const TEXTS = [
  ["port", "8787", "port of the wallboard, on 127.0.0.1"],
  ["simulator-port", "8788", "port of the simulated contact centre"],
  ["agents", "500", "how many agents the simulated centre has"],
  ["queues", "30", "how many queues it has"],
  ["seed", "7", "the same seed gives the same centre"],
  ["speed", "1", "how many times busier than real life the floor is; the calendar stays real"],
  ["expires-in", "3600", "life of the simulator's tokens in seconds, to watch a renewal"],
  ["scenario", "", "a file of faults to play at given times (examples: apps/simulator/scenarios)"],
  [
    "zone",
    "",
    "IANA zone of the site; otherwise one where it is mid-morning now, or this machine's with --upstream",
  ],
  [
    "site",
    "",
    "a JSON file with the site's name, statusCodes, queueGoal and queueGoals (apps/worker/README.md)",
  ],
  ["upstream", "", "start no simulator; connect to this server that speaks the guide's API"],
  ["client-id", "", "with --upstream: the credentials' id"],
  [
    "client-secret",
    "",
    "with --upstream: the secret; or set CALLBOARD_CLIENT_SECRET, which no process list shows",
  ],
];
const FLAGS = [
  ["fresh", "forget the floor that an earlier run kept, before starting"],
  ["help", "print this"],
];
const SIMULATOR_ONLY = ["simulator-port", "agents", "queues", "seed", "speed", "expires-in", "scenario"];
const UPSTREAM_ONLY = ["client-id", "client-secret"];

/** What the product and the simulator are known to carry; beyond it a number is more likely a slip. */
const RANGES = {
  port: [1, 65_535],
  "simulator-port": [1, 65_535],
  agents: [1, 10_000],
  queues: [1, 1_000],
  seed: [0, 4_294_967_295],
  speed: [0.1, 100],
  "expires-in": [5, 86_400],
};
const FRACTIONS = new Set(["speed"]);

export const HELP = [
  "npm start -- [options]      a live wallboard, and a simulated contact centre that feeds it",
  "",
  ...TEXTS.map(([name, value, text]) => `  --${name.padEnd(15)} ${text}${value === "" ? "" : ` (${value})`}`),
  ...FLAGS.map(([name, text]) => `  --${name.padEnd(15)} ${text}`),
  "",
  "  npm start -- --agents 2000 --queues 100 --seed 7 --speed 10 --port 8787",
  "  npm start -- --upstream http://127.0.0.1:9100 --client-id … --client-secret …",
].join("\n");

/**
 * @param {string[]} args what follows `npm start --`
 * @param {{ CALLBOARD_CLIENT_SECRET?: string }} env
 * @returns {{ kind: "help" } | { kind: "wrong", complaints: string[] } | { kind: "options", options: object }}
 */
export function readOptions(args, env) {
  const { values, complaints } = parse(args);
  if (values.help) return { kind: "help" };
  const isUpstream = values.upstream !== undefined;
  const secret = values["client-secret"] ?? (env.CALLBOARD_CLIENT_SECRET || undefined);

  for (const name of isUpstream ? SIMULATOR_ONLY : UPSTREAM_ONLY) {
    if (values[name] === undefined) continue;
    complaints.push(
      isUpstream
        ? `--${name} is for the simulator, and --upstream starts none`
        : `--${name} needs --upstream`,
    );
  }
  const numbers = {};
  for (const name of Object.keys(RANGES)) numbers[name] = readNumber(name, values[name], complaints);
  if (!isUpstream && numbers.port === numbers["simulator-port"]) {
    complaints.push("--port and --simulator-port must differ");
  }
  if (values.zone !== undefined && !isZone(values.zone)) {
    complaints.push(`--zone ${values.zone} is not an IANA zone such as Europe/Berlin`);
  }
  const origin = isUpstream ? readOrigin(values.upstream, complaints) : undefined;
  if (isUpstream && values["client-id"] === undefined) complaints.push("--upstream needs --client-id");
  if (isUpstream && secret === undefined) {
    complaints.push("--upstream needs --client-secret, or CALLBOARD_CLIENT_SECRET in the environment");
  }
  if (complaints.length > 0) return { kind: "wrong", complaints };

  return {
    kind: "options",
    options: {
      port: numbers.port,
      simulatorPort: numbers["simulator-port"],
      agents: numbers.agents,
      queues: numbers.queues,
      seed: numbers.seed,
      speed: numbers.speed,
      expiresInSeconds: numbers["expires-in"],
      scenario: values.scenario,
      zone: values.zone,
      site: values.site,
      isFresh: values.fresh === true,
      upstream: isUpstream ? { origin, clientId: values["client-id"], clientSecret: secret } : undefined,
    },
  };
}

function parse(args) {
  const known = Object.fromEntries([
    ...TEXTS.map(([name]) => [name, { type: "string" }]),
    ...FLAGS.map(([name]) => [name, { type: "boolean" }]),
  ]);
  const complaints = [];
  const values = {};
  // Not strict: parseArgs would stop at the first wrong word, and a person wants to hear of all of them.
  const { tokens } = parseArgs({ args, options: known, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind === "positional") complaints.push(`"${token.value}" is not an option`);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (option === undefined) complaints.push(`${token.rawName} is not an option`);
    else if (option.type === "boolean") values[token.name] = true;
    else if (!token.value || token.value.startsWith("--")) complaints.push(`--${token.name} needs a value`);
    else values[token.name] = token.value;
  }
  return { values, complaints };
}

function readNumber(name, text, complaints) {
  const given = text ?? TEXTS.find(([known]) => known === name)[1];
  const value = Number(given);
  const [least, most] = RANGES[name];
  const isWhole = Number.isInteger(value) || FRACTIONS.has(name);
  if (given.trim() === "" || !(value >= least && value <= most) || !isWhole) {
    const kind = FRACTIONS.has(name) ? "number" : "whole number";
    complaints.push(`--${name} must be a ${kind} from ${least} to ${most}, not "${given}"`);
  }
  return value;
}

function readOrigin(text, complaints) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin =
    url !== undefined &&
    (url.protocol === "http:" || url.protocol === "https:") &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "" &&
    url.username === "" &&
    url.password === "";
  if (!isOrigin) complaints.push(`--upstream must be an origin such as http://127.0.0.1:9100, not "${text}"`);
  return url?.origin;
}

function isZone(zone) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
