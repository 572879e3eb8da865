/**
 * The desk's heartbeat in memory: once a second, what happens because time passes. It is lost with the object, and
 * may be lost without it, so the watchdog looks after it. It also sees a clock that was set back, which would
 * otherwise hold every wait up until the clock has caught up.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Clock, Timers } from "@callboard/shell";

export interface PulseParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onBeat: () => void;
  /** The clock was set back, by this many milliseconds (a negative figure). */
  readonly onSetBack: (byMs: number) => void;
}

/** A timer that is later than this was lost. */
const LATE_MS = 5 * BOUNDS.tickMs;

export class Pulse {
  readonly #parts: PulseParts;
  #callOff: (() => void) | null = null;
  #dueAt: EpochMs = 0;

  constructor(parts: PulseParts) {
    this.#parts = parts;
  }

  /** Begins to beat, unless it beats. */
  ensure(): void {
    if (this.#callOff !== null && this.#parts.clock.now() - this.#dueAt <= LATE_MS) return;
    this.#callOff?.();
    this.#plan();
  }

  /** Beats no more, until it is told to begin. */
  end(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #plan(): void {
    const { clock, timers } = this.#parts;
    this.#dueAt = clock.now() + BOUNDS.tickMs;
    this.#callOff = timers.after(BOUNDS.tickMs, () => this.#beat());
  }

  /** The next beat is planned before anything is done, so that nothing that throws can be the last. */
  #beat(): void {
    const lateMs = this.#parts.clock.now() - this.#dueAt;
    this.#plan();
    // Less than a tick is what any clock is corrected by.
    if (lateMs < -BOUNDS.tickMs) this.#parts.onSetBack(lateMs);
    this.#parts.onBeat();
  }
}
