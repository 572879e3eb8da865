/** The tables of screens, beside the tenant's settings. Of a credential there are only hashes of its tokens' ids. */
import type { Step } from "@callboard/shell";

export const SCREEN_STEPS: readonly Step[] = [
  [
    `CREATE TABLE screen (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, credential TEXT UNIQUE, paired_at INTEGER, paired_by TEXT,
                          used_at INTEGER, seen_at INTEGER, device TEXT)`,
  ],
  [
    // `credential` is the pairing's first token; `token` the one that is good now, where that is another one.
    "ALTER TABLE screen ADD COLUMN token TEXT",
    "ALTER TABLE screen ADD COLUMN next TEXT",
    "ALTER TABLE screen ADD COLUMN next_at INTEGER",
    "ALTER TABLE screen ADD COLUMN former TEXT",
    "ALTER TABLE screen ADD COLUMN former_until INTEGER",
  ],
];
