/**
 * The ports that every desk has. The Worker supplies them from Cloudflare, the simulation from virtual time; each call
 * that comes back through them is a turn of its own.
 */
import type { EpochMs } from "@callboard/core";

export interface Clock {
  now(): EpochMs;
}

/** A number in [0, 1). The only source of chance. */
export type Chance = () => number;

/** In-memory timers: for what may be lost with the object. Returns the way to call it off. */
export interface Timers {
  after(ms: number, run: () => void): () => void;
}

/** The one alarm that outlives the object. Setting it again replaces it. */
export interface Alarm {
  set(at: EpochMs): void;
}

/** Structured lines for whoever runs the product: codes and counts, never names or secrets. */
export interface Journal {
  note(event: string, facts: Readonly<Record<string, string | number | boolean | null>>): void;
}

export type SqlValue = string | number | null | ArrayBuffer | Uint8Array;

/** SQLite, synchronous: the object's own storage on Cloudflare, `node:sqlite` in tests and in the simulation. */
export interface Sql {
  /** Runs one statement and gives its rows. At most 100 bindings. */
  all<Row>(statement: string, ...bindings: readonly SqlValue[]): Row[];
  /** All of `work` or nothing of it. Never nested. */
  transaction<Given>(work: () => Given): Given;
  /** How much is stored, in bytes. */
  bytes(): number;
}
