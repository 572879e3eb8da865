/**
 * The time for which one desk is in charge. When it is over, all that the desk began is called off, and whatever still comes back
 * for it is dropped: a new desk in the same object never meets the old one's calls.
 */
export class Tenure {
  readonly #endings = new Set<() => void>();
  #isOver = false;

  get isOver(): boolean {
    return this.#isOver;
  }

  /** What is to be called off with the tenure; gives the way to forget it, once it has ended by itself. */
  onEnd(end: () => void): () => void {
    this.#endings.add(end);
    return () => this.#endings.delete(end);
  }

  end(): void {
    this.#isOver = true;
    for (const end of this.#endings) end();
    this.#endings.clear();
  }
}
