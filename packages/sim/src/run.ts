/** One seed from its first instant to its last: builds the plan's tenants, lets time pass, and says what came of it. */
import { createRandom } from "@callboard/world";
import type { Alerting } from "./alerts/alerting.ts";
import { SIM } from "./bounds.ts";
import { type PlantedBug, wrapsOf } from "./bugs.ts";
import { Findings, type Violation } from "./check/findings.ts";
import type { FaultName } from "./faults.ts";
import { planOf } from "./plan.ts";
import { Scheduler } from "./scheduler.ts";
import { hashText } from "./screens/board-hash.ts";
import { Tenant } from "./tenant.ts";

export interface Peaks {
  readonly agents: number;
  readonly contacts: number;
  readonly connections: number;
  readonly logRows: number;
  readonly logRowChars: number;
  readonly planned: number;
  readonly inbox: number;
  readonly alerts: number;
  readonly batchesHeld: number;
  readonly alertBytes: number;
  readonly floorMessages: number;
  readonly noticeMessages: number;
}

/** What of alerts is counted in one run or in many. */
export interface AlertTotals {
  readonly alertTurns: number;
  readonly alertRestarts: number;
  readonly deeds: number;
  /** Stays that came to a rule's bound, by the world; and what fired. */
  readonly alertTruths: number;
  readonly agentFires: number;
  readonly queueFires: number;
  readonly feedFires: number;
  readonly noticesDecided: number;
  readonly noticesDelivered: number;
  readonly noticesDead: number;
  readonly noticeAttempts: number;
  readonly noticesRepeated: number;
  readonly noticesShownTwice: number;
}

/** What happened and what was looked at, in one run or in many. */
export interface Totals extends AlertTotals {
  readonly virtualMs: number;
  readonly events: number;
  readonly turns: number;
  readonly viewers: number;
  /** Connections of screens that a relay took. */
  readonly relayed: number;
  readonly boards: number;
  readonly restarts: number;
  readonly dials: number;
  readonly faults: ReadonlyMap<FaultName, number>;
  readonly checks: number;
  readonly windowsCompared: number;
  readonly violationCount: number;
  readonly unlabelled: number;
  /** Where an alert was not as the world has it, and nobody could have known better: by name. */
  readonly excused: ReadonlyMap<string, number>;
  readonly peaks: Peaks;
}

export interface Healing {
  readonly tookMs: number;
  readonly boundMs: number;
}

export interface SeedReport extends Totals {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** Of each tenant: how long after healing the board was last wrong, and within which time it had to be right. */
  readonly convergence: readonly Healing[];
  /** The same of what the walls show of alerts. */
  readonly alertConvergence: readonly Healing[];
  /** Two runs of one seed agree in this or something is not repeatable. */
  readonly digest: string;
}

export interface RunOptions {
  readonly bug?: PlantedBug;
  /** Ends the run with the first violation. */
  readonly isBrief?: boolean;
  /** Judges what is known to be unlabelled too (README, "Known"). */
  readonly isStrict?: boolean;
}

const RUN_SALT = 0x5eed;

export function runSeed(
  seed: number,
  { bug, isBrief = false, isStrict = false }: RunOptions = {},
): SeedReport {
  const plan = planOf(seed);
  const scheduler = new Scheduler(plan.startMs);
  const findings = new Findings(scheduler);
  const random = createRandom(seed * 2 ** 16 + RUN_SALT);
  const ground = { shared: new Map<string, unknown>() };
  let digest = 0;
  const onTrace = (text: string): void => {
    digest = hashText(`${scheduler.nowMs} ${text}`, digest);
  };
  const tenants = plan.tenants.map(
    (tenant) =>
      new Tenant({
        plan,
        tenant,
        scheduler,
        random: random.fork(),
        findings,
        wraps: wrapsOf(bug, ground),
        isStrict,
        onTrace,
      }),
  );
  scheduler.runUntil(plan.endMs, () => isBrief && findings.count > 0);
  for (const tenant of tenants) tenant.finish();
  return reportOf(seed, plan.startMs, scheduler, findings, tenants, digest);
}

