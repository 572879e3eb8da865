/** Counts by reason, for status pages. Reasons are our own words, so the map is bounded by them. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(reason: string, by = 1): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + by);
  }

  /** In the order of their names, so that two statuses can be compared by eye. */
  toRecord(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
