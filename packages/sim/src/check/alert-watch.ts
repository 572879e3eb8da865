/**
 * The watch over alerts while a run goes on: once a second the walls' alerts are held against the world (invariants 3 and
 * 10), and after each turn in blind time against what they were before it (5). What certainly had to fire is kept for
 * the reckoning at the end.
 */
import type { AlertDesk } from "@callboard/alert-desk";
import type { Floor } from "@callboard/core";
import type { Desk } from "@callboard/desk";
import type { AlertsPush } from "@callboard/protocol";
import type { WorldEvent } from "@callboard/world";
import { STAY_RULES, type StayRule, WRAP_UP_RULE } from "../alerts/rules.ts";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { AlertTruth, ReadingRecord, StayRecord } from "./alert-truth.ts";
import type { DeskStory } from "./desk-story.ts";
import type { Findings } from "./findings.ts";

export interface AlertWatchParts {
  readonly tenant: string;
  readonly skewMs: number;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly truth: AlertTruth;
  readonly story: DeskStory;
  readonly desk: () => Desk | null;
  /** Whether nothing is wrong beyond the desk's log, and has not been for so long that all must have come through. */
  readonly isCalm: () => boolean;
}

/** A stay that an alert had to come of, and when that was certain. */
export interface Due {
  readonly rule: StayRule;
  readonly stay: StayRecord;
  readonly atMs: number;
}

/** A reading at which an alert had to stand. */
export interface DueReading {
  readonly record: ReadingRecord;
  readonly atMs: number;
}

export const alertIdOf = (rule: StayRule, stay: StayRecord, skewMs: number): string =>
  `${rule.id}.${(stay.sinceMs + rule.activeAfterMs + skewMs).toString(36)}.a.${stay.agentId}`;

/** Since when the floor has held a stay, and whether an alert on its wrap-up may stand. */
interface Right {
  readonly stay: StayRecord;
  readonly isTrusted: boolean;
  readonly sinceMs: number;
}

export class AlertWatch {
  readonly #parts: AlertWatchParts;
  readonly #due = new Map<string, Due>();
  readonly dueReadings: DueReading[] = [];
  /** Since when the floor has held each agent's present stay; the event clock some seconds ago. */
  readonly #right = new Map<string, Right>();
  readonly #clocks: number[] = [];
  /** What fired at the newest row of this blind time. */
  #standing: { readonly seq: number; readonly text: string } | null = null;
  #push: AlertsPush | null = null;

  constructor(parts: AlertWatchParts) {
    this.#parts = parts;
    parts.scheduler.every(1_000, () => {
      const desk = parts.desk();
      if (desk !== null) this.#look(desk);
    });
  }

  get due(): Iterable<Due> {
    return this.#due.values();
  }

  /** What the alert desk last told the walls. */
  get push(): AlertsPush | null {
    return this.#push;
  }

  onPush(push: AlertsPush): void {
    this.#push = push;
  }

  // ── What certainly had to fire ───────────────────────────────────────────────────────────────────────

  /** Wraps the hearing of one event: what it proves to have lasted must have fired. */
  onNews(event: WorldEvent, deliver: () => void): void {
    const { truth, story, desk } = this.#parts;
    const before = event.kind === "agentState" ? this.#proven(event.agentId) : [];
    // The first row behind a blind time is looked at as a whole, and nothing in it is proven (SPEC N10).
    const isSeen = story.liveMs >= SIM.firstRowMs;
    deliver();
    const floor = desk()?.floor;
    if (!isSeen || !story.isLive || floor === undefined) return;
    if (event.kind === "agentState") this.#onEnd(event.agentId, event.atMs, floor, before);
    if (event.kind === "queueStats") {
      const record = truth.readingOf(event);
      const isTaken = floor.queues.get(event.queueId)?.stats?.at === event.atMs + this.#parts.skewMs;
      if (record !== null && isTaken) this.dueReadings.push({ record, atMs: this.#parts.scheduler.nowMs });
    }
  }

  /** The stay that the floor holds, with the rules that may stand on it. */
  #proven(agentId: string): readonly (readonly [StayRule, StayRecord])[] {
    const { truth, desk } = this.#parts;
    const floor = desk()?.floor;
    if (floor === undefined) return [];
    const stays = truth.staysOf(agentId);
    const held = stays.findLast((stay) => this.#holds(floor, stay));
    if (held === undefined) return [];
    return STAY_RULES.filter((rule) => this.#mayStandOn(floor, rule, held)).map(
      (rule) => [rule, held] as const,
    );
  }

  #mayStandOn(floor: Readonly<Floor>, rule: StayRule, stay: StayRecord): boolean {
    if (!rule.covers(stay)) return false;
    return rule.id !== WRAP_UP_RULE || this.#isWrapUpTrusted(floor, stay);
  }

  /** Where a wrap-up began in a gap that nothing has confirmed, no alert may stand on it (SPEC A7). */
  #isWrapUpTrusted(floor: Readonly<Floor>, { agentId, sinceMs }: StayRecord): boolean {
    const record = floor.agents.get(agentId);
    return record?.wrapUpTrusted === true && record.wrapUpSince === sinceMs + this.#parts.skewMs;
  }

