/**
 * The tables of the book of tenants, step by step. A step that has been released is never changed; a change is a new step. Texts
 * are JSON that only the store beside this file writes and reads.
 */
import type { Step } from "@callboard/shell";

export const TENANT_STEPS: readonly Step[] = [
  [
    // `revision` is the number of the deed that changed it last; `desk_has` and `alerts_has` what its objects confirmed to hold.
    `CREATE TABLE tenant (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
       sealed_secret TEXT NOT NULL, grants INTEGER NOT NULL, created_at INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL,
       desk_has INTEGER NOT NULL, alerts_has INTEGER NOT NULL, tries INTEGER NOT NULL, try_at INTEGER) WITHOUT ROWID`,
    "CREATE INDEX tenant_to_tell ON tenant (try_at) WHERE try_at IS NOT NULL",
    "CREATE TABLE tenant_gone (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE tenant_deed (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL)",
  ],
  [
    // What a deed changed of the record; NULL of deeds from before, of those that changed none, and of a tenant that is gone.
    "ALTER TABLE tenant_deed ADD COLUMN changes TEXT",
    "CREATE INDEX tenant_deed_about ON tenant_deed (subject, number)",
  ],
  [
    // The number of the last deed that changed who may look where: gates ask by it whether their list is old.
    "CREATE TABLE tenant_people (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL)",
    "INSERT INTO tenant_people SELECT 1, COALESCE(MAX(number), 0) FROM tenant_deed",
  ],
];
