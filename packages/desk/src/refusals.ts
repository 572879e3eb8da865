/**
 * The newest kinds of what was refused, for people who ask why nothing can be understood. Type, detail and sample are
 * the upstream's own text: they were cut at the edge, go out as JSON only, and never into the log.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";

export interface Refusal {
  readonly reason: string;
  /** The message's own `type`, or what it had become. */
  readonly type?: string | null;
  /** What is wrong with it. */
  readonly detail?: string | null;
  /** How it begins. */
  readonly sample?: string | null;
}

export interface RefusalNote {
  readonly reason: string;
  readonly type: string | null;
  readonly detail: string | null;
  /** The newest one of its kind. */
  readonly sample: string | null;
  readonly count: number;
  readonly lastAt: EpochMs;
}

export class Refusals {
  /** The oldest first. */
  readonly #notes = new Map<string, RefusalNote>();

  /** Samples differ from message to message, so they make no kind of their own. */
  add({ reason, type = null, detail = null, sample = null }: Refusal, now: EpochMs): void {
    const kind = JSON.stringify([reason, type, detail]);
    const count = (this.#notes.get(kind)?.count ?? 0) + 1;
    this.#notes.delete(kind);
    this.#notes.set(kind, { reason, type, detail, sample, count, lastAt: now });
    if (this.#notes.size <= BOUNDS.refusalsKept) return;
    for (const oldest of this.#notes.keys()) {
      this.#notes.delete(oldest);
      return;
    }
  }

  newest(): RefusalNote[] {
    return [...this.#notes.values()].reverse();
  }
}
