/**
 * When each sink may be sent its next notice: the receiver's own pace, and the patience that it asked for. In memory only:
 * what is lost with it costs one refusal of the receiver. One sink's pace never touches another's.
 */
import type { EpochMs } from "@callboard/core";

export class Pace {
  readonly #freeAt = new Map<string, EpochMs>();
  /** Until when each receiver has asked for patience. */
  readonly #restUntil = new Map<string, EpochMs>();

  /** The next free turn of the sink at or after `now`; it is taken by asking. */
  take(sinkId: string, now: EpochMs, paceMs: number): EpochMs {
    const slotAt = Math.max(this.#freeAt.get(sinkId) ?? 0, now);
    this.#freeAt.set(sinkId, slotAt + paceMs);
    return slotAt;
  }

  /** The receiver asked for patience. */
  rest(sinkId: string, until: EpochMs): void {
    this.#freeAt.set(sinkId, Math.max(this.#freeAt.get(sinkId) ?? 0, until));
    this.#restUntil.set(sinkId, Math.max(this.#restUntil.get(sinkId) ?? 0, until));
  }

  /** Whether a turn was given before the receiver asked for patience: it is one no more. */
  isForfeit(sinkId: string, slotAt: EpochMs): boolean {
    return slotAt < (this.#restUntil.get(sinkId) ?? 0);
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    for (const times of [this.#freeAt, this.#restUntil]) {
      for (const [sinkId, at] of times) times.set(sinkId, at + byMs);
    }
  }
}
