/**
 * What the engine was given and how it stood: the place in the desk's log, the log of what was taken, and the engine's
 * checkpoint. Together they bring the engine back after a crash at any point. Who calls holds the transaction.
 */
import { BOUNDS, type EpochMs, type FeedState } from "@callboard/core";
import { inParts } from "@callboard/shell";
import type { Sql } from "../ports.ts";
import { readBody, saveFact } from "./rows.ts";

/** Where the desk's log has been followed to. */
export interface Stream {
  lineage: string | null;
  pastLineages: readonly string[];
  lastSeq: number;
  /** The event clock, and the desk's clock of the newest batch. */
  clock: EpochMs;
  at: EpochMs | null;
  feed: FeedState | null;
  /** When something was last heard of the desk, by our own clock. */
  heardAt: EpochMs | null;
  /** Rows of our own log that were written ever; ids are never given twice. */
  logId: number;
  /** The engine was made anew: what fires of record is held against what it finds, once it sees. */
  isEngineNew: boolean;
  /** When history last had the whole floor. */
  keyframeAt: EpochMs | null;
  /** The same, or a waypoint between two of those. */
  waypointAt: EpochMs | null;
}

const NEW_STREAM: Stream = {
  lineage: null,
  pastLineages: [],
  lastSeq: 0,
  clock: 0,
  at: null,
  feed: null,
  heardAt: null,
  logId: 0,
  isEngineNew: true,
  keyframeAt: null,
  waypointAt: null,
};

/** `keyframe` and `waypoint` are the whole floor of the engine's own: backtests begin at one of the first kind alone. */
export const LOG_KINDS = ["batch", "snapshot", "silence", "keyframe", "waypoint"] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** One thing that the engine was given. */
export interface LogEntry {
  readonly id: number;
  readonly kind: LogKind;
  readonly at: EpochMs;
  /** JSON of the batch, of the snapshot (of a keyframe and a waypoint as well), or of the instant of a silence. */
  readonly text: string;
}

export interface StoredCheckpoint {
  /** Entries of the log up to this one are held by it. */
  readonly covered: number;
  readonly at: EpochMs;
  readonly text: string;
}

type PartRow = { readonly covered: number; readonly at: number; readonly text: string };
type LogRow = { readonly id: number; readonly kind: LogKind; readonly at: number; readonly text: string };

export class StreamStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  load(): Stream {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM facts WHERE name = 'stream'");
    return row === undefined ? { ...NEW_STREAM } : { ...NEW_STREAM, ...readBody<Stream>(row.body) };
  }

  save(stream: Stream): void {
    saveFact(this.#sql, "stream", JSON.stringify(stream));
  }

  /** The rules and the calendar that the engine was given last, as JSON; `null` before the first. */
  ruleSet(): string | null {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM facts WHERE name = 'ruleSet'");
    return row?.body ?? null;
  }

  saveRuleSet(text: string): void {
    saveFact(this.#sql, "ruleSet", text);
  }

  append({ id, kind, at, text }: LogEntry): void {
    for (const [part, piece] of inParts(text, BOUNDS.checkpointCharsPerRow).entries()) {
      this.#sql.all(
        "INSERT INTO log (id, part, kind, at, text) VALUES (?, ?, ?, ?, ?)",
        ...[id, part, kind, at, piece],
      );
    }
  }

  /** The next entry after `id`, or `null`: one at a time, since all of them may be more than memory should hold. */
  next(id: number): LogEntry | null {
    const rows = this.#sql.all<LogRow>(
      "SELECT id, kind, at, text FROM log WHERE id = (SELECT MIN(id) FROM log WHERE id > ?) ORDER BY part",
      id,
    );
    const [first] = rows;
    return first === undefined ? null : { ...first, text: rows.map(({ text }) => text).join("") };
  }

  /** The next entry after `id` that is not packed yet. */
  nextUnpacked(id: number): LogEntry | null {
    return this.next(Math.max(id, this.#packedTo()));
  }

  /** Entries up to this one are in a chunk of history. One row says so: a mark in each of them would be a row written for each. */
  #packedTo(): number {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM facts WHERE name = 'packedTo'");
    return row === undefined ? 0 : Number(row.body);
  }

  unpacked(): number {
    const [row] = this.#sql.all<{ count: number }>(
      "SELECT COUNT(*) AS count FROM log WHERE id > ? AND part = 0",
      this.#packedTo(),
    );
    return row?.count ?? 0;
  }

  /** Entries up to this one are in a chunk of history: they may go as soon as a checkpoint holds them. */
  markPacked(upTo: number): void {
    saveFact(this.#sql, "packedTo", String(Math.max(upTo, this.#packedTo())));
  }

  /** Forgets entries that the checkpoint holds and that are packed, or too old for history all the same. */
  pruneLog(before: EpochMs): void {
    const [row] = this.#sql.all<{ covered: number }>("SELECT covered FROM checkpoint WHERE part = 0");
    const bounds = [row?.covered ?? 0, this.#packedTo(), before];
    this.#sql.all("DELETE FROM log WHERE id <= ? AND (id <= ? OR at < ?)", ...bounds);
  }

  checkpoint(): StoredCheckpoint | null {
    const rows = this.#sql.all<PartRow>("SELECT covered, at, text FROM checkpoint ORDER BY part");
    const [first] = rows;
    return first === undefined
      ? null
      : { covered: first.covered, at: first.at, text: rows.map(({ text }) => text).join("") };
  }

  saveCheckpoint({ covered, at, text }: StoredCheckpoint): void {
    this.#sql.all("DELETE FROM checkpoint");
    for (const [part, piece] of inParts(text, BOUNDS.checkpointCharsPerRow).entries()) {
      this.#sql.all(
        "INSERT INTO checkpoint (part, covered, at, text) VALUES (?, ?, ?, ?)",
        ...[part, covered, at, piece],
      );
    }
  }
}
