/**
 * Which connection checks run: one at a time for each tenant or connection, so many at once in the deployment. In memory alone: if
 * it is lost, some checks more may run for a moment, which is what the bound on their time is for.
 */
import { BOUNDS } from "@callboard/core";

export type Lease =
  | { readonly kind: "granted"; readonly id: string }
  | { readonly kind: "refused"; readonly why: "running" | "tooMany" };

export class CheckLeases {
  readonly #now: () => number;
  readonly #held = new Map<string, { readonly id: string; readonly until: number }>();
  #count = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  take(subject: string): Lease {
    const now = this.#now();
    for (const [held, { until }] of this.#held) if (until <= now) this.#held.delete(held);
    if (this.#held.has(subject)) return { kind: "refused", why: "running" };
    if (this.#held.size >= BOUNDS.checksAtOnceMax) return { kind: "refused", why: "tooMany" };
    this.#count += 1;
    const id = String(this.#count);
    this.#held.set(subject, { id, until: now + BOUNDS.checkTakesMaxMs });
    return { kind: "granted", id };
  }

  /** Given back by whom it was granted to; one that has run out may be another's by now. */
  give(subject: string, id: string): void {
    if (this.#held.get(subject)?.id === id) this.#held.delete(subject);
  }
}
