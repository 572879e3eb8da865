/**
 * The alerts' side of one tenant, put together: the Queue between the desks, the alert desk, its calls, the notices with
 * their receivers, people, and everything that watches them.
 */
import type { Desk, LogRow } from "@callboard/desk";
import type { Replica } from "@callboard/protocol";
import type { Random, Truth, WorldEvent } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { TenantWraps } from "../bugs.ts";
import { AlertConvergence } from "../check/alert-convergence.ts";
import { AlertReckoning } from "../check/alert-reckoning.ts";
import { AlertRounds } from "../check/alert-rounds.ts";
import { AlertTruth } from "../check/alert-truth.ts";
import { AlertWatch } from "../check/alert-watch.ts";
import { type AlertsOfRecord, recordOf } from "../check/alerts-of-record.ts";
import { DeskStory } from "../check/desk-story.ts";
import { FeedWatch } from "../check/feed-watch.ts";
import type { Findings } from "../check/findings.ts";
import { NoticeJudge } from "../check/notice-judge.ts";
import { storms } from "../check/storms.ts";
import { type FaultName, natureOf } from "../faults.ts";
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
import { WeatheredSql } from "./weathered-sql.ts";

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

/** Turns in which an alert may move. */
const ROW_TURNS: ReadonlySet<string> = new Set(["take", "rows", "snapshot", "alert timer", "wake"]);

/** Of the desk's own troubles, those that are felt behind its log. */
const LOG_FAULTS: ReadonlySet<FaultName> = new Set<FaultName>(["ledgerThrows", "clockStep", "evictAtAwait"]);

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
  readonly judge: NoticeJudge;
  readonly rounds: AlertRounds;
  readonly #sql: WeatheredSql;
  /** What is wrong between the desks or behind them, and until when that may be felt. */
  readonly #troubles: { readonly fault: FaultName; readonly fromMs: number; readonly toMs: number }[] = [];

  constructor(parts: AlertingParts) {
    this.#parts = parts;
    const { tenant, scheduler, weather, random, findings, wraps, onTrace, plan } = parts;
    const shared = { tenant: tenant.tenant, scheduler, weather, findings, wraps };
    const clock = new MachineClock(scheduler);
    this.truth = new AlertTruth(parts.truth);
    this.story = new DeskStory(scheduler);
    this.#sql = new WeatheredSql(weather, random.fork());
    this.watch = new AlertWatch({
      ...shared,
      skewMs: tenant.skewMs,
      truth: this.truth,
      story: this.story,
      desk: parts.desk,
      isCalm: () => this.#isCalm(SIM.alertTroubleMs),
    });
    new FeedWatch({
      ...shared,
      story: this.story,
      push: () => this.watch.push,
      isCalm: () => this.#isCalm(SIM.alertTroubleMs),
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
    this.judge = new NoticeJudge({
      ...shared,
      healAtMs: plan.healAtMs,
      now: () => clock.now(),
      isCalmButForSink: () => this.#isCalm(SIM.noticeTroubleMs, ["sinkHangs"]),
    });
    const receivers = new Receivers({
      ...shared,
      random: random.fork(),
      clock,
      onAttempt: (sinkId, noticeId) => onTrace(`${sinkId} ${noticeId}`),
      onTaken: (taken) => this.judge.onTaken(taken),
      onForeign: (what) => findings.breach("I12", tenant.tenant, what),
    });
    this.notices = new NoticeQueue({
      ...shared,
      random: random.fork(),
      host: () => this.host,
      post: (claim, done) => receivers.post(claim, done),
      onClaim: (claim) => this.judge.onClaim(claim),
      onSettled: (claim, noticeId, answer, settled) => this.judge.onSettled(claim, noticeId, answer, settled),
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
      onTurn: (desk, what) => {
        if (ROW_TURNS.has(what)) this.watch.onAlertTurn(desk);
      },
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
    const { agents, queues } = tenant;
    this.rounds = new AlertRounds({ ...shared, agents, queues, desk: () => this.host.desk });
    for (const { fault, fromMs, toMs } of tenant.faults) {
      if (natureOf(fault).of !== "alerts" && !LOG_FAULTS.has(fault)) continue;
      this.#troubles.push({ fault, fromMs, toMs });
    }
  }

  /** Whether nothing else is wrong beyond the desk's log, and has not been for so long that all must have come through. */
  #isCalm(afterMs: number, but: readonly FaultName[] = []): boolean {
    const { nowMs } = this.#parts.scheduler;
    return !this.#troubles.some(
      ({ fault, fromMs, toMs }) => !but.includes(fault) && fromMs <= nowMs && nowMs <= toMs + afterMs,
    );
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
    const record = this.host.call("record", (desk) => recordOf(desk));
    if (record === null) findings.breach("I10", tenant.tenant, "the record cannot be read");
    else this.#reckon(record);
    this.#sql.close();
  }

  #reckon({ alerts, notices }: AlertsOfRecord): void {
    const { findings, tenant } = this.#parts;
    const { truth, story } = this;
    this.reckoning.go(alerts);
    this.judge.finish(notices, alerts);
    const { found, looked } = storms({ truth, story, notices, alerts, skewMs: tenant.skewMs });
    findings.checked(looked);
    for (const storm of found) findings.breach("I7", tenant.tenant, storm);
    this.people.finish(alerts, (what) => findings.breach("I10", tenant.tenant, what));
  }
}
