/**
 * A stand-in for the queue `notices`, its consumer and the receivers behind it: at-least-once, as the Worker's is. It
 * keeps every request that a receiver saw.
 */
import type { DeliveryAnswer, Notice } from "@callboard/notices";
import type { ManualTime } from "@callboard/shell/testing";
import type { AlertDesk } from "../src/alert-desk.ts";
import type { NoticeQueue } from "../src/ports.ts";

export interface Request {
  readonly at: number;
  readonly sinkId: string;
  readonly notice: Notice;
}

export type Receiver = (request: Request, number: number) => DeliveryAnswer | "hangs";

export const OK: DeliveryAnswer = { kind: "answered", status: 200, retryAfterMs: null, body: "ok" };
export const answered = (status: number, retryAfterMs: number | null = null): DeliveryAnswer => ({
  ...{ kind: "answered", status, retryAfterMs, body: "" },
});
export const TIMEOUT: DeliveryAnswer = { kind: "failed", why: "timeout", detail: "no answer in 10 s" };

export class Receivers implements NoticeQueue {
  readonly #time: ManualTime;
  readonly requests: Request[] = [];
  /** Ids that were handed over, call by call. */
  readonly sends: (readonly string[])[] = [];
  readonly receivers = new Map<string, Receiver>();
  /** Whom the consumer calls; `null` while nobody holds the alert desk. */
  desk: AlertDesk | null = null;
  /** Whether the queue takes what it is given. */
  isTaking = true;
  /** Every message comes so often. */
  copies = 1;

  constructor(time: ManualTime) {
    this.#time = time;
  }

  send(noticeIds: readonly string[], done: (isTaken: boolean) => void): void {
    this.sends.push(noticeIds);
    const isTaken = this.isTaking;
    if (isTaken)
      for (const id of noticeIds) for (let copy = 0; copy < this.copies; copy += 1) this.#deliver(id, 5);
    this.#time.later(1, () => done(isTaken));
  }

  #deliver(noticeId: string, ms: number): void {
    this.#time.later(ms, () => {
      if (this.desk === null) return this.#deliver(noticeId, 1_000);
      const claim = this.desk.claim(noticeId);
      if (claim.kind === "later") return this.#deliver(noticeId, claim.ms);
      if (claim.kind === "send")
        this.#post(noticeId, { at: this.#time.now(), sinkId: claim.sink.id, notice: claim.notice });
    });
  }

  #post(noticeId: string, request: Request): void {
    this.requests.push(request);
    const receiver = this.receivers.get(request.sinkId) ?? (() => OK);
    const number = this.requests.filter(({ notice }) => notice.id === noticeId).length;
    const answer = receiver(request, number);
    // The sender's own time-out is the longest that anything takes.
    const [ms, known] = answer === "hangs" ? [10_000, TIMEOUT] : [50, answer];
    this.#time.later(ms, () => {
      const settled = this.desk?.settle(noticeId, known) ?? { kind: "retry", delayMs: 1_000 };
      if (settled.kind === "retry") this.#deliver(noticeId, settled.delayMs);
    });
  }

  /** What one sink was told, in short: `fire 2` is a fire notice of two alerts. */
  told(sinkId: string): string[] {
    return this.requests
      .filter((request) => request.sinkId === sinkId)
      .map(({ notice }) => `${notice.kind} ${notice.alerts.length + notice.more}`);
  }
}
