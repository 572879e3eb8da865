/**
 * Invariant 11, seen from outside: at most one dial lives, dials keep their distance, and after five failures in a
 * row there is a pause. It counts what reached the network, which is never more than the desk itself counts.
 */
import { BOUNDS } from "@callboard/core";
import type { DialFailure } from "@callboard/desk";

export interface Dial {
  readonly no: number;
  readonly beganAt: number;
  openedAt: number | null;
  /** Heard of a message long enough after it opened that its past is forgiven. */
  isProven: boolean;
  isOver: boolean;
}

export interface DialBookParts {
  /** The desk's own clock, by which it waits. */
  readonly now: () => number;
  readonly onBreach: (what: string) => void;
  readonly onCheck: () => void;
}

export class DialBook {
  readonly #parts: DialBookParts;
  #dials = 0;
  #live = new Set<Dial>();
  #failures = 0;
  #wasRefused401 = false;
  #endedAt: number | null = null;
  #askedForMs = 0;
  #mostFailures = 0;
  #opened = 0;

  constructor(parts: DialBookParts) {
    this.#parts = parts;
  }

  get dials(): number {
    return this.#dials;
  }

  /** Streams that were opened so far. */
  get streams(): number {
    return this.#opened;
  }

  /** The longest row of failures that was seen. */
  get mostFailures(): number {
    return this.#mostFailures;
  }

  /** A new desk begins with a clean book: its sockets went with the old one. */
  forget(): void {
    this.#live = new Set();
    this.#failures = 0;
    this.#endedAt = null;
    this.#askedForMs = 0;
    this.#wasRefused401 = false;
  }

  begin(): Dial {
    const { now, onBreach, onCheck } = this.#parts;
    this.#dials += 1;
    const dial: Dial = { no: this.#dials, beganAt: now(), openedAt: null, isProven: false, isOver: false };
    onCheck();
    if (this.#live.size > 0) onBreach(`dial ${dial.no} while ${this.#live.size} still live`);
    if (this.#endedAt !== null) {
      const restMs = dial.beganAt - this.#endedAt;
      const leastMs = this.#leastRestMs();
      if (restMs < leastMs) {
        onBreach(
          `dial ${dial.no} came ${restMs} ms after the last end, not ${leastMs} (${this.#failures} failures)`,
        );
      }
    }
    this.#live.add(dial);
    return dial;
  }

  #leastRestMs(): number {
    const backoffMs = Math.min(
      BOUNDS.backoffMaxMs,
      BOUNDS.backoffBaseMs * 2 ** Math.max(0, this.#failures - 1),
    );
    const pauseMs = this.#failures >= BOUNDS.breakerFailures ? BOUNDS.breakerPauseMs : 0;
    return Math.max(backoffMs, pauseMs, this.#askedForMs);
  }

  opened(dial: Dial): void {
    dial.openedAt = this.#parts.now();
    this.#opened += 1;
  }

  message(dial: Dial): void {
    if (dial.openedAt === null || this.#parts.now() - dial.openedAt < BOUNDS.linkProvenMs) return;
    dial.isProven = true;
    this.#failures = 0;
  }

  failed(dial: Dial, failure: DialFailure): void {
    const status = failure.kind === "answered" ? failure.status : 0;
    // The first 401 looks like an expired token and is no failure of the upstream.
    if (status !== 401 || this.#wasRefused401) this.#failures += 1;
    this.#wasRefused401 = status === 401;
    const retryAfterMs = failure.kind === "answered" ? (failure.retryAfterMs ?? 0) : 0;
    this.#end(dial, Math.min(retryAfterMs, BOUNDS.retryAfterMaxMs));
  }

  /** The stream ended, or the desk hung up. */
  ended(dial: Dial): void {
    if (dial.isOver) return;
    if (dial.openedAt !== null && !dial.isProven) this.#failures += 1;
    if (dial.openedAt !== null) this.#wasRefused401 = false;
    this.#end(dial, 0);
  }

  #end(dial: Dial, askedForMs: number): void {
    if (dial.isOver) return;
    dial.isOver = true;
    this.#live.delete(dial);
    this.#endedAt = this.#parts.now();
    this.#askedForMs = askedForMs;
    this.#mostFailures = Math.max(this.#mostFailures, this.#failures);
  }
}
