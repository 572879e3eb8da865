/**
 * Sees a clock that was set back, which would otherwise hold every wait up until it has caught up, and gives the waits
 * their length again (SPEC D16). A clock that is set ahead only ends waits early, and looks like any sleep. It must never
 * touch what is told by the tenant's desk's clock: that is another one (`incidents/set-back.ts`).
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Book } from "./book.ts";

/** Waits that are kept in memory. */
export interface Waits {
  /** The clock was set by this much: every wait keeps its length. */
  shift(byMs: number): void;
}

export class ClockWatch {
  readonly #book: Book;
  readonly #waits: readonly Waits[];
  /** The clock at the last look; `null` before the first of this life. */
  #seenAt: EpochMs | null = null;

  constructor(book: Book, waits: readonly Waits[]) {
    this.#book = book;
    this.#waits = waits;
  }

  /** The beginning and the end of every turn. Where the storage fails nothing is shifted, and the next look tries again. */
  look(): void {
    const { now, ports, settings } = this.#book;
    const seenAt = this.#seenAt ?? this.#leftBehind();
    if (seenAt === null) return;
    const byMs = now - seenAt;
    // Less than a tick is what any clock is corrected by.
    const isSetBack = byMs < -BOUNDS.tickMs;
    if (isSetBack && !this.#shiftStored(byMs, now)) return;
    this.#seenAt = now;
    if (!isSetBack) return;
    ports.journal.note("clock set back", { tenant: settings.tenant, byMs });
    for (const waits of this.#waits) waits.shift(byMs);
  }

  /** A life of the object that is over has left when it last heard of the tenant's desk. `null`: the storage cannot be read. */
  #leftBehind(): EpochMs | null {
    const memory = this.#book.open();
    return memory === null ? null : (memory.stream.heardAt ?? this.#book.now);
  }

  #shiftStored(byMs: number, now: EpochMs): boolean {
    const shifted = this.#book.commit(({ stream }) => {
      const { notices, stream: streams } = this.#book.stores;
      notices.shift(byMs);
      stream.heardAt = stream.heardAt === null ? null : Math.min(stream.heardAt, now);
      streams.save(stream);
    });
    return shifted.kind === "committed";
  }
}
