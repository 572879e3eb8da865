/** The desk's tables, step by step. A step that has been released is never changed; a change is a new step. */
import { migrate as bring, type Step } from "@callboard/shell";
import { sqlPort } from "./sql-port.ts";

const MIGRATIONS: readonly Step[] = [
  [
    `CREATE TABLE checkpoint (part INTEGER PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL);
   CREATE TABLE log (id INTEGER PRIMARY KEY, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL, at INTEGER NOT NULL,
                     clock INTEGER NOT NULL, feed TEXT NOT NULL, body TEXT NOT NULL);
   CREATE INDEX log_by_seq ON log (to_seq);
   CREATE TABLE baseline (queue_id TEXT NOT NULL, hour INTEGER NOT NULL, figures TEXT NOT NULL,
                          PRIMARY KEY (queue_id, hour));`,
  ],
  // Rows of before carry no events for the rules, which an empty text says; the log's name is made when it is asked for.
  [
    `ALTER TABLE log ADD COLUMN events TEXT NOT NULL DEFAULT '';
   CREATE TABLE lineage (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL);`,
  ],
  // A row is found by its last seq, and by that alone: with an index beside a number of its own it was written, and paid for, twice.
  [
    `CREATE TABLE log_by_to_seq (to_seq INTEGER PRIMARY KEY, from_seq INTEGER NOT NULL, at INTEGER NOT NULL, clock INTEGER NOT NULL,
                               feed TEXT NOT NULL, body TEXT NOT NULL, events TEXT NOT NULL);
   INSERT INTO log_by_to_seq SELECT to_seq, from_seq, at, clock, feed, body, events FROM log;
   DROP TABLE log;
   ALTER TABLE log_by_to_seq RENAME TO log;`,
  ],
];

/** Brings the tables to the newest version, or to an earlier one in tests. */
export const migrate = (storage: DurableObjectStorage, upTo = MIGRATIONS.length): void =>
  bring(sqlPort(storage), "", MIGRATIONS, upTo);
