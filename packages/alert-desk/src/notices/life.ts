/**
 * The life of a notice between the queue and its sink: claimed, sent, settled. Whoever delivers asks first and reports
 * afterwards, each in a turn of its own, so that a notice that was delivered is never sent again by us, and one that was
 * lost on the way is (SPEC D11, D12).
 */
import { BOUNDS, type EpochMs, spreadMs } from "@callboard/core";
import {
  type DeliveryAnswer,
  type DeliveryVerdict,
  judgeAnswer,
  paceMs,
  type Sink,
} from "@callboard/notices";
import { doublingMs } from "@callboard/shell";
import type { Book } from "../book.ts";
import { release } from "../incidents/tell.ts";
import type { Memory } from "../memory.ts";
import { lockedReason } from "../sinks/locked.ts";
import type { StoredSink } from "../sinks/stored-sink.ts";
import type { NoticeRecord } from "../storage/notice-store.ts";
import type { AttemptView, Claim, Settled } from "../views.ts";
import { followFire } from "./acknowledge.ts";
import { Pace } from "./pace.ts";

/** What to do where our own storage does not answer. */
const STORAGE_LATER_MS = BOUNDS.noticeBackoffBaseMs;
/** A receiver that asks for no patience at all is given a moment all the same. */
const RETRY_MIN_MS = 1_000;

export class NoticeLife {
  readonly pace = new Pace();
  readonly #book: Book;

  constructor(book: Book) {
    this.#book = book;
  }

  // ── Before a delivery ────────────────────────────────────────────────────────────────────────────────

  claim(noticeId: string): Claim {
    const claimed = this.#book.commit((memory) => this.#claim(memory, noticeId));
    return claimed.kind === "committed" ? claimed.value : { kind: "later", ms: STORAGE_LATER_MS };
  }

