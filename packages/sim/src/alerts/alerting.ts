/**
 * The alerts' side of one tenant, put together: the Queue between the desks, the alert desk, its calls, the notices with
 * their receivers, people, and everything that watches them.
 */
import type { AlertDesk } from "@callboard/alert-desk";
import type { Desk, LogRow } from "@callboard/desk";
import type { Replica } from "@callboard/protocol";
import type { Random, Truth, WorldEvent } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { TenantWraps } from "../bugs.ts";
import { AlertConvergence } from "../check/alert-convergence.ts";
import { AlertReckoning, allAlerts } from "../check/alert-reckoning.ts";
import { AlertTruth } from "../check/alert-truth.ts";
import { AlertWatch } from "../check/alert-watch.ts";
import { DeskStory } from "../check/desk-story.ts";
import type { Findings } from "../check/findings.ts";
import { natureOf } from "../faults.ts";
import { MachineClock } from "../host/clock.ts";
import type { Plan, TenantPlan } from "../plan.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";
import { AlertHost } from "./alert-host.ts";
import { DeskLine } from "./desk-line.ts";
import { FloorQueue } from "./floor-queue.ts";
import { NoticeQueue } from "./notice-queue.ts";
import { People } from "./people.ts";
import { Receivers } from "./receivers.ts";
import { RULES, SINK_SECRETS, SINKS } from "./rules.ts";
import { Sqlite } from "./sqlite.ts";

export interface AlertingParts {
  readonly plan: Plan;
  readonly tenant: TenantPlan;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly findings: Findings;
  readonly wraps: TenantWraps;
  readonly truth: Truth;
  /** A question to the tenant's desk, which opens it. */
  readonly ask: <Given>(what: string, run: (desk: Desk) => Given) => Given | null;
  readonly desk: () => Desk | null;
  readonly board: () => Replica;
  readonly onTrace: (text: string) => void;
}

export class Alerting {
  readonly #parts: AlertingParts;
  readonly truth: AlertTruth;
  readonly story: DeskStory;
  readonly watch: AlertWatch;
  readonly host: AlertHost;
  readonly queue: FloorQueue;
  readonly notices: NoticeQueue;
  readonly line: DeskLine;
  readonly people: People;
  readonly convergence: AlertConvergence;
  readonly reckoning: AlertReckoning;
  readonly #sql: Sqlite;
  #troubledAtMs = Number.NEGATIVE_INFINITY;
  /** Spells that hold now, and are of alerts or of the log. */
  #troubles = 0;

  constructor(parts: AlertingParts) {
    this.#parts = parts;
    const { tenant, scheduler, weather, random, findings, wraps, onTrace, plan } = parts;
    const shared = { tenant: tenant.tenant, scheduler, weather, findings, wraps };
    const clock = new MachineClock(scheduler);
    this.truth = new AlertTruth(parts.truth);
    this.story = new DeskStory(scheduler);
    this.#sql = new Sqlite(weather, random.fork());
    this.watch = new AlertWatch({
      ...shared,
      skewMs: tenant.skewMs,
      truth: this.truth,
      story: this.story,
      desk: parts.desk,
      isCalm: () => this.#isCalm(),
    });
    this.line = new DeskLine({
      ...shared,
      random: random.fork(),
      ask: parts.ask,
      wakeAlertDesk: () => this.host.wake(),
      onPush: (push) => {
        onTrace(`alerts ${push.revision} ${push.alerts.map(({ id }) => id).join()}`);
        this.watch.onPush(push);
      },
      onSnapshot: (seq) => this.#onSnapshot(seq),
    });
    const receivers = new Receivers({
      ...shared,
      random: random.fork(),
      clock,
      onAttempt: (sinkId, noticeId) => onTrace(`${sinkId} ${noticeId}`),
      onTaken: () => undefined,
      onForeign: (what) => findings.breach("I12", tenant.tenant, what),
    });
    this.notices = new NoticeQueue({
      ...shared,
      random: random.fork(),
      host: () => this.host,
      post: (claim, done) => receivers.post(claim, done),
      onSettled: () => undefined,
    });
    this.host = new AlertHost({
      ...shared,
      zone: tenant.zone,
      random: random.fork(),
      clock,
      sql: this.#sql,
      floor: this.line,
      sendNotices: (noticeIds, done) => this.notices.send(noticeIds, done),
      secrets: SINK_SECRETS,
      onTurn: (desk) => this.watch.onAlertTurn(desk),
      onEnd: () => onTrace("alert desk ends"),
    });
    this.queue = new FloorQueue({
      ...shared,
      random: random.fork(),
      take: (batches, done) => this.host.take(batches, done),
      noteLost: (batch, done) =>
        this.host.rpc(
          "lost",
          (desk) => {
            desk.noteLostBatch(batch);
            return true;
          },
          (isNoted) => done(isNoted === true),
        ),
    });
    this.#enterSettings();
    this.people = new People({ scheduler, random: random.fork(), host: this.host });
    this.convergence = new AlertConvergence({
      ...shared,
      healAtMs: plan.healAtMs,
      boundMs: tenant.convergeMs + SIM.alertConvergeMs,
      call: (what, run) => this.host.call(what, run),
      board: parts.board,
    });
    this.reckoning = new AlertReckoning({
      ...shared,
      skewMs: tenant.skewMs,
      startMs: plan.startMs,
      endMs: plan.endMs,
      truth: this.truth,
      story: this.story,
      watch: this.watch,
      hasMissing: tenant.faults.some(({ fault }) => fault === "restPartial" || fault === "usersPartial"),
    });
    for (const { fault, fromMs, toMs } of tenant.faults) {
      if (natureOf(fault).of !== "alerts" && fault !== "ledgerThrows") continue;
      scheduler.at(fromMs, () => this.#trouble(1));
      scheduler.at(toMs, () => this.#trouble(-1));
    }
  }

  #trouble(by: number): void {
    this.#troubles += by;
    this.#troubledAtMs = this.#parts.scheduler.nowMs;
  }

  #isCalm(): boolean {
    return this.#troubles === 0 && this.#parts.scheduler.nowMs - this.#troubledAtMs > SIM.alertTroubleMs;
  }

  /** The site's rules and sinks, before the first row. */
  #enterSettings(): void {
    const isDone = this.host.call("settings", (desk) => {
      const replies = [
        ...SINKS.map((sink) => desk.putSink(sink, "Ada")),
        ...RULES.map((rule) => desk.putRule(rule, "Ada")),
      ];
      const refused = replies.find(({ kind }) => kind === "refused");
      if (refused !== undefined) throw new Error(JSON.stringify(refused));
      return true;
    });
    if (isDone === null) throw new Error("the alert desk did not take its settings");
  }

  #onSnapshot(seq: number): void {
    const status = this.host.desk?.status() ?? null;
    if (status === null || seq > status.lastSeq) this.story.onSkip(status?.lastSeq ?? 0);
  }

  onEvent(event: WorldEvent): void {
    this.truth.onEvent(event);
  }

  onRow(row: LogRow): void {
    this.story.onRow(row);
    if (row.feed === "live") this.watch.onLiveRow();
  }

  /** The last look: what must hold once, at the end. */
  finish(): void {
    const { findings, tenant } = this.#parts;
    const alerts = this.host.call("all alerts", (desk: AlertDesk) => allAlerts(desk));
    if (alerts === null) findings.breach("I10", tenant.tenant, "the record cannot be read");
    else this.reckoning.go(alerts);
    this.#sql.close();
  }
}
