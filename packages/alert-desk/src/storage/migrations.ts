/**
 * The alert desk's tables, step by step. A step that has been released is never changed; a change is a new step.
 * Bodies are JSON that only the stores beside this file write and read; columns are what is looked for.
 */
import { migrate as bring, type Step } from "@callboard/shell";
import type { Sql } from "../ports.ts";

const MIGRATIONS: readonly Step[] = [
  [
    "CREATE TABLE facts (name TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE checkpoint (part INTEGER PRIMARY KEY, covered INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL)",
    // What the engine was given, in order: replayed after a restart, then packed as history.
    `CREATE TABLE log (id INTEGER NOT NULL, part INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
                       is_packed INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id, part)) WITHOUT ROWID`,
    `CREATE TABLE chunk (id INTEGER PRIMARY KEY, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL,
                         is_keyframe INTEGER NOT NULL, bytes INTEGER NOT NULL)`,
    "CREATE TABLE chunk_part (chunk_id INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (chunk_id, part)) WITHOUT ROWID",
    "CREATE TABLE poisoned (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, why TEXT NOT NULL, sample TEXT NOT NULL)",

    `CREATE TABLE alert (id TEXT PRIMARY KEY, rule_id TEXT NOT NULL, entity_id TEXT NOT NULL, queue_id TEXT,
                         severity TEXT NOT NULL, is_active INTEGER NOT NULL, fired_at INTEGER NOT NULL,
                         resolved_at INTEGER, incident_id TEXT NOT NULL, words TEXT NOT NULL, body TEXT NOT NULL)`,
    "CREATE INDEX alert_by_fire ON alert (fired_at, id)",
    "CREATE INDEX alert_active ON alert (is_active) WHERE is_active = 1",
    "CREATE INDEX alert_by_incident ON alert (incident_id)",
    "CREATE INDEX alert_by_end ON alert (resolved_at) WHERE resolved_at IS NOT NULL",
    `CREATE TABLE passage (alert_id TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL,
                           PRIMARY KEY (alert_id, number)) WITHOUT ROWID`,
    `CREATE TABLE comment (alert_id TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
                           text TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (alert_id, number)) WITHOUT ROWID`,

    "CREATE TABLE incident (id TEXT PRIMARY KEY, state TEXT NOT NULL, opened_at INTEGER NOT NULL, body TEXT NOT NULL)",
    "CREATE INDEX incident_open ON incident (state) WHERE state <> 'closed'",
    "CREATE TABLE told (rule_id TEXT NOT NULL, entity TEXT NOT NULL, at INTEGER NOT NULL, is_flap_told INTEGER NOT NULL, suppressed INTEGER NOT NULL, PRIMARY KEY (rule_id, entity)) WITHOUT ROWID",
    `CREATE TABLE notice (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, incident_id TEXT NOT NULL, sink_id TEXT NOT NULL,
                          kind TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL, tries INTEGER NOT NULL, hand_at INTEGER,
                          next_at INTEGER NOT NULL, life TEXT NOT NULL, body TEXT NOT NULL)`,
    "CREATE INDEX notice_by_thread ON notice (incident_id, sink_id)",
    "CREATE INDEX notice_to_hand ON notice (hand_at) WHERE hand_at IS NOT NULL",
    "CREATE INDEX notice_by_state ON notice (state, number)",

    "CREATE TABLE silence (id TEXT PRIMARY KEY, until INTEGER NOT NULL, body TEXT NOT NULL)",
    "CREATE INDEX silence_by_end ON silence (until)",
    "CREATE TABLE rule (id TEXT PRIMARY KEY, by TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE sink (id TEXT PRIMARY KEY, by TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, last TEXT, last_test TEXT)",
    "CREATE TABLE deed (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL)",
  ],
  [
    // The small columns first: what of a stretch was seen is read without its figures and moves.
    `CREATE TABLE minute (id INTEGER PRIMARY KEY, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL, end_at INTEGER,
                          chars INTEGER NOT NULL, seen TEXT NOT NULL, queues TEXT)`,
    "CREATE INDEX minute_by_time ON minute (to_at, from_at, chars)",
    "CREATE INDEX minute_by_end ON minute (end_at) WHERE end_at IS NOT NULL",
    // By bucket first: one agent's hours lie together.
    `CREATE TABLE minute_moves (bucket INTEGER NOT NULL, minute_id INTEGER NOT NULL, from_at INTEGER NOT NULL,
                                moves TEXT NOT NULL, PRIMARY KEY (bucket, minute_id)) WITHOUT ROWID`,
    // What fired at a past moment is found in the index alone.
    "DROP INDEX alert_by_end",
    "CREATE INDEX alert_by_end ON alert (resolved_at, fired_at) WHERE resolved_at IS NOT NULL",
  ],
  [
    // The secrets of a sink; its body holds the rest. What is in clear of an earlier version is sealed as the book is opened.
    "ALTER TABLE sink ADD COLUMN sealed TEXT",
  ],
  [
    // How far entries are packed is one fact, and no mark in each of them.
    "INSERT OR REPLACE INTO facts (name, body) SELECT 'packedTo', CAST(COALESCE(MAX(id), 0) AS TEXT) FROM log WHERE is_packed = 1",
    "ALTER TABLE log DROP COLUMN is_packed",
  ],
];

/** The version of a database that has taken all steps. */
export const NEWEST_VERSION = MIGRATIONS.length;

/** Brings the tables to the newest version, or to an earlier one in tests. */
export const migrate = (sql: Sql, newest: number = NEWEST_VERSION): void =>
  bring(sql, "", MIGRATIONS, newest);
