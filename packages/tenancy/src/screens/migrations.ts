/** The tables of screens, beside the tenant's settings. Of a credential there is only the hash of its id. */
import type { Step } from "@callboard/shell";

export const SCREEN_STEPS: readonly Step[] = [
  [
    `CREATE TABLE screen (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, credential TEXT UNIQUE, paired_at INTEGER, paired_by TEXT,
                          used_at INTEGER, seen_at INTEGER, device TEXT)`,
  ],
];
