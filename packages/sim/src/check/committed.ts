/**
 * Every board that was ever committed: epoch, view and seq to its hash, and when it was replaced by the next one. The
 * yardstick of invariant 8, and of the age of what a screen shows.
 */
import type { NameStyle } from "@callboard/protocol";

interface Epoch {
  readonly hashes: Map<string, string>;
  /** When each seq was committed, in virtual time. */
  readonly at: Map<number, number>;
}

export class CommittedBoards {
  readonly #epochs = new Map<string, Epoch>();
  #boards = 0;

  get boards(): number {
    return this.#boards;
  }

  note(epoch: string, names: NameStyle, seq: number, hash: string, nowMs: number): void {
    const known = this.#epochs.get(epoch) ?? {
      hashes: new Map<string, string>(),
      at: new Map<number, number>(),
    };
    this.#epochs.set(epoch, known);
    known.hashes.set(`${names} ${seq}`, hash);
    if (!known.at.has(seq)) known.at.set(seq, nowMs);
    this.#boards += 1;
  }

  hashAt(epoch: string, names: NameStyle, seq: number): string | null {
    return this.#epochs.get(epoch)?.hashes.get(`${names} ${seq}`) ?? null;
  }

  /** When the board after this one was committed; `null` while this is the newest of its epoch. */
  replacedAt(epoch: string, seq: number): number | null {
    return this.#epochs.get(epoch)?.at.get(seq + 1) ?? null;
  }
}
