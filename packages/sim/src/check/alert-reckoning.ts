/**
 * The reckoning at the end of a run: every alert of record against the world (invariant 3). What is excused is counted by
 * name, and only where the desk could not know better.
 */
import type { AlertView } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import { READING_RULES, type ReadingRule, STAY_RULES, type StayRule } from "../alerts/rules.ts";
import { SIM } from "../bounds.ts";
import type { AlertTruth, ReadingRecord, StayRecord } from "./alert-truth.ts";
import { type AlertWatch, alertIdOf } from "./alert-watch.ts";
import type { DeskStory } from "./desk-story.ts";
import type { Findings } from "./findings.ts";

export interface ReckoningParts {
  readonly tenant: string;
  readonly skewMs: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly findings: Findings;
  readonly truth: AlertTruth;
  readonly story: DeskStory;
  readonly watch: AlertWatch;
  /** Answers about agents' states were partial: people look as if they had gone. */
  readonly hasMissing: boolean;
}

/** What alerts came to, in one run. */
export interface AlertTally {
  /** Stays that were as long as a rule's bound, and alerts of them. */
  truths: number;
  fired: number;
  queueFires: number;
  feedFires: number;
  /** Fired without such a stay, and stays without an alert: told late or never, by name. */
  readonly excused: Map<string, number>;
}

export class AlertReckoning {
  readonly #parts: ReckoningParts;
  readonly tally: AlertTally = { truths: 0, fired: 0, queueFires: 0, feedFires: 0, excused: new Map() };
  readonly #byStay = new Map<string, AlertView[]>();

  constructor(parts: ReckoningParts) {
    this.#parts = parts;
  }

  go(alerts: readonly AlertView[]): void {
    const { findings } = this.#parts;
    findings.checked(alerts.length);
    for (const alert of alerts) {
      const stayRule = STAY_RULES.find(({ id }) => id === alert.ruleId);
      const readingRule = READING_RULES.find(({ id }) => id === alert.ruleId);
      if (stayRule !== undefined) this.#judgeStay(alert, stayRule);
      else if (readingRule !== undefined) this.#judgeReading(alert, readingRule);
      else this.tally.feedFires += 1;
    }
    for (const [key, doubles] of this.#byStay) {
      if (doubles.length > 1) this.#judgeDoubles(key, doubles);
    }
    this.#judgeMissed(alerts);
  }