function reportOf(
  seed: number,
  startMs: number,
  scheduler: Scheduler,
  findings: Findings,
  tenants: readonly Tenant[],
  digest: number,
): SeedReport {
  const sum = (of: (tenant: Tenant) => number): number => tenants.reduce((total, one) => total + of(one), 0);
  const most = (of: (tenant: Tenant) => number): number => Math.max(...tenants.map(of));
  const faults = new Map<FaultName, number>();
  for (const { weather } of tenants) {
    for (const [fault, count] of weather.struck()) faults.set(fault, (faults.get(fault) ?? 0) + count);
  }
  return {
    seed,
    virtualMs: scheduler.nowMs - startMs,
    events: sum(({ upstream }) => upstream.events),
    turns: sum(({ host }) => host.turns),
    viewers: sum(({ screens }) => screens.length),
    relayed: sum(({ switchboard }) => switchboard.relayed),
    boards: sum(({ committed }) => committed.boards),
    restarts: sum(({ host }) => host.restarts),
    dials: sum(({ host }) => host.book.dials),
    faults,
    checks: findings.checks,
    windowsCompared: sum(({ convergence }) => convergence.windowsChecked),
    ...alertTotals(tenants),
    excused: excusedOf(tenants),
    violations: findings.violations,
    violationCount: findings.count,
    unlabelled: findings.unlabelled,
    convergence: tenants.map(({ convergence, plan }) => ({
      tookMs: convergence.tookMs,
      boundMs: plan.convergeMs,
    })),
    alertConvergence: tenants.map(({ alerting, plan }) => ({
      tookMs: alerting.convergence.tookMs,
      boundMs: plan.convergeMs + SIM.alertConvergeMs,
    })),
    peaks: {
      agents: most(({ rounds }) => rounds.peaks.agents),
      contacts: most(({ rounds }) => rounds.peaks.contacts),
      connections: most(({ rounds }) => rounds.peaks.connections),
      logRows: most(({ ledger }) => ledger.peakRows),
      logRowChars: most(({ ledger }) => ledger.peakRowChars),
      planned: scheduler.peak,
      inbox: most(({ screens }) => Math.max(0, ...screens.map((screen) => screen.peakInbox))),
      alerts: most(({ alerting }) => alerting.rounds.peaks.firing),
      batchesHeld: most(({ alerting }) => alerting.rounds.peaks.held),
      alertBytes: most(({ alerting }) => alerting.rounds.peaks.storageBytes),
      floorMessages: most(({ alerting }) => alerting.queue.peak),
      noticeMessages: most(({ alerting }) => alerting.notices.peak),
    },
    digest: digest.toString(16),
  };
}

function alertTotals(tenants: readonly Tenant[]): AlertTotals {
  const sum = (of: (alerting: Alerting) => number): number =>
    tenants.reduce((total, { alerting }) => total + of(alerting), 0);
  return {
    alertTurns: sum(({ host }) => host.turns),
    alertRestarts: sum(({ host }) => host.restarts),
    deeds: sum(({ people }) => people.deeds),
    alertTruths: sum(({ reckoning }) => reckoning.tally.truths),
    agentFires: sum(({ reckoning }) => reckoning.tally.fired),
    queueFires: sum(({ reckoning }) => reckoning.tally.queueFires),
    feedFires: sum(({ reckoning }) => reckoning.tally.feedFires),
    noticesDecided: sum(({ judge }) => judge.tally.decided),
    noticesDelivered: sum(({ judge }) => judge.tally.delivered),
    noticesDead: sum(({ judge }) => judge.tally.dead),
    noticeAttempts: sum(({ judge }) => judge.tally.attempts),
    noticesRepeated: sum(({ judge }) => judge.tally.repeated),
    noticesShownTwice: sum(({ judge }) => judge.tally.shownTwice),
  };
}

function excusedOf(tenants: readonly Tenant[]): Map<string, number> {
  const excused = new Map<string, number>();
  for (const { alerting } of tenants) {
    for (const [name, count] of alerting.reckoning.tally.excused)
      excused.set(name, (excused.get(name) ?? 0) + count);
  }
  return excused;
}
