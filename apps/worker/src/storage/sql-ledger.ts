/** The desk's ledger in the object's own SQLite. Each method is one transaction; nothing is awaited. */
import type { EpochMs, HourLearned } from "@callboard/core";
import type { Checkpoint, Ledger, LogRow, ToldRow } from "@callboard/desk";
import { z } from "zod";
import { migrate } from "./migrations.ts";

const spread = z.number().nullable().default(null);
/** Hours that were kept before spreads were learned have none. */
const hourFigures = z.object({
  weeks: z.number(),
  waitSeconds: z.number(),
  serviceLevelPct: z.number().nullable(),
  volume: z.number().nullable(),
  waitSpreadSeconds: spread,
  serviceLevelSpreadPct: spread,
  volumeSpread: spread,
});

type PartRow = { part: number; seq: number; at: number; text: string };
type ToldSqlRow = {
  from_seq: number;
  to_seq: number;
  at: number;
  clock: number;
  feed: string;
  events: string;
};
type LogSqlRow = ToldSqlRow & { body: string };
type BaselineRow = { queue_id: string; hour: number; figures: string };

export class SqlLedger implements Ledger {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    migrate(storage);
  }

  loadCheckpoint(): Checkpoint | null {
    const rows = this.#sql
      .exec<PartRow>("SELECT part, seq, at, text FROM checkpoint ORDER BY part")
      .toArray();
    const [first] = rows;
    return first === undefined ? null : { seq: first.seq, at: first.at, parts: rows.map(({ text }) => text) };
  }

  saveCheckpoint({ seq, at, parts }: Checkpoint): void {
    this.#storage.transactionSync(() => {
      this.#sql.exec("DELETE FROM checkpoint");
      for (const [part, text] of parts.entries()) {
        this.#sql.exec(
          "INSERT INTO checkpoint (part, seq, at, text) VALUES (?, ?, ?, ?)",
          part,
          seq,
          at,
          text,
        );
      }
    });
  }

  appendLog({ fromSeq, toSeq, at, clock, feed, body, events }: LogRow): void {
    this.#sql.exec(
      "INSERT INTO log (from_seq, to_seq, at, clock, feed, body, events) VALUES (?, ?, ?, ?, ?, ?, ?)",
      fromSeq,
      toSeq,
      at,
      clock,
      feed,
      body,
      events,
    );
  }

  *logAfter(seq: number): Iterable<LogRow> {
    const rows = this.#sql.exec<LogSqlRow>(
      "SELECT from_seq, to_seq, at, clock, feed, body, events FROM log WHERE to_seq > ? ORDER BY to_seq",
      seq,
    );
    for (const { from_seq, to_seq, ...row } of rows) yield { fromSeq: from_seq, toSeq: to_seq, ...row };
  }

  toldAfter(seq: number, rowsMax: number): ToldRow[] {
    const rows = this.#sql.exec<ToldSqlRow>(
      "SELECT from_seq, to_seq, at, clock, feed, events FROM log WHERE to_seq > ? ORDER BY to_seq LIMIT ?",
      seq,
      rowsMax,
    );
    return rows
      .toArray()
      .map(({ from_seq, to_seq, ...row }) => ({ fromSeq: from_seq, toSeq: to_seq, ...row }));
  }

  lineage(): string {
    this.#sql.exec("INSERT OR IGNORE INTO lineage (id, name) VALUES (1, ?)", crypto.randomUUID());
    return this.#sql.exec<{ name: string }>("SELECT name FROM lineage").one().name;
  }

  pruneLog(before: EpochMs, coveredSeq: number): void {
    this.#sql.exec("DELETE FROM log WHERE at < ? AND to_seq <= ?", before, coveredSeq);
  }

  saveBaselines(learned: readonly HourLearned[]): void {
    this.#storage.transactionSync(() => {
      for (const { queueId, hour, figures } of learned) {
        this.#sql.exec(
          "INSERT OR REPLACE INTO baseline (queue_id, hour, figures) VALUES (?, ?, ?)",
          queueId,
          hour,
          JSON.stringify(figures),
        );
      }
    });
  }

  loadBaselines(): HourLearned[] {
    const learned: HourLearned[] = [];
    for (const row of this.#sql.exec<BaselineRow>("SELECT queue_id, hour, figures FROM baseline")) {
      const figures = readFigures(row.figures);
      if (figures !== null) learned.push({ queueId: row.queue_id, hour: row.hour, figures });
    }
    return learned;
  }
}

function readFigures(text: string): HourLearned["figures"] | null {
  try {
    const parsed = hourFigures.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
