/** Deletions on request, and the rows that they go through. Who calls holds the transaction. */
import type { ErasureRecord } from "../data/erasures.ts";
import { needleOf, type Somebody, scrubMoves, scrubValue } from "../data/scrub.ts";
import { bucketsOf, lineStart } from "../minutes/minute-text.ts";
import type { Sql } from "../ports.ts";
import type { AlertRecord } from "../record/alert-record.ts";
import type { Silence } from "../views.ts";
import type { AlertStore } from "./alert-store.ts";
import { readBody, saveFact } from "./rows.ts";

/** Of one slice: where it ended, `null` at the end of the table; and how many rows it changed. */
export interface Slice {
  readonly cursor: number | null;
  readonly changed: number;
}

type Numbered = { readonly number: number };

export class ErasureStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The newest first. */
  all(): ErasureRecord[] {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM facts WHERE name = 'erasures'");
    return row === undefined ? [] : readBody<ErasureRecord[]>(row.body);
  }

  save(records: readonly ErasureRecord[]): void {
    saveFact(this.#sql, "erasures", JSON.stringify(records));
  }

  rowsToLookAt(): number {
    const [row] = this.#sql.all<{ count: number }>(
      `SELECT (SELECT COUNT(*) FROM alert) + (SELECT COUNT(*) FROM notice)
            + (SELECT COUNT(*) FROM minute) + (SELECT COUNT(*) FROM chunk) AS count`,
    );
    return row?.count ?? 0;
  }

  forgetTold(entity: string): void {
    this.#sql.all("DELETE FROM told WHERE entity = ?", entity);
  }

  /** Alerts about them that are over, with their passages and the comments on them. */
  alerts(alerts: AlertStore, who: Somebody, after: number, limit: number): Slice {
    const [end] = this.#sql.all<{ number: number | null }>(
      "SELECT MAX(number) AS number FROM (SELECT rowid AS number FROM alert WHERE rowid > ? ORDER BY rowid LIMIT ?)",
      ...[after, limit],
    );
    const last = end?.number ?? null;
    if (last === null) return { cursor: null, changed: 0 };
    const found = this.#sql.all<Numbered & { body: string }>(
      `SELECT rowid AS number, body FROM alert
        WHERE rowid > ? AND rowid <= ? AND entity_id = ? AND is_active = 0`,
      ...[after, last, who.agentId],
    );
    for (const { number, body } of found) {
      const before = readBody<AlertRecord>(body);
      const alert = scrubValue(before, who);
      if (before.entity.kind !== "agent") continue;
      this.#sql.all("UPDATE alert SET id = ? WHERE rowid = ?", alert.id, number);
      alerts.save(alert);
      this.#alongside(before.id, alert.id, who);
    }
    return { cursor: last, changed: found.length };
  }

  #alongside(before: string, after: string, who: Somebody): void {
    const passages = this.#sql.all<Numbered & { body: string }>(
      "SELECT number, body FROM passage WHERE alert_id = ?",
      before,
    );
    for (const { number, body } of passages)
      this.#sql.all(
        "UPDATE passage SET alert_id = ?, body = ? WHERE alert_id = ? AND number = ?",
        ...[after, JSON.stringify(scrubValue(readBody<unknown>(body), who)), before, number],
      );
    const comments = this.#sql.all<Numbered & { text: string }>(
      "SELECT number, text FROM comment WHERE alert_id = ?",
      before,
    );
    for (const { number, text } of comments) {
      const said = scrubValue(text, who);
      this.#sql.all(
        "UPDATE comment SET alert_id = ?, text = ?, words = ? WHERE alert_id = ? AND number = ?",
        ...[after, said, said.toLowerCase(), before, number],
      );
    }
  }

  /** What notices say of them; what they say of others stays. */
  notices(who: Somebody, after: number, limit: number): Slice {
    const [end] = this.#sql.all<{ number: number | null }>(
      "SELECT MAX(number) AS number FROM (SELECT number FROM notice WHERE number > ? ORDER BY number LIMIT ?)",
      ...[after, limit],
    );
    const last = end?.number ?? null;
    if (last === null) return { cursor: null, changed: 0 };
    const found = this.#sql.all<Numbered & { body: string }>(
      "SELECT number, body FROM notice WHERE number > ? AND number <= ? AND instr(body, ?) > 0",
      ...[after, last, needleOf(who)],
    );
    for (const { number, body } of found) {
      const notice = readBody<{ alerts: readonly { record: { user_id?: string } }[] }>(body);
      const alerts = notice.alerts.map((one) =>
        one.record.user_id === who.agentId ? scrubValue(one, who) : one,
      );
      this.#sql.all(
        "UPDATE notice SET body = ? WHERE number = ?",
        ...[JSON.stringify({ ...notice, alerts }), number],
      );
    }
    return { cursor: last, changed: found.length };
  }

  /** Their moves in minutes. */
  minutes(who: Somebody, after: number, limit: number): Slice {
    const [end] = this.#sql.all<{ id: number | null }>(
      "SELECT MAX(id) AS id FROM (SELECT id FROM minute WHERE id > ? ORDER BY id LIMIT ?)",
      ...[after, limit],
    );
    const last = end?.id ?? null;
    if (last === null) return { cursor: null, changed: 0 };
    const found = this.#sql.all<{ bucket: number; minute_id: number; moves: string }>(
      `SELECT bucket, minute_id, moves FROM minute_moves
        WHERE bucket IN (?, ?) AND minute_id > ? AND minute_id <= ? AND instr(moves, ?) > 0`,
      ...[...bucketsOf(who.agentId), after, last, lineStart(who.agentId)],
    );
    for (const { bucket, minute_id, moves } of found) {
      const left = scrubMoves(moves, who);
      if (left === null)
        this.#sql.all("DELETE FROM minute_moves WHERE bucket = ? AND minute_id = ?", bucket, minute_id);
      else
        this.#sql.all(
          "UPDATE minute_moves SET moves = ? WHERE bucket = ? AND minute_id = ?",
          ...[left, bucket, minute_id],
        );
    }
    return { cursor: last, changed: found.length };
  }

  /** Silences that named them name nobody in their place: none may mute more than before. */
  silences(who: Somebody): void {
    const found = this.#sql.all<{ id: string; body: string }>(
      "SELECT id, body FROM silence WHERE instr(body, ?) > 0",
      needleOf(who),
    );
    for (const { id, body } of found) {
      const silence = readBody<Silence>(body);
      const agents = silence.matcher.agents?.map((one) => (one === who.agentId ? who.standIn : one));
      const matcher = agents === undefined ? silence.matcher : { ...silence.matcher, agents };
      this.#sql.all(
        "UPDATE silence SET body = ? WHERE id = ?",
        ...[JSON.stringify({ ...silence, matcher }), id],
      );
    }
  }
}