  #claim(memory: Memory, noticeId: string): Claim {
    const { now, stores } = this.#book;
    const notice = stores.notices.find(noticeId);
    if (notice === null || (notice.state !== "ready" && notice.state !== "sending"))
      return { kind: "settled" };
    // A message that came twice: somebody is delivering it.
    const busyUntil = notice.state === "sending" ? (notice.claimedUntil ?? 0) : notice.nextAt;
    if (busyUntil > now) return { kind: "later", ms: busyUntil - now };
    const stored = memory.sinks.get(notice.sinkId);
    if (stored?.shown.enabled !== true)
      return this.#callOff(notice, stored === undefined ? "removed" : "switched off");
    if (notice.tries >= BOUNDS.noticeTriesMax) return this.#die(notice, "it was tried too often");
    if (stored.inside.kind === "locked") return this.#die(notice, lockedReason(stored.inside.why));
    const slotAt = this.#turnOf(notice, stored.shown, now);
    if (slotAt > now) {
      stores.notices.save({ ...notice, slotAt, nextAt: slotAt, handAt: slotAt + BOUNDS.noticeLostMs });
      return { kind: "later", ms: slotAt - now };
    }
    return this.#hand(notice, stored.inside.sink, stored.last, now);
  }

  /** Its turn at a receiver that takes only so many; where the receiver has asked for patience since, a later one. */
  #turnOf({ slotAt }: NoticeRecord, { id, kind }: Pick<Sink, "id" | "kind">, now: EpochMs): EpochMs {
    const isKept = slotAt !== null && !this.pace.isForfeit(id, slotAt);
    return isKept ? slotAt : this.pace.take(id, now, paceMs(kind));
  }

  #hand(notice: NoticeRecord, sink: Sink, last: StoredSink["last"], now: EpochMs): Claim {
    const { notices } = this.#book.stores;
    const body = notices.body(notice.id);
    if (body === null) return { kind: "settled" };
    const isSlow = last?.isTimeout === true || notices.isAnyLong(sink.id, now);
    notices.save({
      ...notice,
      state: "sending",
      tries: notice.tries + 1,
      slotAt: null,
      claimedUntil: now + BOUNDS.noticeClaimMs,
      handAt: now + BOUNDS.noticeLostMs,
    });
    return { kind: "send", sink, notice: body, isSlow };
  }

  #callOff(notice: NoticeRecord, why: string): Claim {
    this.#end(notice, "cancelled", unsent(this.#book.now, `the sink was ${why}`));
    return { kind: "settled" };
  }

  #die(notice: NoticeRecord, why: string): Claim {
    this.#end(notice, "dead", {
      ...unsent(this.#book.now, why),
      status: notice.last?.status ?? null,
    });
    return { kind: "settled" };
  }

  // ── After it ─────────────────────────────────────────────────────────────────────────────────────────

  settle(noticeId: string, answer: DeliveryAnswer): Settled {
    const settled = this.#book.commit((memory) => this.#settle(memory, noticeId, answer));
    // What could not be noted stays claimed, and comes up again.
    return settled.kind === "committed" ? settled.value : { kind: "retry", delayMs: STORAGE_LATER_MS };
  }

  #settle(memory: Memory, noticeId: string, answer: DeliveryAnswer): Settled {
    const notice = this.#book.stores.notices.find(noticeId);
    if (notice === null || notice.state === "delivered") return { kind: "ack" };
    const sink = memory.sinks.get(notice.sinkId);
    const now = this.#book.now;
    const verdict: DeliveryVerdict =
      sink === undefined ? verdictWithoutSink(answer) : judgeAnswer(sink.shown.kind, answer);
    const last = attemptOf(answer, verdict, now);
    if (sink !== undefined) {
      const noted = { ...sink, last };
      memory.sinks.set(noted.shown.id, noted);
      this.#book.stores.sinks.save(noted);
    }
    if (verdict.kind === "delivered") this.#deliver(memory, notice, last);
    // Somebody else's word on it stands, or it was called off meanwhile.
    else if (notice.state !== "sending") return { kind: "ack" };
    else if (verdict.kind === "dead") this.#end(notice, "dead", last);
    else if (notice.tries >= BOUNDS.noticeTriesMax) this.#end(notice, "dead", last);
    else return this.#retry(notice, verdict.afterMs, last);
    return { kind: "ack" };
  }

  #deliver(memory: Memory, notice: NoticeRecord, last: AttemptView): void {
    this.#end(notice, "delivered", last);
    followFire(this.#book, memory, notice);
  }

  #retry(notice: NoticeRecord, afterMs: number | null, last: AttemptView): Settled {
    const { now, ports } = this.#book;
    const grownMs = doublingMs(BOUNDS.noticeBackoffBaseMs, notice.tries, BOUNDS.noticeBackoffMaxMs);
    const backoffMs = spreadMs(grownMs, ports.chance());
    const delayMs = Math.ceil(afterMs === null ? backoffMs : Math.max(RETRY_MIN_MS, afterMs));
    if (afterMs !== null) this.pace.rest(notice.sinkId, now + delayMs);
    this.#book.stores.notices.save({
      ...notice,
      ...{ state: "ready", claimedUntil: null, slotAt: null, last },
      nextAt: now + delayMs,
      handAt: now + delayMs + BOUNDS.noticeLostMs,
    });
    return { kind: "retry", delayMs };
  }

  /** It came to the dead-letter queue: whatever it was, a person is to see it. */
  bury(noticeId: string, why: string): void {
    this.#book.commit(() => {
      const notice = this.#book.stores.notices.find(noticeId);
      if (notice === null || (notice.state !== "ready" && notice.state !== "sending")) return;
      this.#die(notice, why.slice(0, BOUNDS.detailCharsMax));
    });
  }

  #end(notice: NoticeRecord, state: "delivered" | "dead" | "cancelled", last: AttemptView): void {
    const { now, stores } = this.#book;
    stores.notices.save({
      ...notice,
      ...{ state, last, handAt: null, claimedUntil: null, slotAt: null },
      deliveredAt: state === "delivered" ? now : notice.deliveredAt,
    });
    if (notice.kind === "fire") release(this.#book, notice.incidentId, notice.sinkId);
  }
}

/** The sink was removed while its notice was on the way: nobody can judge it by the receiver's own rules any more. */
const verdictWithoutSink = (answer: DeliveryAnswer): DeliveryVerdict =>
  answer.kind === "sent" || (answer.kind === "answered" && answer.status >= 200 && answer.status < 300)
    ? { kind: "delivered" }
    : { kind: "dead", why: "the sink was removed" };

/** A word and a code of an attempt; never what was sent, nor what came back. */
function attemptOf(answer: DeliveryAnswer, verdict: DeliveryVerdict, at: EpochMs): AttemptView {
  return {
    at,
    status: answer.kind === "answered" ? answer.status : null,
    why: verdict.kind === "delivered" ? null : verdict.why.slice(0, BOUNDS.detailCharsMax),
    isTimeout: answer.kind === "failed" && answer.why === "timeout",
  };
}

/** Why something was not sent at all. */
export const unsent = (at: EpochMs, why: string): AttemptView => ({
  at,
  status: null,
  why,
  isTimeout: false,
});