  #breach(what: string): void {
    this.#parts.findings.breach("I3", this.#parts.tenant, what);
  }

  #excuse(name: string): void {
    this.tally.excused.set(name, (this.tally.excused.get(name) ?? 0) + 1);
  }

  // ── Agents ───────────────────────────────────────────────────────────────────────────────────────────

  #judgeStay(alert: AlertView, rule: StayRule): void {
    this.tally.fired += 1;
    const { truth, skewMs } = this.#parts;
    const sinceMs = alert.activeSince - skewMs - rule.activeAfterMs;
    const stays = truth.staysOf(alert.entity.id);
    const stay = stays.find((one) => one.sinceMs === sinceMs);
    if (stay === undefined || !rule.covers(stay)) {
      this.#judgeStranger(alert, rule, stays);
      return;
    }
    const key = `${rule.id} ${alert.entity.id} ${sinceMs}`;
    this.#byStay.set(key, [...(this.#byStay.get(key) ?? []), alert]);
    const dueMs = stay.sinceMs + rule.dueAfterMs;
    const isTrue = stay.untilMs === null || stay.untilMs > dueMs;
    if (!isTrue) this.#judgeFalse(alert, stay, rule);
    else if (alert.resolvedAt !== null) this.#judgeEnd(alert, stay);
    if (alert.firedAt - skewMs < dueMs)
      this.#breach(`${alert.id} fired ${dueMs - alert.firedAt + skewMs} ms early`);
  }

  /** An alert whose beginning is that of no stay: it came back to a stay of which it had been thought to be over. */
  #judgeStranger(alert: AlertView, rule: StayRule, stays: readonly StayRecord[]): void {
    const sinceMs = alert.activeSince - this.#parts.skewMs;
    const within = stays.findLast((one) => one.sinceMs <= sinceMs);
    if (this.#parts.hasMissing && within !== undefined && rule.covers(within)) this.#excuse("came back");
    else this.#breach(`${alert.id} fired of no stay that there was`);
  }

  #judgeFalse(alert: AlertView, { sinceMs, untilMs, next }: StayRecord, rule: StayRule): void {
    // A beginning may wander by as much: two stays so close are one to whoever did not see both (SPEC A10).
    const isWandering = next !== null && next.sinceMs - sinceMs <= BOUNDS.sinceJitterMs && rule.covers(next);
    if (isWandering) {
      this.#excuse("fired: of a stay that began within the jitter");
      return;
    }
    const heardAfterMs = (next?.heardAtMs ?? Number.POSITIVE_INFINITY) - (untilMs ?? 0);
    if (heardAfterMs > SIM.graceMs)
      this.#excuse(Number.isFinite(heardAfterMs) ? "false: its end came late" : "false: its end was lost");
    else this.#breach(`${alert.id} fired, and the stay had ended; heard ${heardAfterMs} ms after`);
    if (alert.phase !== "resolved") this.#breach(`${alert.id} is false and still stands`);
  }

  #judgeEnd({ id, resolvedAt, reason }: AlertView, { untilMs }: StayRecord): void {
    const endedMs = (resolvedAt ?? 0) - this.#parts.skewMs;
    if (untilMs !== null && endedMs >= untilMs) return;
    // What ground truth tells dates nothing (SPEC S3): such an end stands at the event clock, which may be behind.
    if (untilMs !== null && untilMs - endedMs <= SIM.thawLateMs) this.#excuse("ended: as of the event clock");
    else if (this.#parts.hasMissing) this.#excuse("ended: was missing from ground truth");
    else
      this.#breach(`${id} ended (${reason}) ${(untilMs ?? this.#parts.endMs) - endedMs} ms before its stay`);
  }

  #judgeDoubles(key: string, alerts: readonly AlertView[]): void {
    this.#breach(`${key} fired ${alerts.length} times: ${alerts.map(({ id }) => id).join(", ")}`);
  }

  #judgeMissed(alerts: readonly AlertView[]): void {
    const { truth, watch, story, startMs, endMs, skewMs, findings } = this.#parts;
    const ids = new Set(alerts.map(({ id }) => id));
    for (const stay of truth.stays()) {
      for (const rule of STAY_RULES) {
        const dueMs = stay.sinceMs + rule.dueAfterMs;
        const isTruth = rule.covers(stay) && (stay.untilMs ?? endMs) > Math.max(dueMs, startMs);
        if (isTruth) this.tally.truths += 1;
        if (isTruth && !ids.has(alertIdOf(rule, stay, skewMs))) this.#excuse("not fired");
      }
    }
    for (const { rule, stay, atMs } of watch.due) {
      const id = alertIdOf(rule, stay, skewMs);
      findings.checked();
      if (ids.has(id) || atMs > endMs - SIM.alertSlackMs) continue;
      if (this.#hasWandered(alerts, rule, stay))
        this.#excuse("fired: of a stay that began within the jitter");
      else if (this.#hasComeBack(alerts, rule, stay)) this.#excuse("came back");
      else if (story.isLost(atMs)) this.#excuse("missed: the row was lost");
      else this.#breach(`${id} never fired; it was due at ${atMs - startMs} ms of the run`);
    }
    this.#judgeMissedReadings(alerts);
  }

  #hasWandered(alerts: readonly AlertView[], rule: StayRule, { agentId, sinceMs }: StayRecord): boolean {
    const expected = sinceMs + rule.activeAfterMs + this.#parts.skewMs;
    return alerts.some(
      ({ ruleId, entity, activeSince }) =>
        ruleId === rule.id &&
        entity.id === agentId &&
        Math.abs(activeSince - expected) <= BOUNDS.sinceJitterMs,
    );
  }

  /** Who was missing from ground truth and is there again goes on in the same stay, under an alert of another beginning. */
  #hasComeBack(
    alerts: readonly AlertView[],
    rule: StayRule,
    { agentId, sinceMs, untilMs }: StayRecord,
  ): boolean {
    const { hasMissing, skewMs, endMs } = this.#parts;
    return (
      hasMissing &&
      alerts.some(({ ruleId, entity, activeSince }) => {
        const atMs = activeSince - skewMs;
        return ruleId === rule.id && entity.id === agentId && atMs >= sinceMs && atMs < (untilMs ?? endMs);
      })
    );
  }

  // ── Queues ───────────────────────────────────────────────────────────────────────────────────────────

  #judgeReading(alert: AlertView, rule: ReadingRule): void {
    this.tally.queueFires += 1;
    const { truth, skewMs } = this.#parts;
    const sinceMs = alert.activeSince - skewMs;
    const readings = truth.readingsOf(alert.entity.id);
    const place = readings.findLastIndex((one) => one.heardAtMs !== null && one.reading.atMs <= sinceMs);
    const first = readings[place];
    if (first === undefined || !rule.isMet(first.reading)) {
      this.#breach(`${alert.id} stands on no reading that met it`);
      return;
    }
    if (first.reading.atMs !== sinceMs) this.#judgeOutsideReading(alert, first);
    const against = readings
      .slice(place + 1)
      .find((one) => isWithin(one, sinceMs, rule.holdMs) && !rule.isMet(one.reading));
    if (against === undefined) return;
    if (isLate(against)) this.#excuse("false: a reading was lost or late");
    else this.#breach(`${alert.id} fired over a reading that did not meet it`);
  }

  /** Behind a blind time all is looked at as of the event clock, and nothing is judged behind what was judged before. */
  #judgeOutsideReading({ id, activeSince }: AlertView, record: ReadingRecord): void {
    const { story, skewMs } = this.#parts;
    if (isLate(record)) this.#excuse("a queue: its reading came late");
    else if (story.hasThawNear(activeSince - skewMs)) this.#excuse("a queue: judged behind a blind time");
    else this.#breach(`${id} stands on no reading of its instant`);
  }

  #judgeMissedReadings(alerts: readonly AlertView[]): void {
    const { watch, story, skewMs, endMs, findings } = this.#parts;
    const rule = READING_RULES.find(({ holdMs }) => holdMs === 0);
    if (rule === undefined) return;
    const own = alerts.filter(({ ruleId }) => ruleId === rule.id);
    for (const { record, atMs } of watch.dueReadings) {
      const { reading } = record;
      if (!rule.isMet(reading) || isLate(record) || atMs > endMs - SIM.alertSlackMs) continue;
      findings.checked();
      const at = reading.atMs + skewMs;
      const stands = own.some(
        ({ entity, activeSince, resolvedAt }) =>
          entity.id === reading.queueId && activeSince <= at && (resolvedAt === null || resolvedAt >= at),
      );
      if (stands) continue;
      if (story.isLost(atMs)) this.#excuse("missed: the row was lost");
      else this.#breach(`${rule.id} does not stand in ${reading.queueId} at a reading that meets it`);
    }
  }
}

const isLate = ({ heardAtMs, reading }: ReadingRecord): boolean =>
  heardAtMs === null || heardAtMs - reading.atMs > SIM.graceMs;

const isWithin = ({ reading }: ReadingRecord, fromMs: number, holdMs: number): boolean =>
  reading.atMs < fromMs + holdMs;
