/**
 * What is due and when: a binary heap ordered by time, and by order of entry where times are equal, so that
 * the same entries always leave in the same order. It never looks at a clock.
 */

interface Due<T> {
  readonly atMs: number;
  readonly order: number;
  readonly item: T;
}

/** A time-ordered agenda of items; equal times leave in the order they came. */
export class Agenda<T> {
  readonly #heap: Due<T>[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** Time of the earliest item in epoch ms, or null when nothing is due. */
  get nextAtMs(): number | null {
    return this.#heap[0]?.atMs ?? null;
  }

  add(atMs: number, item: T): void {
    const entry: Due<T> = { atMs, order: this.#order++, item };
    let slot = this.#heap.push(entry) - 1;
    while (slot > 0) {
      const above = (slot - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      this.#heap[slot] = parent;
      slot = above;
    }
    this.#heap[slot] = entry;
  }

  /** Takes the earliest item that is due at or before `nowMs`, or null. */
  take(nowMs: number): { atMs: number; item: T } | null {
    const first = this.#heap[0];
    if (first === undefined || first.atMs > nowMs) return null;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first;
  }

  #sink(entry: Due<T>): void {
    const heap = this.#heap;
    let slot = 0;
    for (;;) {
      let below = 2 * slot + 1;
      let child = heap[below];
      if (child === undefined) break;
      const right = heap[below + 1];
      if (right !== undefined && isBefore(right, child)) {
        child = right;
        below += 1;
      }
      if (!isBefore(child, entry)) break;
      heap[slot] = child;
      slot = below;
    }
    heap[slot] = entry;
  }
}

function isBefore<T>(one: Due<T>, other: Due<T>): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}
