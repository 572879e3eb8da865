/**
 * The receivers of notices as the outside has them: they read what comes off the wire, take it or not, and answer late,
 * never, twice over, or only after they have hung up.
 */
import type { Claim } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import { type DeliveryAnswer, deliveryOf, type NoticeKind } from "@callboard/notices";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { MachineClock } from "../host/clock.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";

type Send = Extract<Claim, { kind: "send" }>;

/** What a receiver took. */
export interface Taken {
  readonly sinkId: string;
  /** What it tells repeats by: an id off the wire, or `null` where this kind of receiver has none. */
  readonly wireId: string | null;
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly incidentId: string;
  readonly alertIds: readonly string[];
  readonly atMs: number;
}

export interface ReceiversParts {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly clock: MachineClock;
  /** Something has arrived at a receiver, whether it takes it or not. */
  readonly onAttempt: (sinkId: string, noticeId: string) => void;
  readonly onTaken: (taken: Taken) => void;
  readonly onForeign: (what: string) => void;
}

const TIMEOUT: DeliveryAnswer = { kind: "failed", why: "timeout", detail: "No answer." };
const HUNG_UP: DeliveryAnswer = { kind: "failed", why: "network", detail: "It hung up." };

const answered = (status: number, retryAfterMs: number | null = null): DeliveryAnswer => ({
  kind: "answered",
  status,
  retryAfterMs,
  body: "",
});

export class Receivers {
  readonly #parts: ReceiversParts;
  #attempts = 0;

  constructor(parts: ReceiversParts) {
    this.#parts = parts;
  }

  /** One attempt. `done` is called once, within the time that a sender waits. */
  post(claim: Send, done: (answer: DeliveryAnswer) => void): void {
    const { scheduler, random, clock } = this.#parts;
    const headers = this.#written(claim, clock.now());
    const sentAtMs = scheduler.nowMs;
    const hopMs = random.between(SIM.hopMinMs, SIM.hopMaxMs);
    scheduler.after(hopMs, () => {
      const { sink, notice } = claim;
      this.#parts.onAttempt(sink.id, notice.id);
      const taken = this.#read(claim, headers);
      const come = this.#come(sink.id);
      if (come.isTaken) this.#parts.onTaken(taken);
      const backMs = random.between(SIM.hopMinMs, SIM.hopMaxMs) + come.lateMs;
      const leftMs = sentAtMs + BOUNDS.noticeTimeoutMs - scheduler.nowMs;
      if (come.answer === null || backMs >= leftMs) scheduler.after(leftMs, () => done(TIMEOUT));
      else {
        const status = sink.kind === "pagerduty" && come.answer === OK ? answered(202) : come.answer;
        scheduler.after(backMs, () => done(status));
      }
    });
  }

  /** What goes over the wire. Formats without an id are the same at each try, so that most of them need not be written. */
  #written({ sink, notice }: Send, at: number): Readonly<Record<string, string>> {
    this.#attempts += 1;
    if (sink.kind !== "webhook" && this.#attempts % SIM.formatEvery !== 0) return {};
    const delivery = deliveryOf(sink, notice, at);
    return delivery.kind === "http" ? delivery.headers : {};
  }

  #come(sinkId: string): {
    readonly isTaken: boolean;
    /** `null`: none comes in time. */
    readonly answer: DeliveryAnswer | null;
    readonly lateMs: number;
  } {
    const { weather, random } = this.#parts;
    if (sinkId === SIM.hangingSink && weather.strikes("sinkHangs"))
      return { isTaken: random.chance(0.3), answer: null, lateMs: 0 };
    if (weather.strikes("sinkTimeoutAfterSuccess")) return { isTaken: true, answer: null, lateMs: 0 };
    if (weather.strikes("sinkHangsUp")) return { isTaken: random.chance(0.5), answer: HUNG_UP, lateMs: 0 };
    if (weather.strikes("sink429")) {
      const retryAfterMs = random.pick([null, 1_000, 5_000, 20_000]);
      return { isTaken: false, answer: answered(429, retryAfterMs), lateMs: 0 };
    }
    if (weather.strikes("sink5xx"))
      return { isTaken: false, answer: answered(random.pick([500, 502, 503])), lateMs: 0 };
    if (weather.strikes("sinkRefuses"))
      return { isTaken: false, answer: answered(random.pick([400, 404, 410])), lateMs: 0 };
    const lateMs = weather.strikes("sinkSlow") ? random.between(1_000, 9_000) : 0;
    return { isTaken: true, answer: OK, lateMs };
  }

  /** Off the wire, where the wire tells it. */
  #read({ sink, notice }: Send, headers: Readonly<Record<string, string>>): Taken {
    const { scheduler, tenant, onForeign } = this.#parts;
    if (notice.tenant !== tenant) onForeign(`a notice of ${notice.tenant}`);
    const wireId =
      sink.kind === "webhook"
        ? (headers["webhook-id"] ?? null)
        : sink.kind === "pagerduty"
          ? `${notice.kind} ${notice.incidentId}`
          : null;
    return {
      sinkId: sink.id,
      wireId,
      noticeId: notice.id,
      kind: notice.kind,
      incidentId: notice.incidentId,
      alertIds: notice.alerts.map(({ alertId }) => alertId),
      atMs: scheduler.nowMs,
    };
  }
}

const OK = answered(200);
