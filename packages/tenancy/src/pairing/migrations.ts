/** The tables of the pairing book. Nothing in them opens anything: secrets, addresses and people are there as hashes alone. */
import type { Step } from "@callboard/shell";

export const PAIRING_STEPS: readonly Step[] = [
  [
    // Open where there is no screen; held by who confirmed it until `held_until`; `claimed_at` once the television has its answer.
    `CREATE TABLE pairing (id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, secret TEXT NOT NULL, address TEXT NOT NULL, expires_at INTEGER NOT NULL,
                           jti TEXT NOT NULL, tenant TEXT, held_until INTEGER NOT NULL DEFAULT 0, screen TEXT, claimed_at INTEGER)`,
    "CREATE INDEX pairing_by_end ON pairing (expires_at)",
    "CREATE TABLE pairing_guess (who TEXT PRIMARY KEY, until INTEGER NOT NULL, count INTEGER NOT NULL)",
    "CREATE TABLE pairing_salt (id INTEGER PRIMARY KEY CHECK (id = 1), day INTEGER NOT NULL, value TEXT NOT NULL)",
  ],
];
