/**
 * Hands notices to the queue after they are committed. Until the queue has taken one, and again where nothing was heard
 * of it, it stays on the list: a notice may be handed out twice, and is never forgotten (invariant 10).
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Book } from "../book.ts";
import type { AlertAgenda } from "../dues.ts";

export class HandOut {
  readonly #book: Book;
  readonly #agenda: AlertAgenda;
  /** A call on its way, and until when it may take; 0 where none is. */
  #call = 0;
  #calls = 0;
  #giveUpAt: EpochMs = 0;
  #notBefore: EpochMs = 0;

  constructor(book: Book, agenda: AlertAgenda) {
    this.#book = book;
    this.#agenda = agenda;
  }

  /** The end of every turn. */
  flush(): void {
    const { now, stores, ports } = this.#book;
    if (!this.#book.hasNotices || now < this.#notBefore) return;
    if (this.#call !== 0 && now < this.#giveUpAt) return;
    if (this.#book.open() === null) return;
    const ids = this.#book.read(() => stores.notices.toHand(now, BOUNDS.noticesPerSend));
    if (ids === null) {
      this.#later(now);
      return;
    }
    this.#book.hasNotices = false;
    if (ids.length === 0) {
      this.#planNext();
      return;
    }
    this.#calls += 1;
    const call = this.#calls;
    this.#call = call;
    this.#giveUpAt = now + BOUNDS.noticeClaimMs;
    this.#agenda.planBy("handOut", this.#giveUpAt);
    ports.notices.send(ids, (isTaken) => this.#onSent(call, ids, isTaken));
  }

  /** The alarm: something is to be handed out (again). */
  remind(): void {
    this.#book.hasNotices = true;
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    this.#giveUpAt += byMs;
    this.#notBefore += byMs;
    // What was handed over may have been lost: when it is to be looked for has moved, too.
    this.#book.hasNotices = true;
  }

  #onSent(call: number, ids: readonly string[], isTaken: boolean): void {
    if (this.#call !== call) return;
    this.#call = 0;
    const { now, stores } = this.#book;
    if (!isTaken) {
      this.#later(now);
      return;
    }
    const marked = this.#book.commit(() => stores.notices.markHanded(ids, now));
    if (marked.kind === "failed") {
      this.#later(now);
      return;
    }
    this.#book.hasNotices = true;
    this.flush();
  }

  #later(now: EpochMs): void {
    this.#book.hasNotices = true;
    this.#notBefore = now + BOUNDS.noticeBackoffBaseMs;
    this.#agenda.planBy("handOut", this.#notBefore);
  }

  #planNext(): void {
    const next = this.#book.read(() => this.#book.stores.notices.nextHandAt());
    if (next === null) this.#agenda.cancel("handOut");
    else this.#agenda.plan("handOut", next);
  }
}
