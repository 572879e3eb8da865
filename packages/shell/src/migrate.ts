/**
 * Brings tables from whatever version they have to the newest, beside whatever else the database holds. A step that has been released is
 * never changed; a change is a new step. Tables that a newer build has made are left alone: whoever opens them is refused.
 */
import type { Sql } from "./ports.ts";

/** One version: its statements in their order. */
export type Step = readonly string[];

/** A rollback met tables of a newer build. The name is what is logged of it: which tables, and which versions. */
export class NewerSchema extends Error {
  constructor(book: string, found: number, known: number) {
    super("made by a newer build");
    this.name = `NewerSchema(${book}: ${found}, this build: ${known})`;
  }
}

/**
 * `book`: whose tables, a word of ours; the version is kept in `{book}_version`, or in `version` where it is "". Each step is done whole
 * or not at all. `upTo`: where tests stop. Throws `NewerSchema` before anything is written, and where the storage does.
 */
export function migrate(sql: Sql, book: string, steps: readonly Step[], upTo = steps.length): void {
  const table = book === "" ? "version" : `${book}_version`;
  sql.all(
    `CREATE TABLE IF NOT EXISTS ${table} (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL)`,
  );
  const [row] = sql.all<{ number: number }>(`SELECT number FROM ${table}`);
  const found = row?.number ?? 0;
  if (found > steps.length) throw new NewerSchema(book === "" ? "desk" : book, found, steps.length);
  for (const [index, statements] of steps.slice(0, upTo).entries()) {
    if (index < found) continue;
    sql.transaction(() => {
      for (const statement of statements) sql.all(statement);
      sql.all(`INSERT OR REPLACE INTO ${table} (id, number) VALUES (1, ?)`, index + 1);
    });
  }
}
