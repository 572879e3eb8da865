/**
 * Tells the tenant's desk what its walls are to show of alerts: whole each time, one telling on its way at most, the
 * newest wins. Nothing is told that is not committed.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { isFrozen } from "@callboard/core/alerting";
import { doublingMs } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { AlertAgenda } from "../dues.ts";
import { boardAlerts } from "./board.ts";

export class Teller {
  readonly life: string;
  readonly #book: Book;
  readonly #agenda: AlertAgenda;
  readonly #onTurnEnd: () => void;
  /** The revision that is on its way, and until when it may take; 0 where none is. */
  #onItsWay = 0;
  #giveUpAt: EpochMs = 0;
  #notBefore: EpochMs = 0;
  #revision = 0;
  #shownAt: EpochMs | null = null;
  #failures = 0;
  #failuresInARow = 0;

  /** `onTurnEnd` is called at the end of turns that begin here. */
  constructor(book: Book, agenda: AlertAgenda, onTurnEnd: () => void) {
    this.#onTurnEnd = onTurnEnd;
    this.#book = book;
    this.#agenda = agenda;
    this.life = book.ports.newId();
  }

  facts(): { readonly revision: number; readonly shownAt: EpochMs | null; readonly failures: number } {
    return { revision: this.#revision, shownAt: this.#shownAt, failures: this.#failures };
  }

  /** The end of every turn: what changed is told. */
  flush(): void {
    const { now } = this.#book;
    if (!this.#book.isBoardStale || now < this.#notBefore) return;
    if (this.#onItsWay !== 0 && now < this.#giveUpAt) return;
    const memory = this.#book.open();
    if (memory === null) return;
    this.#book.isBoardStale = false;
    this.#revision += 1;
    const revision = this.#revision;
    this.#onItsWay = revision;
    this.#giveUpAt = now + BOUNDS.deskAskMs;
    this.#agenda.plan("tell", now + BOUNDS.alertsTellEveryMs);
    const drawn = boardAlerts(memory.alerts.values());
    const push = { life: this.life, revision, at: now, isFrozen: isFrozen(memory.engine), ...drawn };
    this.#book.ports.floor.show(push, ({ kind }) => this.#onShown(revision, kind === "answered"));
  }

  /** Walls are told from time to time that somebody watches, whether anything has changed or not. */
  remind(): void {
    this.#book.isBoardStale = true;
    this.#agenda.planBy("tell", this.#book.now + BOUNDS.alertsTellEveryMs);
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    this.#giveUpAt += byMs;
    this.#notBefore += byMs;
  }

  #onShown(revision: number, isShown: boolean): void {
    if (this.#onItsWay !== revision) return;
    this.#onItsWay = 0;
    const { now } = this.#book;
    if (isShown) {
      this.#shownAt = now;
      this.#failuresInARow = 0;
    } else this.#later(now);
    this.#onTurnEnd();
  }

  #later(now: EpochMs): void {
    this.#failures += 1;
    this.#failuresInARow += 1;
    this.#notBefore = now + doublingMs(BOUNDS.gapRetryMs, this.#failuresInARow, BOUNDS.alertsTellEveryMs);
    this.#book.isBoardStale = true;
    this.#agenda.planBy("tell", this.#notBefore);
  }
}
