/** Many seeds in a row, added up: what struck, what was checked, what was found, and how long convergence took. It prints nothing itself. */
import { BUGS, type PlantedBug } from "./bugs.ts";
import type { Violation } from "./check/findings.ts";
import { FAULT_NAMES, type FaultName } from "./faults.ts";
import { type Peaks, type RunOptions, runSeed, type SeedReport, type Totals } from "./run.ts";

/** From this many seeds on, a fault that never struck fails the run: it would prove nothing about it. */
export const SEEDS_FOR_EVERY_FAULT = 200;

export interface CampaignReport extends Totals {
  readonly seeds: number;
  /** The first violation of each seed that has one, with its seed. */
  readonly failures: readonly { readonly seed: number; readonly violation: Violation }[];
  readonly convergence: { readonly p50: number; readonly p99: number; readonly max: number };
  /** The nearest that any tenant came to its bound, as a share of it. */
  readonly closestToBound: number;
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
};
const SUMMED = [
  "virtualMs",
  "events",
  "turns",
  "viewers",
  "boards",
  "restarts",
  "dials",
  "checks",
  "windowsCompared",
  "violationCount",
  "unlabelled",
] as const;

class Tally {
  readonly #sums = new Map<(typeof SUMMED)[number], number>();
  readonly #faults = new Map<FaultName, number>();
  readonly #failures: { seed: number; violation: Violation }[] = [];
  readonly #took: number[] = [];
  #closest = 0;
  #peaks = PEAKS;

  add(report: SeedReport): void {
    for (const name of SUMMED) this.#sums.set(name, this.#sum(name) + report[name]);
    for (const [fault, count] of report.faults)
      this.#faults.set(fault, (this.#faults.get(fault) ?? 0) + count);
    for (const { tookMs, boundMs } of report.convergence) {
      this.#took.push(tookMs);
      this.#closest = Math.max(this.#closest, tookMs / boundMs);
    }
    const [violation] = report.violations;
    if (violation !== undefined) this.#failures.push({ seed: report.seed, violation });
    this.#peaks = highest(this.#peaks, report.peaks);
  }

  #sum(name: (typeof SUMMED)[number]): number {
    return this.#sums.get(name) ?? 0;
  }

  report(seeds: number): CampaignReport {
    const took = this.#took.sort((a, b) => a - b);
    const at = (share: number): number =>
      took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
    return {
      seeds,
      virtualMs: this.#sum("virtualMs"),
      events: this.#sum("events"),
      turns: this.#sum("turns"),
      viewers: this.#sum("viewers"),
      boards: this.#sum("boards"),
      restarts: this.#sum("restarts"),
      dials: this.#sum("dials"),
      checks: this.#sum("checks"),
      windowsCompared: this.#sum("windowsCompared"),
      violationCount: this.#sum("violationCount"),
      unlabelled: this.#sum("unlabelled"),
      faults: this.#faults,
      failures: this.#failures,
      convergence: { p50: at(0.5), p99: at(0.99), max: took.at(-1) ?? 0 },
      closestToBound: this.#closest,
      peaks: this.#peaks,
      silentFaults:
        seeds < SEEDS_FOR_EVERY_FAULT ? [] : FAULT_NAMES.filter((fault) => !this.#faults.has(fault)),
    };
  }
}

function highest(one: Peaks, other: Peaks): Peaks {
  return {
    agents: Math.max(one.agents, other.agents),
    contacts: Math.max(one.contacts, other.contacts),
    connections: Math.max(one.connections, other.connections),
    logRows: Math.max(one.logRows, other.logRows),
    logRowChars: Math.max(one.logRowChars, other.logRowChars),
    planned: Math.max(one.planned, other.planned),
    inbox: Math.max(one.inbox, other.inbox),
  };
}
