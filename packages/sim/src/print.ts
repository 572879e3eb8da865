/** Reports as lines of text for people. Pure. */
import type { CampaignReport, HealingReport, Hunt } from "./campaign.ts";
import type { Violation } from "./check/findings.ts";
import { FAULT_NAMES } from "./faults.ts";
import { describeFault, type Plan, type TenantPlan } from "./plan.ts";
import type { SeedReport } from "./run.ts";

const HOUR_MS = 3_600_000;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const whole = (count: number): string => count.toLocaleString("en-US");
const line = (name: string, value: string): string => `${name.padEnd(16)} ${value}`;

const replayCommand = (seed: number, bug: string | null): string =>
  `npm run sim -- --seed ${seed}${bug === null ? "" : ` --bug ${bug}`}`;

const violationText = ({ rule, tenant, what }: Violation): string => `[${rule}] ${tenant}: ${what}`;

export function campaignLines(report: CampaignReport, realMs: number): string[] {
  const { peaks } = report;
  const speedUp = report.virtualMs / Math.max(1, realMs);
  return [
    line("seeds", whole(report.seeds)),
    line(
      "virtual time",
      `${(report.virtualMs / HOUR_MS).toFixed(1)} h in ${seconds(realMs)}: ${whole(Math.round(speedUp))}×`,
    ),
    line(
      "happened",
      `${whole(report.events)} events, ${whole(report.turns)} turns, ${whole(report.viewers)} screens (${whole(report.relayed)} times at relays), ` +
        `${whole(report.boards)} boards, ${whole(report.dials)} dials, ${whole(report.restarts)} restarts`,
    ),
    ...faultLines(report),
    line("checks", `${whole(report.checks)} (${whole(report.windowsCompared)} of windows)`),
    line("violations", whole(report.violationCount)),
    line("stale unlabelled", whole(report.unlabelled)),
    line("right after", healingText(report.convergence)),
    ...alertLines(report),
    line(
      "peaks",
      `${peaks.agents} agents, ${peaks.contacts} contacts, ${peaks.connections} screens, ${peaks.logRows} log rows, ` +
        `${whole(peaks.logRowChars)} characters in one, ${peaks.inbox} frames held, ${peaks.planned} callbacks planned`,
    ),
    line(
      "",
      `${peaks.alerts} alerts, ${peaks.batchesHeld} batches held, ${whole(peaks.alertBytes)} bytes stored, ` +
        `${peaks.floorMessages} messages of the floor, ${peaks.noticeMessages} of notices`,
    ),
  ];
}

const healingText = ({ p50, p99, max, closestToBound }: HealingReport): string =>
  `p50 ${seconds(p50)}, p99 ${seconds(p99)}, max ${seconds(max)}; nearest to its bound ${(100 * closestToBound).toFixed(0)} %`;

function alertLines(report: CampaignReport): string[] {
  const excused = [...report.excused].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    line(
      "alerts",
      `${whole(report.alertTruths)} stays came to a rule's bound, ${whole(report.agentFires)} fired; ` +
        `${whole(report.queueFires)} of queues, ${whole(report.feedFires)} of the feed; ${whole(report.deeds)} deeds of people`,
    ),
    ...excused.map(([name, count]) => line("", `${name}: ${whole(count)}`)),
    line(
      "alert desk",
      `${whole(report.alertTurns)} turns, ${whole(report.alertRestarts)} restarts; right after ${healingText(report.alertConvergence)}`,
    ),
    line(
      "notices",
      `${whole(report.noticesDecided)} decided, ${whole(report.noticesDelivered)} delivered, ` +
        `${whole(report.noticesDead)} dead, ${whole(report.noticeAttempts)} attempts; taken once more under their id ` +
        `${whole(report.noticesRepeated)}, shown twice by a receiver without ids ${whole(report.noticesShownTwice)}`,
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

const relaysText = (relays: TenantPlan["relays"]): string =>
  relays === null ? "" : ` (${relays.here} at the desk, ${relays.perRelay} at each relay)`;

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
          `${tenant.screens.length} screens${relaysText(tenant.relays)}, clock off by ${tenant.skewMs} ms, tokens of ${tenant.tokenLifeMs / 1_000} s`,
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
