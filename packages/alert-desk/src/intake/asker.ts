/**
 * Asks the tenant's desk for what is missing: one question at a time, with patience that grows until an answer has helped.
 * It decides nothing about the answers: whoever takes one says whether it did (`relax`).
 */
import { BOUNDS, type EpochMs, spreadMs } from "@callboard/core";
import type { FloorBatch, FloorSnapshot } from "@callboard/core/alerting";
import { doublingMs } from "@callboard/shell";
import type { AlertPorts, Answered } from "../ports.ts";

export interface AskerEvents {
  onRows(rows: readonly FloorBatch[] | null): void;
  onSnapshot(snapshot: FloorSnapshot): void;
  onFailed(): void;
}

export class Asker {
  readonly #ports: AlertPorts;
  readonly #events: AskerEvents;
  /** The question that is open; an answer to another one is late and says nothing. */
  #open = 0;
  #asked = 0;
  /** Questions in a row that have not helped: not answered, or answered with nothing that could be used. */
  #fruitless = 0;
  #notBefore: EpochMs = 0;

  constructor(ports: AlertPorts, events: AskerEvents) {
    this.#ports = ports;
    this.#events = events;
  }

  get isAsking(): boolean {
    return this.#open !== 0;
  }

  /** How long to wait before the next question. */
  get patienceMs(): number {
    return Math.max(0, Math.min(this.#notBefore - this.#ports.clock.now(), BOUNDS.gapRetryMaxMs));
  }

  askRows(lineage: string, seq: number): void {
    if (this.isAsking) return;
    const close = this.#begin();
    this.#ports.floor.rowsAfter(lineage, seq, (answer) =>
      this.#answered(close, answer, (rows) => this.#events.onRows(rows)),
    );
  }

  askSnapshot(): void {
    if (this.isAsking) return;
    const close = this.#begin();
    this.#ports.floor.snapshot((answer) =>
      this.#answered(close, answer, (snapshot) => this.#events.onSnapshot(snapshot)),
    );
  }

  /** Opens a question. What it gives closes it, and tells whether it was still open. */
  #begin(): () => boolean {
    this.#asked += 1;
    const question = this.#asked;
    this.#open = question;
    let callOff: () => void = () => undefined;
    const close = (): boolean => {
      if (this.#open !== question) return false;
      this.#open = 0;
      callOff();
      return true;
    };
    callOff = this.#ports.timers.after(BOUNDS.deskAskMs, () => {
      if (close()) this.#fail();
    });
    return close;
  }

  #answered<Value>(close: () => boolean, answer: Answered<Value>, take: (value: Value) => void): void {
    if (!close()) return;
    if (answer.kind === "failed") {
      this.#fail();
      return;
    }
    // An answer is no help before it has helped: one that never does must not be asked for again and again.
    this.#rest();
    take(answer.value);
  }

  /** What was missing is here, or nothing is missing any more: the next question need not wait. */
  relax(): void {
    this.#fruitless = 0;
    this.#notBefore = 0;
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    this.#notBefore += byMs;
  }

  #fail(): void {
    this.#rest();
    this.#events.onFailed();
  }

  #rest(): void {
    this.#fruitless += 1;
    const waitMs = doublingMs(BOUNDS.gapRetryMs, this.#fruitless, BOUNDS.gapRetryMaxMs);
    this.#notBefore = this.#ports.clock.now() + spreadMs(waitMs, this.#ports.chance());
  }
}
