/**
 * `npm run sim -- --seeds 2000`: runs seeds and prints what came of them. Ends with 1 if anything was violated, if a
 * fault never struck in a run that is long enough for all of them, or if a planted bug went unseen.
 */
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { BUGS, type PlantedBug } from "./bugs.ts";
import { huntAll, runCampaign } from "./campaign.ts";
import { planOf } from "./plan.ts";
import { campaignLines, failureLines, huntLines, seedLines } from "./print.ts";
import { runSeed } from "./run.ts";

const HELP = `npm run sim -- [options]
  --seeds <n>    how many seeds to run (200)
  --from <n>     the first of them (0)
  --seed <n>     runs one seed twice and tells all about it
  --bug <name>   plants a bug: ${BUGS.map(({ name }) => name).join(", ")}
  --strict       judges what is known to be unlabelled too (README, "Known")
  --no-hunt      leaves the hunt for planted bugs out`;

const HUNT_SEEDS = 200;
const PROGRESS_EVERY = 100;

const say = (lines: readonly string[]): void => {
  process.stdout.write(`${lines.join("\n")}\n`);
};

/** Which code was run; a copy without its history cannot tell. */
function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], {
      cwd: import.meta.dirname,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown";
  }
}

class UsageError extends Error {}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new UsageError(`--${name} wants a whole number, not ${text}`);
  return value;
}

function bugOf(name: string | undefined): PlantedBug | null {
  if (name === undefined) return null;
  const bug = BUGS.find((one) => one.name === name);
  if (bug === undefined) throw new UsageError(`there is no planted bug called ${name}`);
  return bug;
}

function replay(seed: number, bug: PlantedBug | null, isStrict: boolean): boolean {
  const options = { ...(bug === null ? {} : { bug }), isStrict };
  const first = runSeed(seed, options);
  const second = runSeed(seed, options);
  say(seedLines(planOf(seed), first));
  const isSame = first.digest === second.digest;
  if (!isSame) say([`NOT REPEATABLE: the second run's digest is ${second.digest}`]);
  return first.violationCount === 0 && isSame;
}

function campaign(from: number, seeds: number, bug: PlantedBug | null, isStrict: boolean): boolean {
  const begun = performance.now();
  const report = runCampaign({
    from,
    seeds,
    isStrict,
    ...(bug === null ? {} : { bug }),
    onSeed: ({ seed }) => {
      const done = seed - from + 1;
      if (done % PROGRESS_EVERY === 0 && done < seeds) process.stderr.write(`${done} of ${seeds} seeds\n`);
    },
  });
  say([`commit           ${commit()}`, ...campaignLines(report, performance.now() - begun)]);
  say(failureLines(report, bug?.name ?? null));
  return report.violationCount === 0 && report.silentFaults.length === 0;
}

function huntForAll(from: number): boolean {
  const hunts = huntAll(from, HUNT_SEEDS);
  say(huntLines(hunts));
  return hunts.every(({ caught }) => caught !== null);
}

function main(): boolean {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "200" },
      from: { type: "string", default: "0" },
      seed: { type: "string" },
      bug: { type: "string" },
      strict: { type: "boolean", default: false },
      "no-hunt": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    say([HELP]);
    return true;
  }
  const bug = bugOf(values.bug);
  if (values.seed !== undefined) return replay(wholeNumber("seed", values.seed), bug, values.strict);
  const from = wholeNumber("from", values.from);
  const isRight = campaign(from, wholeNumber("seeds", values.seeds), bug, values.strict);
  return bug !== null || values["no-hunt"] ? isRight : huntForAll(from) && isRight;
}

try {
  process.exitCode = main() ? 0 : 1;
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof TypeError && "code" in error);
  if (!isUsage) throw error;
  process.stderr.write(`${error.message}\n${HELP}\n`);
  process.exitCode = 2;
}
