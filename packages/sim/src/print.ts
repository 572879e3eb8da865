/** Reports as lines of text for people. Pure. */
import type { CampaignReport, Hunt } from "./campaign.ts";
import type { Violation } from "./check/findings.ts";
import { FAULT_NAMES } from "./faults.ts";
import { describeFault, type Plan } from "./plan.ts";
import type { SeedReport } from "./run.ts";

const HOUR_MS = 3_600_000;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const whole = (count: number): string => count.toLocaleString("en-US");
const line = (name: string, value: string): string => `${name.padEnd(16)} ${value}`;

const replayCommand = (seed: number, bug: string | null): string =>
  `npm run sim -- --seed ${seed}${bug === null ? "" : ` --bug ${bug}`}`;

const violationText = ({ rule, tenant, what }: Violation): string => `[${rule}] ${tenant}: ${what}`;

export function campaignLines(report: CampaignReport, realMs: number): string[] {
  const { convergence, peaks } = report;
  const speedUp = report.virtualMs / Math.max(1, realMs);
  return [
    line("seeds", whole(report.seeds)),
    line(
      "virtual time",
      `${(report.virtualMs / HOUR_MS).toFixed(1)} h in ${seconds(realMs)}: ${whole(Math.round(speedUp))}×`,
    ),
    line(
      "happened",
      `${whole(report.events)} events, ${whole(report.turns)} turns, ${whole(report.viewers)} screens, ` +
        `${whole(report.boards)} boards, ${whole(report.dials)} dials, ${whole(report.restarts)} restarts`,
    ),
    ...faultLines(report),
    line("checks", `${whole(report.checks)} (${whole(report.windowsCompared)} of windows)`),
    line("violations", whole(report.violationCount)),
    line("stale unlabelled", whole(report.unlabelled)),
    line(
      "right after",
      `p50 ${seconds(convergence.p50)}, p99 ${seconds(convergence.p99)}, max ${seconds(convergence.max)}; ` +
        `nearest to its bound ${(100 * report.closestToBound).toFixed(0)} %`,
    ),
    line(
      "peaks",
      `${peaks.agents} agents, ${peaks.contacts} contacts, ${peaks.connections} screens, ${peaks.logRows} log rows, ` +
        `${whole(peaks.logRowChars)} characters in one, ${peaks.inbox} frames held, ${peaks.planned} callbacks planned`,
    ),
  ];
}

const FAULTS_PER_LINE = 6;

function faultLines({ faults, silentFaults }: CampaignReport): string[] {
  const counts = FAULT_NAMES.map((fault) => `${fault} ${whole(faults.get(fault) ?? 0)}`);
  const lines: string[] = [];
  for (let at = 0; at < counts.length; at += FAULTS_PER_LINE) {
    lines.push(line(at === 0 ? "faults" : "", counts.slice(at, at + FAULTS_PER_LINE).join(", ")));
  }
  if (silentFaults.length > 0) lines.push(line("NEVER STRUCK", silentFaults.join(", ")));
  return lines;
}

const FAILURES_SHOWN = 10;

export function failureLines({ failures }: CampaignReport, bug: string | null): string[] {
  const shown = failures
    .slice(0, FAILURES_SHOWN)
    .flatMap(({ seed, violation }) => [violationText(violation), `  replay: ${replayCommand(seed, bug)}`]);
  const more = failures.length - FAILURES_SHOWN;
  return more > 0 ? [...shown, `and ${more} seeds more`] : shown;
}

export function huntLines(hunts: readonly Hunt[]): string[] {
  const caught = hunts.filter((one) => one.caught !== null).length;
  return [
    line("planted bugs", `caught ${caught}/${hunts.length}`),
    ...hunts.map(({ bug, caught: by }) =>
      line("", `${bug.name}: ${by === null ? "NOT CAUGHT" : `seed ${by.seed} [${by.violation.rule}]`}`),
    ),
  ];
}

/** One seed in full: its plan, and whatever was found in it. */
export function seedLines(plan: Plan, report: SeedReport): string[] {
  const at = (ms: number): string => `${((ms - plan.startMs) / 1_000).toFixed(1)} s`;
  return [
    line("seed", `${plan.seed}, digest ${report.digest}`),
    line(
      "begins",
      `${new Date(plan.startMs).toISOString()}; heals at ${at(plan.healAtMs)}, ends at ${at(plan.endMs)}`,
    ),
    ...plan.tenants.flatMap((tenant) => [
      line(
        tenant.tenant,
        `${tenant.agents} agents, ${tenant.queues} queues, ${tenant.speed}× busy, ${tenant.zone}, ` +
          `${tenant.screens.length} screens, clock off by ${tenant.skewMs} ms, tokens of ${tenant.tokenLifeMs / 1_000} s`,
      ),
      ...tenant.faults.map((fault) => line("", describeFault(fault, plan.startMs))),
    ]),
    ...report.convergence.map(({ tookMs, boundMs }) =>
      line("right after", `${seconds(tookMs)} of ${seconds(boundMs)}`),
    ),
    line("violations", whole(report.violationCount)),
    ...report.violations.map((violation) => `  at ${at(violation.atMs)} ${violationText(violation)}`),
  ];
}
