/** Minutes of the floor: figures of queues, and agents' moves. Who calls holds the transaction. */
import type { AgentId, EpochMs, QueueId } from "@callboard/core";
import type { TrendPoint } from "@callboard/protocol";
import {
  ALL_BUCKETS,
  bucketsOf,
  lineStart,
  readMoves,
  readQueues,
  writeMoves,
  writeQueues,
} from "../minutes/minute-text.ts";
import type { AgentMoves, Minute, PackedOpenMinute, Seen } from "../minutes/open-minute.ts";
import type { Sql } from "../ports.ts";
import { readBody, saveFact } from "./rows.ts";

type MovesRow = { readonly from_at: number; readonly moves: string };

export class MinuteStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  add({ from, to, seen, agents, end }: Minute): void {
    const seenText = JSON.stringify(seen);
    const queues = end === null ? null : writeQueues(end.queues);
    const moves = writeMoves(agents, from);
    let chars = seenText.length + (queues?.length ?? 0);
    for (const text of moves.values()) chars += text.length;
    const [row] = this.#sql.all<{ id: number }>(
      "INSERT INTO minute (from_at, to_at, end_at, chars, seen, queues) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
      ...[from, to, end?.at ?? null, chars, seenText, queues],
    );
    if (row === undefined) throw new Error("a minute was not given its id");
    for (const [bucket, text] of moves) {
      this.#sql.all(
        "INSERT INTO minute_moves (bucket, minute_id, from_at, moves) VALUES (?, ?, ?, ?)",
        ...[bucket, row.id, from, text],
      );
    }
  }

  /** Points at minutes' ends after `from` and up to `to` that are whole multiples of `stepMs`, by queue, oldest first. */
  points(
    asked: ReadonlySet<QueueId>,
    { from, to, stepMs }: { readonly from: EpochMs; readonly to: EpochMs; readonly stepMs: number },
  ): Map<QueueId, TrendPoint[]> {
    const rows = this.#sql.all<{ end_at: number; queues: string }>(
      "SELECT end_at, queues FROM minute WHERE end_at > ? AND end_at <= ? AND end_at % ? = 0 ORDER BY end_at, id",
      ...[from, to, stepMs],
    );
    const trends = new Map<QueueId, TrendPoint[]>();
    for (const { end_at: at, queues } of rows) {
      for (const [id, point] of readQueues(queues, at, asked)) {
        const points = trends.get(id) ?? [];
        trends.set(id, points);
        // A clock that went back comes by the same minute again: the newer word stands.
        if (points.at(-1)?.at === at) points.pop();
        points.push(point);
      }
    }
    return trends;
  }

  /** What was seen of a stretch, in the order in which it was. */
  seen(from: EpochMs, to: EpochMs): Seen[] {
    return this.#sql
      .all<{ seen: string }>(
        "SELECT seen FROM minute WHERE to_at >= ? AND from_at <= ? ORDER BY id",
        ...[from, to],
      )
      .flatMap(({ seen }) => readBody<Seen[]>(seen));
  }

  /** An agent's moves in the minutes of a stretch, oldest first. */
  moves(agentId: AgentId, from: EpochMs, to: EpochMs): AgentMoves[] {
    return this.#movesIn(agentId, from, to, -1);
  }

  /** Their first moves in a minute that ended after `after`, up to `until`; `null` where there are none. */
  movesAfter(agentId: AgentId, after: EpochMs, until: EpochMs): AgentMoves | null {
    return this.#movesIn(agentId, after, until, 1)[0] ?? null;
  }

  /** At most `limit` minutes with moves of theirs; a negative limit is none. */
  #movesIn(agentId: AgentId, from: EpochMs, to: EpochMs, limit: number): AgentMoves[] {
    const [ids] = this.#sql.all<{ first: number | null; last: number | null }>(
      "SELECT MIN(id) AS first, MAX(id) AS last FROM minute WHERE to_at >= ? AND from_at <= ?",
      ...[from, to],
    );
    // Most minutes tell nothing of one agent: their texts are searched by the storage, and not read here.
    return this.#sql
      .all<MovesRow>(
        `SELECT from_at, moves FROM minute_moves WHERE bucket IN (?, ?) AND minute_id BETWEEN ? AND ?
          AND instr(moves, ?) > 0 ORDER BY minute_id LIMIT ?`,
        ...[...bucketsOf(agentId), ids?.first ?? 0, ids?.last ?? -1, lineStart(agentId), limit],
      )
      .flatMap(({ from_at, moves }) => readMoves(moves, from_at, agentId) ?? []);
  }

  totals(): { readonly minutes: number; readonly minuteChars: number } {
    const [row] = this.#sql.all<{ minutes: number; chars: number | null }>(
      "SELECT COUNT(*) AS minutes, SUM(chars) AS chars FROM minute",
    );
    return { minutes: row?.minutes ?? 0, minuteChars: row?.chars ?? 0 };
  }

  /** What ended before `before`. */
  countBefore(before: EpochMs): number {
    const [row] = this.#sql.all<{ count: number }>(
      "SELECT COUNT(*) AS count FROM minute WHERE to_at < ?",
      before,
    );
    return row?.count ?? 0;
  }

  /** Forgets the oldest minutes: what ended before `before`, and some if all of them hold too much. Gives how many. */
  prune(before: EpochMs, charsMax: number, limit: number): number {
    const isTooMuch = this.totals().minuteChars > charsMax;
    const gone = this.#sql.all<{ id: number }>(
      "SELECT id FROM minute WHERE to_at < ? ORDER BY to_at LIMIT ?",
      ...[isTooMuch ? Number.MAX_SAFE_INTEGER : before, limit],
    );
    for (const { id } of gone) {
      this.#sql.all(
        `DELETE FROM minute_moves WHERE bucket IN (${ALL_BUCKETS.join(", ")}) AND minute_id = ?`,
        id,
      );
      this.#sql.all("DELETE FROM minute WHERE id = ?", id);
    }
    return gone.length;
  }

  /** The minute that is being filled, as it stood at the engine's checkpoint; `null` where there is none. */
  open(): PackedOpenMinute | null {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM facts WHERE name = 'minute'");
    try {
      const packed = row === undefined ? null : readBody<PackedOpenMinute>(row.body);
      return packed?.v === 1 ? packed : null;
    } catch {
      // What cannot be read was not seen: the minute begins anew.
      return null;
    }
  }

  saveOpen(packed: PackedOpenMinute): void {
    saveFact(this.#sql, "minute", JSON.stringify(packed));
  }
}
