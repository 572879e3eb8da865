/**
 * The Queue `notices` and its consumer, as the Worker has them: a few messages at a time, each claimed, delivered and
 * settled; one that takes long is left to go on behind, so that a sink that hangs holds up no other.
 */
import type { Claim, Settled } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import type { DeliveryAnswer } from "@callboard/notices";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";
import type { AlertHost } from "./alert-host.ts";

type Send = Extract<Claim, { kind: "send" }>;

export interface NoticeQueueParts {
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly host: () => AlertHost;
  /** One attempt at a receiver, answered within the time that a sender waits. */
  readonly post: (claim: Send, done: (answer: DeliveryAnswer) => void) => void;
  /** The alert desk has noted what came of an attempt. */
  readonly onSettled: (claim: Send, noticeId: string, answer: DeliveryAnswer, settled: Settled) => void;
  /** The alert desk has given a notice to deliver it. */
  readonly onClaim: (claim: Send) => void;
}

/** What came of one attempt. */
interface Outcome {
  readonly claim: Send;
  readonly noticeId: string;
  readonly came: DeliveryAnswer;
}

interface Message {
  readonly noticeId: string;
  attempts: number;
}

const LATER: Claim = { kind: "later", ms: BOUNDS.noticeBackoffBaseMs };
const UNREACHED: Settled = { kind: "retry", delayMs: BOUNDS.noticeBackoffBaseMs };
const BEHIND: Settled = { kind: "retry", delayMs: BOUNDS.noticeTimeoutMs + 2 * BOUNDS.noticePatienceMs };

export class NoticeQueue {
  readonly #parts: NoticeQueueParts;
  #inbox: Message[] = [];
  #isBusy = false;
  #waiting = 0;
  #peak = 0;

  constructor(parts: NoticeQueueParts) {
    this.#parts = parts;
  }

  get peak(): number {
    return this.#peak;
  }

  /** The alert desk's port. */
  send(noticeIds: readonly string[], done: (isTaken: boolean) => void): void {
    const { scheduler, weather } = this.#parts;
    const isRefused = weather.strikes("noticeQueueRefuses");
    scheduler.after(this.#hopMs(), () => {
      if (!isRefused) for (const noticeId of noticeIds) this.#accept({ noticeId, attempts: 0 });
      scheduler.after(this.#hopMs(), () => done(!isRefused));
    });
  }

  #hopMs(): number {
    return this.#parts.random.between(SIM.hopMinMs, SIM.hopMaxMs);
  }

  #accept(message: Message): void {
    const { weather, random } = this.#parts;
    if (weather.strikes("noticeQueueLost")) {
      // What the queue gives up goes to its dead letters; what it truly loses goes nowhere.
      if (random.chance(0.5)) this.#bury(message);
      return;
    }
    const delayMs = weather.strikes("noticeQueueDelay") ? random.between(1_000, 20_000) : 0;
    this.#bring(message, this.#hopMs() + delayMs);
    if (weather.strikes("noticeQueueDuplicate"))
      this.#bring({ ...message }, this.#hopMs() + random.between(0, 10_000));
  }

  #bring(message: Message, afterMs: number): void {
    this.#waiting += 1;
    this.#peak = Math.max(this.#peak, this.#waiting);
    this.#parts.scheduler.after(afterMs, () => {
      this.#waiting -= 1;
      this.#inbox.push(message);
      if (!this.#isBusy) this.#pump();
    });
  }

  /** One invocation after the other: the worst that the platform may do. */
  #pump(): void {
    const messages = this.#inbox.splice(0, SIM.noticeBatchMax);
    this.#isBusy = messages.length > 0;
    let open = messages.length;
    for (const message of messages) {
      this.#handle(message, (verdict) => {
        if (verdict.kind === "retry") this.#again(message, verdict.delayMs);
        open -= 1;
        if (open === 0) this.#pump();
      });
    }
  }

  #again(message: Message, delayMs: number): void {
    message.attempts += 1;
    if (message.attempts > SIM.noticeRetriesMax) this.#bury(message);
    else this.#bring(message, Math.ceil(delayMs / 1_000) * 1_000);
  }

  #bury({ noticeId }: Message): void {
    const { scheduler, host } = this.#parts;
    const tell = (): void =>
      host().rpc(
        "bury",
        (desk) => {
          desk.bury(noticeId, "It was handed out too often.");
          return true;
        },
        (isTold) => {
          if (isTold === null) scheduler.after(BOUNDS.batchRetryMaxMs, tell);
        },
      );
    scheduler.after(this.#hopMs(), tell);
  }

  #handle(message: Message, done: (verdict: Settled) => void): void {
    const { host, onClaim } = this.#parts;
    host().rpc(
      "claim",
      (_desk, door) => {
        const claim = structuredClone(door.claim(message.noticeId));
        if (claim.kind === "send") onClaim(claim);
        return claim;
      },
      (answer) => {
        const claim = answer ?? LATER;
        if (claim.kind === "settled") done({ kind: "ack" });
        else if (claim.kind === "later") done({ kind: "retry", delayMs: claim.ms });
        else this.#deliver(message, claim, done);
      },
    );
  }

  #deliver({ noticeId }: Message, claim: Send, done: (verdict: Settled) => void): void {
    const { scheduler, weather, random, post } = this.#parts;
    let isAnswered = false;
    const answer = (verdict: Settled): void => {
      if (!isAnswered) done(verdict);
      isAnswered = true;
    };
    if (weather.strikes("noticeConsumerDies")) {
      // Before or after it reached the receiver; nobody tells the alert desk.
      if (random.chance(0.5)) post(claim, () => undefined);
      answer({ kind: "retry", delayMs: random.between(1_000, 40_000) });
      return;
    }
    post(claim, (came) => this.#settle({ claim, noticeId, came }, 0, answer));
    if (claim.isSlow) answer(BEHIND);
    else scheduler.after(BOUNDS.noticePatienceMs, () => answer(BEHIND));
  }

  #settle(outcome: Outcome, tries: number, done: (verdict: Settled) => void): void {
    const { scheduler, host, onSettled } = this.#parts;
    const { claim, noticeId, came } = outcome;
    host().rpc(
      "settle",
      (_desk, door) => {
        const settled = door.settle(noticeId, came);
        onSettled(claim, noticeId, came, settled);
        return settled;
      },
      (settled) => {
        if (settled !== null) done(settled);
        else if (tries + 1 >= BOUNDS.settleTriesMax) done(UNREACHED);
        else scheduler.after(BOUNDS.settleRetryMs, () => this.#settle(outcome, tries + 1, done));
      },
    );
  }
}
