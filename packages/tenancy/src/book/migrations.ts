/**
 * The tables of the book of tenants, step by step. A step that has been released is never changed; a change is a new step. Texts
 * are JSON that only the store beside this file writes and reads.
 */
import type { Sql } from "@callboard/shell";

const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // `revision` is the number of the deed that changed it last; `desk_has` and `alerts_has` what its objects confirmed to hold.
    `CREATE TABLE tenant (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
       sealed_secret TEXT NOT NULL, grants INTEGER NOT NULL, created_at INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL,
       desk_has INTEGER NOT NULL, alerts_has INTEGER NOT NULL, tries INTEGER NOT NULL, try_at INTEGER) WITHOUT ROWID`,
    "CREATE INDEX tenant_to_tell ON tenant (try_at) WHERE try_at IS NOT NULL",
    "CREATE TABLE tenant_gone (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE tenant_deed (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL)",
  ],
];

/** Brings a database from whatever version it has to the newest, each step whole or not at all. */
export function migrateTenants(sql: Sql): void {
  sql.all(
    "CREATE TABLE IF NOT EXISTS tenant_version (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL)",
  );
  const [row] = sql.all<{ number: number }>("SELECT number FROM tenant_version");
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < (row?.number ?? 0)) continue;
    sql.transaction(() => {
      for (const statement of statements) sql.all(statement);
      sql.all("INSERT OR REPLACE INTO tenant_version (id, number) VALUES (1, ?)", index + 1);
    });
  }
}
