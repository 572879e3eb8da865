/**
 * How often something may be done about each of a few things: once in so long. In memory alone: where it is lost with its object, one
 * more may be done, and no more than that.
 */
export interface PaceParts {
  readonly everyMs: number;
  /** Things that are remembered at once; who comes beyond them waits for the first to be forgotten. */
  readonly most: number;
  readonly now: () => number;
}

export class Pace {
  readonly #parts: PaceParts;
  /** When it was done last, the oldest first. */
  readonly #doneAt = new Map<string, number>();

  constructor(parts: PaceParts) {
    this.#parts = parts;
  }

  /** `null`: it may be done now, and counts as done. Otherwise from when on it may be. */
  take(what: string): number | null {
    const { everyMs, most, now } = this.#parts;
    const at = now();
    for (const [one, doneAt] of this.#doneAt) {
      // A clock that was set back makes nobody wait.
      if (doneAt > at || at - doneAt >= everyMs) this.#doneAt.delete(one);
    }
    const known = this.#doneAt.get(what);
    if (known !== undefined) return known + everyMs;
    const [first] = this.#doneAt.values();
    if (first !== undefined && this.#doneAt.size >= most) return first + everyMs;
    this.#doneAt.set(what, at);
    return null;
  }
}
