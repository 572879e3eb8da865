/** Notices of record: what is to be told to which sink, and how far that is. Who calls holds the transaction. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Notice, NoticeKind } from "@callboard/notices";
import type { ByPerson } from "@callboard/protocol";
import type { Sql, SqlValue } from "../ports.ts";
import type { AttemptView, NoticeState } from "../views.ts";
import { marks, pieces, readBody } from "./rows.ts";

export interface NoticeRecord {
  /** Rises with each notice; pages go by it. */
  readonly number: number;
  readonly id: string;
  readonly incidentId: string;
  readonly ruleId: string;
  readonly sinkId: string;
  readonly kind: NoticeKind;
  readonly at: EpochMs;
  state: NoticeState;
  tries: number;
  /** When it is to be handed to the queue (again), by our own clock; `null` where there is nothing to hand over. */
  handAt: EpochMs | null;
  /** Not to be delivered before. */
  nextAt: EpochMs;
  claimedUntil: EpochMs | null;
  /** Its turn among the notices of a sink that takes only so many. */
  slotAt: EpochMs | null;
  last: AttemptView | null;
  deliveredAt: EpochMs | null;
  resentBy: ByPerson | null;
}

type NoticeRow = {
  readonly number: number;
  readonly id: string;
  readonly incident_id: string;
  readonly sink_id: string;
  readonly kind: NoticeKind;
  readonly state: NoticeState;
  readonly at: number;
  readonly tries: number;
  readonly hand_at: number | null;
  readonly next_at: number;
  readonly life: string;
};

/** What of a notice's life no question looks for. */
type Life = Pick<NoticeRecord, "ruleId" | "claimedUntil" | "slotAt" | "last" | "deliveredAt" | "resentBy">;

/** A thread that is still open is told by what was told before. */
const IS_ENDED = `state IN ('delivered', 'dead', 'cancelled')
  AND NOT EXISTS (SELECT 1 FROM incident WHERE incident.id = notice.incident_id AND incident.state <> 'closed')`;

const COLUMNS = "number, id, incident_id, sink_id, kind, state, at, tries, hand_at, next_at, life";

