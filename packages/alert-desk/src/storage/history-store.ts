/** Stored history in chunks of gzip, and the last batches that could not be read. Who calls holds the transaction. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Sql } from "../ports.ts";
import type { PoisonedBatch } from "../views.ts";

/** Rows alone; the whole floor and the rows behind it; or the whole floor alone, between two of those. Places are stored. */
const CHUNK_KINDS = ["rows", "keyframe", "waypoint"] as const;
export type ChunkKind = (typeof CHUNK_KINDS)[number];

/** Whether chunks that are a waypoint count: for whoever looks at a minute, not for a backtest. */
export type WithWaypoints = { readonly withWaypoints: boolean };

export interface ChunkHead {
  readonly id: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly bytes: number;
}

type HeadRow = {
  readonly id: number;
  readonly from_at: number;
  readonly to_at: number;
  readonly bytes: number;
};

const headOf = ({ id, from_at, to_at, bytes }: HeadRow): ChunkHead => ({
  ...{ id, from: from_at, to: to_at, bytes },
});

const lastKind = ({ withWaypoints }: WithWaypoints): number =>
  CHUNK_KINDS.indexOf(withWaypoints ? "waypoint" : "keyframe");

export class HistoryStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  add(chunk: { from: EpochMs; to: EpochMs; kind: ChunkKind; bytes: Uint8Array }): void {
    const [row] = this.#sql.all<{ id: number }>(
      "INSERT INTO chunk (from_at, to_at, is_keyframe, bytes) VALUES (?, ?, ?, ?) RETURNING id",
      ...[chunk.from, chunk.to, CHUNK_KINDS.indexOf(chunk.kind), chunk.bytes.byteLength],
    );
    if (row === undefined) throw new Error("a chunk was not given its id");
    this.#addParts(row.id, chunk.bytes);
  }

  #addParts(id: number, whole: Uint8Array): void {
    const size = BOUNDS.historyPartBytesMax;
    for (let part = 0; part * size < whole.byteLength; part += 1) {
      const bytes = whole.slice(part * size, (part + 1) * size);
      this.#sql.all("INSERT INTO chunk_part (chunk_id, part, bytes) VALUES (?, ?, ?)", ...[id, part, bytes]);
    }
  }

  /** Other bytes in a chunk's place; nothing where it has been forgotten meanwhile. */
  replace(id: number, bytes: Uint8Array): void {
    const there = this.#sql.all("UPDATE chunk SET bytes = ? WHERE id = ? RETURNING id", bytes.byteLength, id);
    if (there.length === 0) return;
    this.#sql.all("DELETE FROM chunk_part WHERE chunk_id = ?", id);
    this.#addParts(id, bytes);
  }

  remove(id: number): void {
    this.#sql.all("DELETE FROM chunk_part WHERE chunk_id = ?", id);
    this.#sql.all("DELETE FROM chunk WHERE id = ?", id);
  }

  /** The newest chunk that begins with the whole floor, at or before `at`. */
  keyframeBefore(at: EpochMs, which: WithWaypoints): ChunkHead | null {
    const [row] = this.#sql.all<HeadRow>(
      "SELECT * FROM chunk WHERE is_keyframe BETWEEN 1 AND ? AND from_at <= ? ORDER BY id DESC LIMIT 1",
      ...[lastKind(which), at],
    );
    return row === undefined ? null : headOf(row);
  }

  /** The oldest chunk that begins with the whole floor. */
  firstKeyframe(which: WithWaypoints): ChunkHead | null {
    const [row] = this.#sql.all<HeadRow>(
      "SELECT * FROM chunk WHERE is_keyframe BETWEEN 1 AND ? ORDER BY id LIMIT 1",
      lastKind(which),
    );
    return row === undefined ? null : headOf(row);
  }

  /** Chunks from this id on, oldest first. */
  heads(fromId: number, limit: number, which: WithWaypoints): ChunkHead[] {
    return this.#sql
      .all<HeadRow>(
        "SELECT * FROM chunk WHERE id >= ? AND is_keyframe <= ? ORDER BY id LIMIT ?",
        ...[fromId, lastKind(which), limit],
      )
      .map(headOf);
  }

  bytesOf({ id, bytes }: ChunkHead): Uint8Array {
    const whole = new Uint8Array(bytes);
    let offset = 0;
    const parts = this.#sql.all<{ bytes: ArrayBuffer | Uint8Array }>(
      "SELECT bytes FROM chunk_part WHERE chunk_id = ? ORDER BY part",
      id,
    );
    for (const part of parts) {
      const piece = new Uint8Array(part.bytes);
      whole.set(piece, offset);
      offset += piece.byteLength;
    }
    return whole;
  }

  totals(): {
    readonly chunks: number;
    readonly bytes: number;
    readonly from: EpochMs | null;
    readonly to: EpochMs | null;
  } {
    const [row] = this.#sql.all<{
      chunks: number;
      bytes: number | null;
      from_at: number | null;
      to_at: number | null;
    }>(
      "SELECT COUNT(*) AS chunks, SUM(bytes) AS bytes, MIN(from_at) AS from_at, MAX(to_at) AS to_at FROM chunk",
    );
    return {
      chunks: row?.chunks ?? 0,
      bytes: row?.bytes ?? 0,
      from: row?.from_at ?? null,
      to: row?.to_at ?? null,
    };
  }

  /** What ended before `before`. */
  countBefore(before: EpochMs): { readonly chunks: number; readonly bytes: number } {
    const [row] = this.#sql.all<{ chunks: number; bytes: number | null }>(
      "SELECT COUNT(*) AS chunks, SUM(bytes) AS bytes FROM chunk WHERE to_at < ?",
      before,
    );
    return { chunks: row?.chunks ?? 0, bytes: row?.bytes ?? 0 };
  }

  /** Forgets the oldest chunks: those that ended before `before`, and one if all of them hold too much. Gives how many. */
  prune(before: EpochMs, limit: number): number {
    const old = this.#sql.all<{ id: number }>(
      "SELECT id FROM chunk WHERE to_at < ? ORDER BY id LIMIT ?",
      ...[before, limit],
    );
    const isTooMuch = old.length === 0 && this.totals().bytes > BOUNDS.historyBytesMax;
    const gone = isTooMuch
      ? this.#sql.all<{ id: number }>("SELECT id FROM chunk ORDER BY id LIMIT ?", limit)
      : old;
    for (const { id } of gone) this.remove(id);
    return gone.length;
  }

  addPoisoned({ at, why, shape }: PoisonedBatch): void {
    this.#sql.all("INSERT INTO poisoned (at, why, sample) VALUES (?, ?, ?)", ...[at, why, shape]);
    this.#sql.all("DELETE FROM poisoned WHERE id <= (SELECT MAX(id) FROM poisoned) - ?", BOUNDS.poisonedKept);
  }

  /** The newest first. */
  poisoned(): PoisonedBatch[] {
    return this.#sql.all<PoisonedBatch>("SELECT at, why, sample AS shape FROM poisoned ORDER BY id DESC");
  }
}
