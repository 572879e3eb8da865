/** Many seeds in a row, added up: what struck, what was checked, what was found, and how long convergence took. It prints nothing itself. */
import { BUGS, type PlantedBug } from "./bugs.ts";
import type { Violation } from "./check/findings.ts";
import { FAULT_NAMES, type FaultName } from "./faults.ts";
import { type Healing, type Peaks, type RunOptions, runSeed, type SeedReport, type Totals } from "./run.ts";

/** From this many seeds on, a fault that never struck fails the run: it would prove nothing about it. */
const SEEDS_FOR_EVERY_FAULT = 200;

export interface HealingReport {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** The nearest that any tenant came to its bound, as a share of it. */
  readonly closestToBound: number;
}

export interface CampaignReport extends Totals {
  readonly seeds: number;
  /** The first violation of each seed that has one, with its seed. */
  readonly failures: readonly { readonly seed: number; readonly violation: Violation }[];
  readonly convergence: HealingReport;
  readonly alertConvergence: HealingReport;
  /** Faults that never struck, where there were seeds enough for each. */
  readonly silentFaults: readonly FaultName[];
}

export interface CampaignOptions extends RunOptions {
  readonly from: number;
  readonly seeds: number;
  readonly onSeed?: (report: SeedReport) => void;
}

export function runCampaign({ from, seeds, onSeed, ...options }: CampaignOptions): CampaignReport {
  const tally = new Tally();
  for (let seed = from; seed < from + seeds; seed += 1) {
    const report = runSeed(seed, options);
    tally.add(report);
    onSeed?.(report);
  }
  return tally.report(seeds);
}

export interface Hunt {
  readonly bug: PlantedBug;
  /** The first seed that caught it, and how; `null` where none did. */
  readonly caught: { readonly seed: number; readonly violation: Violation } | null;
}

/** Runs seeds with a planted bug until one of them catches it. */
export function hunt(bug: PlantedBug, from: number, seeds: number): Hunt {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const [violation] = runSeed(seed, { bug, isBrief: true }).violations;
    if (violation !== undefined) return { bug, caught: { seed, violation } };
  }
  return { bug, caught: null };
}

export const huntAll = (from: number, seeds: number): readonly Hunt[] =>
  BUGS.map((bug) => hunt(bug, from, seeds));

const PEAKS: Peaks = {
  agents: 0,
  contacts: 0,
  connections: 0,
  logRows: 0,
  logRowChars: 0,
  planned: 0,
  inbox: 0,
  alerts: 0,
  batchesHeld: 0,
  alertBytes: 0,
  floorMessages: 0,
  noticeMessages: 0,
};
const SUMMED = [
  "virtualMs",
  "events",
  "turns",
  "viewers",
  "relayed",
  "boards",
  "restarts",
  "dials",
  "checks",
  "windowsCompared",
  "violationCount",
  "unlabelled",
  "alertTurns",
  "alertRestarts",
  "deeds",
  "alertTruths",
  "agentFires",
  "queueFires",
  "feedFires",
  "noticesDecided",
  "noticesDelivered",
  "noticesDead",
  "noticeAttempts",
  "noticesRepeated",
  "noticesShownTwice",
] as const satisfies readonly (keyof Totals)[];
type Summed = Readonly<Record<(typeof SUMMED)[number], number>>;

class Tally {
  readonly #sums = new Map<(typeof SUMMED)[number], number>();
  readonly #faults = new Map<FaultName, number>();
  readonly #excused = new Map<string, number>();
  readonly #failures: { seed: number; violation: Violation }[] = [];
  readonly #board = new Healings();
  readonly #alerts = new Healings();
  #peaks = PEAKS;

  add(report: SeedReport): void {
    for (const name of SUMMED) this.#sums.set(name, this.#sum(name) + report[name]);
    addAll(this.#faults, report.faults);
    addAll(this.#excused, report.excused);
    this.#board.add(report.convergence);
    this.#alerts.add(report.alertConvergence);
    const [violation] = report.violations;
    if (violation !== undefined) this.#failures.push({ seed: report.seed, violation });
    this.#peaks = highest(this.#peaks, report.peaks);
  }

  #sum(name: (typeof SUMMED)[number]): number {
    return this.#sums.get(name) ?? 0;
  }

  #summed(): Summed {
    // Every name is there, since they are gone through one by one.
    return Object.fromEntries(SUMMED.map((name) => [name, this.#sum(name)])) as Summed;
  }

  report(seeds: number): CampaignReport {
    return {
      seeds,
      ...this.#summed(),
      faults: this.#faults,
      excused: this.#excused,
      failures: this.#failures,
      convergence: this.#board.report(),
      alertConvergence: this.#alerts.report(),
      peaks: this.#peaks,
      silentFaults:
        seeds < SEEDS_FOR_EVERY_FAULT ? [] : FAULT_NAMES.filter((fault) => !this.#faults.has(fault)),
    };
  }
}

function addAll<Name>(sums: Map<Name, number>, counts: ReadonlyMap<Name, number>): void {
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
}

class Healings {
  readonly #took: number[] = [];
  #closest = 0;

  add(healings: readonly Healing[]): void {
    for (const { tookMs, boundMs } of healings) {
      this.#took.push(tookMs);
      this.#closest = Math.max(this.#closest, tookMs / boundMs);
    }
  }

  report(): HealingReport {
    const took = this.#took.toSorted((a, b) => a - b);
    const at = (share: number): number =>
      took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
    return { p50: at(0.5), p99: at(0.99), max: took.at(-1) ?? 0, closestToBound: this.#closest };
  }
}

function highest(one: Peaks, other: Peaks): Peaks {
  const names = Object.keys(PEAKS).filter((name): name is keyof Peaks => Object.hasOwn(PEAKS, name));
  // Every name is there, since they are gone through one by one.
  return Object.fromEntries(names.map((name) => [name, Math.max(one[name], other[name])])) as Record<
    keyof Peaks,
    number
  >;
}
