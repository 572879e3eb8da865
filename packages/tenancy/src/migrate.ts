/**
 * Brings a book's tables from whatever version they have to the newest, beside whatever else the database holds. A step that has been
 * released is never changed; a change is a new step.
 */
import type { Sql } from "@callboard/shell";

/** `book`: whose tables, a word of ours; its version is kept in `{book}_version`. Each step is done whole or not at all. */
export function migrate(sql: Sql, book: string, steps: readonly (readonly string[])[]): void {
  sql.all(
    `CREATE TABLE IF NOT EXISTS ${book}_version (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL)`,
  );
  const [row] = sql.all<{ number: number }>(`SELECT number FROM ${book}_version`);
  for (const [index, statements] of steps.entries()) {
    if (index < (row?.number ?? 0)) continue;
    sql.transaction(() => {
      for (const statement of statements) sql.all(statement);
      sql.all(`INSERT OR REPLACE INTO ${book}_version (id, number) VALUES (1, ?)`, index + 1);
    });
  }
}
