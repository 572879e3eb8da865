/** The part of the alert desk that is about what is kept: for how long, deletions on request, and settings as a file. */
import type { Reply } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { Due } from "../dues.ts";
import { type AlertingBackup, backup } from "./backup.ts";
import { type AlertingDeeds, listDeeds } from "./deeds.ts";
import { type ErasureView, eraseAgent, listErasures } from "./erasures.ts";
import { type AlertingFile, type AlertingRestored, restore } from "./restore.ts";
import { type KeptDays, type KeptView, putRetention, showRetention } from "./retention.ts";

interface Parts {
  /** A turn of somebody's asking. */
  readonly turn: <Given>(work: (book: Book) => Given) => Given;
  /** Has the alarm do this at once. */
  readonly soon: (due: Due) => void;
}

export class DataDesk {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How long, and how much of it is too old by now. */
  retention(): Reply<KeptView> {
    return this.#parts.turn(showRetention);
  }

  /** The order has been read. A trial says what would go. */
  putRetention(
    order: { readonly revision: number; readonly value: KeptDays; readonly isTrial: boolean },
    person: unknown,
  ): Reply<KeptView> {
    this.#parts.soon("prune");
    return this.#parts.turn((book) => putRetention(book, order, person));
  }

  /** Begins to delete what is stored of an agent's past; the alarm does the rest. */
  eraseAgent(id: string, person: unknown, withSettings: boolean): Reply<ErasureView> {
    this.#parts.soon("erase");
    return this.#parts.turn((book) => eraseAgent(book, id, person, withSettings));
  }

  /** Who did what: `{before, limit}`. */
  deeds(query: Readonly<Record<string, unknown>>): Reply<AlertingDeeds> {
    return this.#parts.turn((book) => listDeeds(book, query));
  }

  /** The newest first. */
  erasures(): Reply<readonly ErasureView[]> {
    return this.#parts.turn(listErasures);
  }

  /** What people have set, for a file. */
  backup(): Reply<AlertingBackup> {
    return this.#parts.turn(backup);
  }

  /** What such a file sets. A trial says what would change. */
  restore(file: AlertingFile, person: unknown, isTrial: boolean): Reply<AlertingRestored> {
    return this.#parts.turn((book) => restore(book, file, person, isTrial));
  }
}