  #holds(floor: Readonly<Floor>, { agentId, state, sinceMs }: StayRecord): boolean {
    const record = floor.agents.get(agentId);
    return record?.state === state && record.since === sinceMs + this.#parts.skewMs;
  }

  #onEnd(
    agentId: string,
    endedAtMs: number,
    floor: Readonly<Floor>,
    before: readonly (readonly [StayRule, StayRecord])[],
  ): void {
    const { skewMs, scheduler } = this.#parts;
    if (floor.agents.get(agentId)?.since !== endedAtMs + skewMs) return;
    const [, first] = before[0] ?? [];
    // The same state anew hides what was between the two, so it proves nothing (SPEC A6, N5).
    if (first?.next?.state === first?.state && first?.next?.statusCode === first?.statusCode) return;
    for (const [rule, stay] of before) {
      // Past the due by more than the jitter of a beginning (SPEC N9).
      if (endedAtMs > stay.sinceMs + rule.dueAfterMs) this.#mustFire({ rule, stay, atMs: scheduler.nowMs });
    }
  }

  #mustFire(due: Due): void {
    const id = alertIdOf(due.rule, due.stay, this.#parts.skewMs);
    if (!this.#due.has(id)) this.#due.set(id, due);
  }

  // ── Once a second ────────────────────────────────────────────────────────────────────────────────────

  #look(desk: Desk): void {
    const { scheduler, findings, story, isCalm, truth } = this.#parts;
    const { nowMs } = scheduler;
    this.#clocks.push(desk.floor.clock);
    const clockBefore = this.#clocks.length > SIM.alertSlackMs / 1_000 ? (this.#clocks.shift() ?? 0) : 0;
    const isSeen = story.liveMs >= SIM.alertSlackMs;
    const mustStand = isSeen && isCalm();
    for (const agentId of truth.agentIds) {
      const stay = truth.staysOf(agentId).at(-1);
      if (stay === undefined || !this.#holds(desk.floor, stay)) {
        this.#right.delete(agentId);
        continue;
      }
      const rightMs = this.#rightMs(stay, desk.floor);
      if (!isSeen || rightMs < SIM.alertSlackMs) continue;
      for (const rule of STAY_RULES) {
        if (!this.#mayStandOn(desk.floor, rule, stay)) continue;
        const dueAt = stay.sinceMs + rule.dueAfterMs + this.#parts.skewMs;
        if (dueAt + SIM.graceMs > clockBefore) continue;
        this.#mustFire({ rule, stay, atMs: nowMs });
        findings.checked();
        if (mustStand && !this.#isShown(rule, stay))
          this.#breach("I3", `${alertIdOf(rule, stay, this.#parts.skewMs)} is due and not on the walls`);
      }
    }
    if (mustStand) this.#checkShown(desk.floor, nowMs);
  }

  #isShown(rule: StayRule, { agentId, sinceMs }: StayRecord): boolean {
    return (this.#push?.alerts ?? []).some(
      ({ ruleId, entity, activeSince }) =>
        ruleId === rule.id &&
        entity.kind === "agent" &&
        entity.id === agentId &&
        activeSince - this.#parts.skewMs >= sinceMs,
    );
  }

  /** For how long the floor has held this stay. */
  #rightMs(stay: StayRecord, floor: Readonly<Floor>): number {
    const { nowMs } = this.#parts.scheduler;
    const known = this.#right.get(stay.agentId);
    const isTrusted = floor.agents.get(stay.agentId)?.wrapUpTrusted === true;
    const isKnown = known?.stay === stay && known.isTrusted === isTrusted;
    const right = isKnown ? known : { stay, isTrusted, sinceMs: nowMs };
    this.#right.set(stay.agentId, right);
    return nowMs - right.sinceMs;
  }

  /** Nothing stands on the walls that has been over for long. */
  #checkShown(floor: Readonly<Floor>, nowMs: number): void {
    const { findings, skewMs } = this.#parts;
    for (const alert of this.#push?.alerts ?? []) {
      const rule = STAY_RULES.find(({ id }) => id === alert.ruleId);
      const right = alert.entity.kind === "agent" ? this.#right.get(alert.entity.id) : undefined;
      if (rule === undefined || right === undefined) continue;
      findings.checked();
      const { stay, sinceMs } = right;
      // Nobody knows yet whether what stands is this wrap-up, and what is not known ends nothing (SPEC N8).
      if (rule.covers(stay) && !this.#mayStandOn(floor, rule, stay)) continue;
      if (nowMs - sinceMs >= SIM.alertSlackMs && alert.activeSince - skewMs < stay.sinceMs)
        this.#breach("I3", `${alert.id} stands, and ended ${nowMs - stay.sinceMs} ms ago`);
    }
  }

  // ── Blind time ───────────────────────────────────────────────────────────────────────────────────────

  /** A turn of the alert desk has ended. While the desk's newest rows tell of no live feed, nothing may move. */
  onAlertTurn(desk: AlertDesk): void {
    const { story, findings } = this.#parts;
    if (!story.isRowBlind) {
      this.#standing = null;
      return;
    }
    const status = desk.status();
    const page = desk.alerts({ state: "firing", limit: 200 });
    if (status === null || page.kind === "refused") return;
    const { lastSeq } = status;
    const alerts = page.value.alerts.filter(({ entity }) => entity.kind !== "feed");
    const text = alerts
      .map(({ id, phase }) => `${id} ${phase}`)
      .sort()
      .join(", ");
    const before = this.#standing;
    this.#standing = story.isBlindBetween(lastSeq, lastSeq) ? { seq: lastSeq, text } : null;
    if (before === null || this.#standing === null) return;
    findings.checked();
    if (before.text !== text && story.isBlindBetween(before.seq, lastSeq))
      this.#breach("I5", `in blind time ${before.text} became ${text}`);
  }

  /** A row is closed whose feed is live. */
  onLiveRow(): void {
    const { story, findings } = this.#parts;
    findings.checked();
    if (!story.isReconciled) this.#breach("I5", "the feed is live and nobody asked for ground truth");
  }

  #breach(rule: "I3" | "I5", what: string): void {
    this.#parts.findings.breach(rule, this.#parts.tenant, what);
  }
}
