/**
 * Holds what receivers were told against what was decided (invariant 6): each notice reaches its sink, is sent again only
 * while nobody knows that it was taken, and an end is told only where a beginning was.
 */
import type { AlertView, Claim, NoticeView, Settled } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import { type DeliveryAnswer, judgeAnswer } from "@callboard/notices";
import type { Taken } from "../alerts/receivers.ts";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Findings } from "./findings.ts";

export interface NoticeJudgeParts {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly healAtMs: number;
  /** Whether nothing is wrong but with the one sink that hangs. */
  readonly isCalmButForSink: () => boolean;
  /** The alert desk's clock, by which notices are dated. */
  readonly now: () => number;
}

type Send = Extract<Claim, { kind: "send" }>;

/** What notices came to, in one run. */
export interface NoticeTally {
  decided: number;
  delivered: number;
  attempts: number;
  /** Taken once more under the id that was taken before: a receiver that goes by ids shows it once. */
  repeated: number;
  /** The same, of receivers that have no ids to go by. */
  shownTwice: number;
  dead: number;
}

export class NoticeJudge {
  readonly tally: NoticeTally = {
    ...{ decided: 0, delivered: 0, attempts: 0, repeated: 0, shownTwice: 0, dead: 0 },
  };
  readonly #parts: NoticeJudgeParts;
  readonly #taken: Taken[] = [];
  readonly #ids = new Set<string>();
  readonly #begun = new Set<string>();
  readonly #tried = new Set<string>();
  /** When the alert desk noted that a notice was delivered. */
  readonly #known = new Map<string, number>();

  constructor(parts: NoticeJudgeParts) {
    this.#parts = parts;
  }

  /** Somebody was given a notice to deliver it. */
  onClaim({ notice, sink }: Send): void {
    const { findings, isCalmButForSink, now } = this.#parts;
    findings.checked(2);
    this.tally.attempts += 1;
    if (this.#known.has(notice.id)) this.#breach(`${notice.id} is sent again, and was known to be delivered`);
    const isFirst = !this.#tried.has(notice.id);
    this.#tried.add(notice.id);
    const lateMs = now() - notice.at;
    if (
      isFirst &&
      sink.id === SIM.steadySink &&
      notice.kind === "fire" &&
      isCalmButForSink() &&
      lateMs > SIM.noticeLateMs
    )
      this.#breach(`${notice.id} was first sent ${lateMs} ms after it was decided`);
  }

  onSettled({ sink }: Send, noticeId: string, answer: DeliveryAnswer, settled: Settled): void {
    const isDelivered = judgeAnswer(sink.kind, answer).kind === "delivered" && settled.kind === "ack";
    if (isDelivered && !this.#known.has(noticeId)) this.#known.set(noticeId, this.#parts.scheduler.nowMs);
  }

  onTaken(taken: Taken): void {
    const { sinkId, kind, incidentId, noticeId, wireId } = taken;
    this.#parts.findings.checked();
    const thread = `${sinkId} ${incidentId}`;
    if (kind === "fire") this.#begun.add(thread);
    else if (!this.#begun.has(thread))
      this.#breach(`${sinkId} was told the ${kind} of ${incidentId}, and no fire`);
    const id = `${sinkId} ${wireId ?? noticeId}`;
    if (this.#ids.has(id)) {
      if (wireId === null) this.tally.shownTwice += 1;
      else this.tally.repeated += 1;
    }
    this.#ids.add(id);
    this.#taken.push(taken);
  }

  #breach(what: string): void {
    this.#parts.findings.breach("I6", this.#parts.tenant, what);
  }

  /** The reckoning, with all notices and alerts of record. */
  finish(notices: readonly NoticeView[], alerts: readonly AlertView[]): void {
    const { findings } = this.#parts;
    const ofRecord = new Map(notices.map((notice) => [notice.id, notice]));
    const alertIds = new Set(alerts.map(({ id }) => id));
    const takenIds = new Set(this.#taken.map(({ noticeId }) => noticeId));
    findings.checked(notices.length + this.#taken.length + alerts.length);
    for (const taken of this.#taken) {
      const { noticeId, sinkId } = taken;
      if (ofRecord.get(noticeId)?.sinkId !== sinkId)
        this.#breach(`${sinkId} was told ${noticeId}, which is not of record`);
      const unknown = taken.alertIds.find((id) => !alertIds.has(id));
      if (unknown !== undefined) this.#breach(`${sinkId} was told of ${unknown}, which is not of record`);
    }
    for (const notice of notices) {
      this.tally.decided += 1;
      if (notice.state === "delivered") this.tally.delivered += 1;
      if (notice.state === "dead") this.tally.dead += 1;
      if (notice.state === "delivered" && !takenIds.has(notice.id))
        this.#breach(`${notice.id} counts as delivered and was never taken`);
      this.#checkOpen(notice, notices);
    }
    for (const alert of alerts) this.#checkTold(alert, notices);
  }

  /** What is not at its end is on its way, and has not been forgotten there. */
  #checkOpen(notice: NoticeView, notices: readonly NoticeView[]): void {
    const { id, state, sinkId, incidentId, tries, last, at } = notice;
    if (state === "ready" || state === "sending") {
      const restMs = Math.min(BOUNDS.noticeBackoffMaxMs, BOUNDS.noticeBackoffBaseMs * 2 ** tries);
      const dueAt =
        Math.max(at, last?.at ?? 0, this.#parts.healAtMs) +
        restMs * (1 + BOUNDS.spreadShare) +
        SIM.noticeOverdueMs;
      if (this.#parts.now() > dueAt) this.#breach(`${id} is ${state} and forgotten: ${tries} tries`);
    }
    if (state !== "held") return;
    const isWaiting = notices.some(
      (one) =>
        one.incidentId === incidentId &&
        one.sinkId === sinkId &&
        one.kind === "fire" &&
        (one.state === "ready" || one.state === "sending"),
    );
    if (!isWaiting) this.#breach(`${id} is held, and waits for no fire`);
  }

  /** What fires is told, or there is a reason why not. */
  #checkTold(
    { id, phase, telling, firedAt, incidentId, entity }: AlertView,
    notices: readonly NoticeView[],
  ): void {
    const isOld = this.#parts.now() - firedAt > BOUNDS.groupWaitMs + SIM.noticeOverdueMs;
    if (phase === "firing" && isOld && (telling === "waiting" || telling === "noSink"))
      this.#breach(`${id} has fired long since and is ${telling}`);
    if (telling !== "told" || entity.kind === "feed") return;
    if (!notices.some((notice) => notice.incidentId === incidentId && notice.kind === "fire"))
      this.#breach(`${id} counts as told, and there is no notice of it`);
  }
}