export class NoticeStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** A notice that is new, to go from `now` on. One of the same id is left as it is: it was decided before. */
  add(
    notice: Notice,
    ruleId: string,
    sinkId: string,
    state: "ready" | "held" | "cancelled",
    now: EpochMs,
  ): void {
    const life: Life = {
      ...{ ruleId, claimedUntil: null, slotAt: null },
      ...{ last: null, deliveredAt: null, resentBy: null },
    };
    this.#sql.all(
      `INSERT OR IGNORE INTO notice (id, incident_id, sink_id, kind, state, at, tries, hand_at, next_at, life, body)
       VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
      ...[notice.id, notice.incidentId, sinkId, notice.kind, state, notice.at],
      state === "ready" ? now : null,
      now,
      JSON.stringify(life),
      JSON.stringify(notice),
    );
  }

  find(id: string): NoticeRecord | null {
    return this.#records(`SELECT ${COLUMNS} FROM notice WHERE id = ?`, id)[0] ?? null;
  }

  body(id: string): Notice | null {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM notice WHERE id = ?", id);
    return row === undefined ? null : readBody<Notice>(row.body);
  }

  /** The body of a notice that is known to be of record. */
  bodyOf({ id }: NoticeRecord): Notice {
    const body = this.body(id);
    if (body === null) throw new Error("a notice of record has no body");
    return body;
  }

  /** All notices of one incident, or of one incident to one sink, in the order in which they were decided. */
  ofThread(incidentId: string, sinkId: string | null = null): NoticeRecord[] {
    const isAll = sinkId === null ? 1 : 0;
    return this.#records(
      `SELECT ${COLUMNS} FROM notice WHERE incident_id = ? AND (? = 1 OR sink_id = ?) ORDER BY number`,
      ...[incidentId, isAll, sinkId ?? ""],
    );
  }

  /** The newest first. */
  page(filter: {
    readonly state: NoticeState | null;
    readonly sinkId: string | null;
    readonly incidentId: string | null;
    readonly before: number | null;
    readonly limit: number;
  }): NoticeRecord[] {
    const wheres: string[] = [];
    const bindings: SqlValue[] = [];
    const pairs = [
      ["state = ?", filter.state],
      ["sink_id = ?", filter.sinkId],
      ["incident_id = ?", filter.incidentId],
      ["number < ?", filter.before],
    ] as const;
    for (const [clause, value] of pairs) {
      if (value === null) continue;
      wheres.push(clause);
      bindings.push(value);
    }
    const where = wheres.length === 0 ? "" : `WHERE ${wheres.join(" AND ")}`;
    return this.#records(
      `SELECT ${COLUMNS} FROM notice ${where} ORDER BY number DESC LIMIT ?`,
      ...bindings,
      filter.limit,
    );
  }

  save(notice: NoticeRecord): void {
    const { ruleId, claimedUntil, slotAt, last, deliveredAt, resentBy } = notice;
    const life: Life = { ruleId, claimedUntil, slotAt, last, deliveredAt, resentBy };
    this.#sql.all(
      "UPDATE notice SET state = ?, tries = ?, hand_at = ?, next_at = ?, life = ? WHERE number = ?",
      ...[notice.state, notice.tries, notice.handAt, notice.nextAt],
      JSON.stringify(life),
      notice.number,
    );
  }

  /** The clock was set by this much: what waits keeps the length of its waits. */
  shift(byMs: number): void {
    this.#sql.all(
      `UPDATE notice SET hand_at = hand_at + ?, next_at = next_at + ?,
              life = json_set(life, '$.claimedUntil', json_extract(life, '$.claimedUntil') + ?,
                                    '$.slotAt', json_extract(life, '$.slotAt') + ?)
        WHERE state IN ('ready', 'sending', 'held')`,
      ...[byMs, byMs, byMs, byMs],
    );
  }

  /** What is to be handed to the queue by `now`, the longest due first. */
  toHand(now: EpochMs, limit: number): string[] {
    return this.#sql
      .all<{ id: string }>(
        "SELECT id FROM notice WHERE hand_at IS NOT NULL AND hand_at <= ? ORDER BY hand_at, number LIMIT ?",
        ...[now, limit],
      )
      .map(({ id }) => id);
  }

  nextHandAt(): EpochMs | null {
    const [row] = this.#sql.all<{ at: number | null }>(
      "SELECT MIN(hand_at) AS at FROM notice WHERE hand_at IS NOT NULL",
    );
    return row?.at ?? null;
  }

  /** The queue took them: they come up again only where nothing is heard of them. */
  markHanded(ids: readonly string[], now: EpochMs): void {
    for (const piece of pieces(ids, BOUNDS.noticesPerSend / 2)) {
      this.#sql.all(
        `UPDATE notice SET hand_at = MAX(next_at, ?) + ? WHERE hand_at IS NOT NULL AND hand_at <= ? AND id IN (${marks(piece.length)})`,
        now,
        BOUNDS.noticeLostMs,
        now,
        ...piece,
      );
    }
  }

  countBy(sinkId: string | null = null): Map<NoticeState, number> {
    const isAll = sinkId === null ? 1 : 0;
    const rows = this.#sql.all<{ state: NoticeState; count: number }>(
      "SELECT state, COUNT(*) AS count FROM notice WHERE (? = 1 OR sink_id = ?) GROUP BY state",
      ...[isAll, sinkId ?? ""],
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  countBySink(): { readonly sinkId: string; readonly state: NoticeState; readonly count: number }[] {
    return this.#sql.all(
      "SELECT sink_id AS sinkId, state, COUNT(*) AS count FROM notice GROUP BY sink_id, state",
    );
  }

  /** Notices of a sink that are not at their end. */
  unsettledOf(sinkId: string): NoticeRecord[] {
    return this.#records(
      `SELECT ${COLUMNS} FROM notice WHERE state IN ('ready', 'sending', 'held') AND sink_id = ? ORDER BY number`,
      sinkId,
    );
  }

  /** Whether a delivery to the sink is under way for longer than anybody waits. One that was lost tells nothing. */
  isAnyLong(sinkId: string, now: EpochMs): boolean {
    const found = this.#sql.all(
      `SELECT 1 FROM notice WHERE state = 'sending' AND sink_id = ?
         AND json_extract(life, '$.claimedUntil') > ? AND json_extract(life, '$.claimedUntil') <= ? LIMIT 1`,
      ...[sinkId, now, now + BOUNDS.noticeClaimMs - BOUNDS.noticePatienceMs],
    );
    return found.length > 0;
  }

  /** Dead letters of a sink, the oldest first. */
  deadOf(sinkId: string, limit: number): NoticeRecord[] {
    return this.#records(
      `SELECT ${COLUMNS} FROM notice WHERE state = 'dead' AND sink_id = ? ORDER BY number LIMIT ?`,
      sinkId,
      limit,
    );
  }

  /** What was decided before `before` and is at its end, of incidents that are over. */
  countBefore(before: EpochMs): number {
    const [row] = this.#sql.all<{ count: number }>(
      `SELECT COUNT(*) AS count FROM notice WHERE at < ? AND ${IS_ENDED}`,
      before,
    );
    return row?.count ?? 0;
  }

  /** Forgets the oldest that are at their end: those from before `before`, and those there is no room for. Gives how many. */
  prune(before: EpochMs, limit: number): number {
    const crowded = this.#sql.all<{ number: number }>(
      `SELECT number FROM notice WHERE number <= (SELECT MAX(number) FROM notice) - ?
         AND state IN ('delivered', 'dead', 'cancelled') ORDER BY number LIMIT ?`,
      ...[BOUNDS.noticesKept, limit],
    );
    // They were decided in the order of their numbers: only the oldest are looked at, not all of them each minute.
    const old = this.#sql.all<{ number: number }>(
      `SELECT number FROM (SELECT * FROM notice ORDER BY number LIMIT ?) AS notice WHERE at < ? AND ${IS_ENDED}`,
      ...[limit, before],
    );
    const gone = crowded.length >= old.length ? crowded : old;
    for (const { number } of gone) this.#sql.all("DELETE FROM notice WHERE number = ?", number);
    return gone.length;
  }

  #records(statement: string, ...bindings: readonly SqlValue[]): NoticeRecord[] {
    return this.#sql.all<NoticeRow>(statement, ...bindings).map((row) => ({
      ...readBody<Life>(row.life),
      number: row.number,
      id: row.id,
      incidentId: row.incident_id,
      sinkId: row.sink_id,
      kind: row.kind,
      at: row.at,
      state: row.state,
      tries: row.tries,
      handAt: row.hand_at,
      nextAt: row.next_at,
    }));
  }
}
