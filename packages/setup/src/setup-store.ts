/** The book's rows. Who calls holds the transaction; nothing is decided here. */
import { SETUP_NAMES, type SetupName } from "@callboard/boards";
import { BOUNDS } from "@callboard/core";
import { inParts, type Sql } from "@callboard/shell";
import type { DeedView, Stamp } from "./views.ts";

export interface StoredDocument {
  readonly name: SetupName;
  readonly stamp: Stamp;
  readonly text: string;
}

type StampRow = { readonly revision: number; readonly by: string; readonly at: number };

const stampOf = ({ revision, by, at }: StampRow): Stamp => ({ revision, changed: { by, at } });
const isSetupName = (name: string): name is SetupName => SETUP_NAMES.some((known) => known === name);

export class SetupStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  documents(): StoredDocument[] {
    const rows = this.#sql.all<StampRow & { name: string }>(
      "SELECT name, revision, by, at FROM setup_document",
    );
    // A name that is not known was written by a newer Callboard: it is kept, and not read.
    return rows.flatMap(({ name, ...row }) =>
      isSetupName(name) ? [{ name, stamp: stampOf(row), text: this.#textOf(name) }] : [],
    );
  }

  #textOf(name: SetupName): string {
    return this.#sql
      .all<{ text: string }>("SELECT text FROM setup_text WHERE name = ? ORDER BY part", name)
      .map(({ text }) => text)
      .join("");
  }

  /** Whole: what was there is gone. */
  saveDocument(name: SetupName, { revision, changed }: Stamp, text: string): void {
    this.#sql.all(
      "INSERT OR REPLACE INTO setup_document (name, revision, by, at) VALUES (?, ?, ?, ?)",
      ...[name, revision, changed?.by ?? "", changed?.at ?? 0],
    );
    this.#sql.all("DELETE FROM setup_text WHERE name = ?", name);
    for (const [part, piece] of inParts(text, BOUNDS.setupCharsPerRow).entries()) {
      this.#sql.all("INSERT INTO setup_text (name, part, text) VALUES (?, ?, ?)", name, part, piece);
    }
  }

  /** When each of a list was changed last; who was never changed is not among them. */
  ones(name: SetupName): Map<string, Stamp> {
    const rows = this.#sql.all<StampRow & { id: string }>(
      "SELECT id, revision, by, at FROM setup_one WHERE name = ?",
      name,
    );
    return new Map(rows.map(({ id, ...row }) => [id, stampOf(row)]));
  }

  saveOnes(name: SetupName, ones: ReadonlyMap<string, Stamp>): void {
    this.#sql.all("DELETE FROM setup_one WHERE name = ?", name);
    for (const [id, { revision, changed }] of ones) {
      if (changed === null) continue;
      this.#sql.all(
        "INSERT INTO setup_one (name, id, revision, by, at) VALUES (?, ?, ?, ?, ?)",
        ...[name, id, revision, changed.by, changed.at],
      );
    }
  }

  /** The number of the newest deed ever. */
  newest(): number {
    const [row] = this.#sql.all<{ number: number | null }>("SELECT MAX(number) AS number FROM setup_deed");
    return row?.number ?? 0;
  }

  noteDeed({ number, at, by, what, subject }: DeedView): void {
    this.#sql.all(
      "INSERT INTO setup_deed (number, at, by, what, subject) VALUES (?, ?, ?, ?, ?)",
      ...[number, at, by, what, subject],
    );
    this.#sql.all("DELETE FROM setup_deed WHERE number <= ?", number - BOUNDS.deedsKept);
  }

  /** The newest is never among them: its number is what the next one's follows. */
  countDeedsBefore(at: number): number {
    const [row] = this.#sql.all<{ count: number }>(
      "SELECT COUNT(*) AS count FROM setup_deed WHERE at < ? AND number < (SELECT MAX(number) FROM setup_deed)",
      at,
    );
    return row?.count ?? 0;
  }

  /** Forgets the oldest from before `at`, at most `limit`. */
  forgetDeeds(at: number, limit: number): void {
    this.#sql.all(
      `DELETE FROM setup_deed WHERE number IN (SELECT number FROM setup_deed ORDER BY number LIMIT ?)
         AND at < ? AND number < (SELECT MAX(number) FROM setup_deed)`,
      ...[limit, at],
    );
  }

  /** The newest first, those before a number. */
  deeds(before: number, limit: number): DeedView[] {
    return this.#sql.all<DeedView>(
      "SELECT number, at, by, what, subject FROM setup_deed WHERE number < ? ORDER BY number DESC LIMIT ?",
      ...[before, limit],
    );
  }
}
