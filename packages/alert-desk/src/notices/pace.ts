/**
 * When each sink may be sent its next notice: the receiver's own pace, and the patience that it asked for. In memory only:
 * what is lost with it costs one refusal of the receiver. One sink's pace never touches another's.
 */
import type { EpochMs } from "@callboard/core";

export class Pace {
  readonly #freeAt = new Map<string, EpochMs>();
  /** Sinks whose last attempt timed out. */
  readonly #slow = new Set<string>();

  /** The next free turn of the sink at or after `now`; it is taken by asking. */
  take(sinkId: string, now: EpochMs, paceMs: number): EpochMs {
    const slotAt = Math.max(this.#freeAt.get(sinkId) ?? 0, now);
    this.#freeAt.set(sinkId, slotAt + paceMs);
    return slotAt;
  }

  /** The receiver asked for patience. */
  rest(sinkId: string, until: EpochMs): void {
    this.#freeAt.set(sinkId, Math.max(this.#freeAt.get(sinkId) ?? 0, until));
  }

  isSlow(sinkId: string): boolean {
    return this.#slow.has(sinkId);
  }

  noteAttempt(sinkId: string, isTimeout: boolean): void {
    if (isTimeout) this.#slow.add(sinkId);
    else this.#slow.delete(sinkId);
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    for (const [sinkId, freeAt] of this.#freeAt) this.#freeAt.set(sinkId, freeAt + byMs);
  }

  forget(sinkId: string): void {
    this.#freeAt.delete(sinkId);
    this.#slow.delete(sinkId);
  }
}
