/**
 * The book's tables, step by step, beside whatever else the database holds. A step that has been released is never changed; a
 * change is a new step. Texts are JSON that only the store beside this file writes and reads.
 */
import type { Step } from "@callboard/shell";

export const SETUP_STEPS: readonly Step[] = [
  [
    // A document's revision is the number of the deed that changed it last.
    "CREATE TABLE setup_document (name TEXT PRIMARY KEY, revision INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL)",
    "CREATE TABLE setup_text (name TEXT NOT NULL, part INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (name, part)) WITHOUT ROWID",
    // One board or one screen of such a list.
    "CREATE TABLE setup_one (name TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID",
    "CREATE TABLE setup_deed (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL)",
  ],
];
