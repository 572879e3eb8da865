/** Alerts of record with their passages and comments. Every method is one or two statements; who calls holds the transaction. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Sql, SqlValue } from "../ports.ts";
import type { AlertRecord } from "../record/alert-record.ts";
import type { Comment, PassageView } from "../views.ts";
import { readBody } from "./rows.ts";

/** Where a page ended: an alert's fire and its id. */
export interface AlertPlace {
  readonly firedAt: EpochMs;
  readonly id: string;
}

export interface AlertSearch {
  readonly isActive: boolean | null;
  /** A part of a name or of a comment, or a whole id. */
  readonly text: string | null;
  readonly severity: string | null;
  readonly ruleId: string | null;
  readonly entityId: string | null;
  readonly queueId: string | null;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly before: AlertPlace | null;
  readonly limit: number;
}

type BodyRow = { readonly body: string };

export class AlertStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  active(): AlertRecord[] {
    return this.#bodies("SELECT body FROM alert WHERE is_active = 1 ORDER BY fired_at, id");
  }

  find(id: string): AlertRecord | null {
    return this.#bodies("SELECT body FROM alert WHERE id = ?", id)[0] ?? null;
  }

  save(alert: AlertRecord): void {
    this.#sql.all(
      `INSERT INTO alert (id, rule_id, entity_id, queue_id, severity, is_active, fired_at, resolved_at, incident_id, words, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET rule_id = excluded.rule_id, entity_id = excluded.entity_id,
         queue_id = excluded.queue_id, severity = excluded.severity, is_active = excluded.is_active,
         fired_at = excluded.fired_at, resolved_at = excluded.resolved_at, incident_id = excluded.incident_id,
         words = excluded.words, body = excluded.body`,
      alert.id,
      alert.ruleId,
      alert.entity.id,
      alert.queueId,
      alert.severity,
      alert.phase === "resolved" ? 0 : 1,
      alert.firedAt,
      alert.resolvedAt,
      alert.incidentId,
      wordsOf(alert),
      JSON.stringify(alert),
    );
  }

  search(search: AlertSearch): AlertRecord[] {
    const wheres: string[] = [];
    const bindings: SqlValue[] = [];
    const where = (clause: string, ...values: SqlValue[]): void => {
      wheres.push(clause);
      bindings.push(...values);
    };
    if (search.isActive !== null) where("is_active = ?", search.isActive ? 1 : 0);
    if (search.severity !== null) where("severity = ?", search.severity);
    if (search.ruleId !== null) where("rule_id = ?", search.ruleId);
    if (search.entityId !== null) where("entity_id = ?", search.entityId);
    if (search.queueId !== null) where("queue_id = ?", search.queueId);
    if (search.from !== null) where("fired_at >= ?", search.from);
    if (search.to !== null) where("fired_at <= ?", search.to);
    if (search.before !== null) where("(fired_at, id) < (?, ?)", search.before.firedAt, search.before.id);
    if (search.text !== null) {
      const said = "id IN (SELECT alert_id FROM comment WHERE instr(words, ?) > 0)";
      const named = "? IN (id, rule_id, entity_id, queue_id, json_extract(body, '$.teamId'))";
      const words = search.text.toLowerCase();
      where(`(instr(words, ?) > 0 OR ${said} OR ${named})`, words, words, search.text);
    }
    const clause = wheres.length === 0 ? "" : `WHERE ${wheres.join(" AND ")}`;
    return this.#bodies(
      `SELECT body FROM alert ${clause} ORDER BY fired_at DESC, id DESC LIMIT ?`,
      ...bindings,
      search.limit,
    );
  }

  /** Alerts that fired at any moment of a stretch, the newest first, and how many there were. */
  during(
    from: EpochMs,
    to: EpochMs,
    limit: number,
  ): { readonly alerts: AlertRecord[]; readonly count: number } {
    // By rowid, and each half from an index of its own: there may be a million alerts that fired before.
    const during = `rowid IN (SELECT rowid FROM alert WHERE is_active = 1 AND fired_at <= ?
                        UNION SELECT rowid FROM alert WHERE resolved_at > ? AND fired_at <= ?)`;
    const alerts = this.#bodies(
      `SELECT body FROM alert WHERE ${during} ORDER BY fired_at DESC, id LIMIT ?`,
      ...[to, from, to, limit],
    );
    const [row] = this.#sql.all<{ count: number }>(
      `SELECT COUNT(*) AS count FROM alert WHERE ${during}`,
      ...[to, from, to],
    );
    return { alerts, count: row?.count ?? 0 };
  }

  /** The newest alerts of an incident. */
  ofIncident(incidentId: string, limit: number): AlertRecord[] {
    return this.#bodies(
      "SELECT body FROM alert WHERE incident_id = ? ORDER BY fired_at DESC, id LIMIT ?",
      incidentId,
      limit,
    );
  }

  /** The first half of what there is room for, and the newest half, are kept. */
  addPassage(alertId: string, number: number, passage: PassageView): void {
    this.#sql.all(
      "INSERT OR REPLACE INTO passage (alert_id, number, body) VALUES (?, ?, ?)",
      alertId,
      number,
      JSON.stringify(passage),
    );
    const half = BOUNDS.passagesPerAlertMax / 2;
    if (number <= BOUNDS.passagesPerAlertMax) return;
    this.#sql.all("DELETE FROM passage WHERE alert_id = ? AND number = ?", alertId, number - half);
  }

  passages(alertId: string): PassageView[] {
    return this.#sql
      .all<BodyRow>("SELECT body FROM passage WHERE alert_id = ? ORDER BY number", alertId)
      .map(({ body }) => readBody<PassageView>(body));
  }

  addComment(alertId: string, number: number, { at, by, text }: Comment): void {
    this.#sql.all(
      "INSERT INTO comment (alert_id, number, at, by, text, words) VALUES (?, ?, ?, ?, ?, ?)",
      ...[alertId, number, at, by, text, text.toLowerCase()],
    );
  }

  comments(alertId: string): Comment[] {
    return this.#sql.all<Comment>(
      "SELECT at, by, text FROM comment WHERE alert_id = ? ORDER BY number",
      alertId,
    );
  }

  /** What an agent is called in alerts of record. */
  namesOf(agentId: string, limit: number): string[] {
    return this.#sql
      .all<{ name: string }>(
        `SELECT DISTINCT json_extract(body, '$.entityName') AS name FROM alert
          WHERE entity_id = ? AND json_extract(body, '$.entityName') IS NOT NULL LIMIT ?`,
        ...[agentId, limit],
      )
      .map(({ name }) => name);
  }

  /** What ended before `before`. */
  countBefore(before: EpochMs): number {
    const [row] = this.#sql.all<{ count: number }>(
      "SELECT COUNT(*) AS count FROM alert WHERE resolved_at IS NOT NULL AND resolved_at < ?",
      before,
    );
    return row?.count ?? 0;
  }

  /** Forgets so many that ended before `before`, or that there is no room for, oldest first. Gives how many. */
  prune(before: EpochMs, rowsMax: number, limit: number): number {
    // Rows are added in order and go in nearly the same order: counting a million of them each minute is not worth it.
    const [row] = this.#sql.all<{ count: number | null }>(
      "SELECT (SELECT MAX(rowid) FROM alert) - (SELECT MIN(rowid) FROM alert) + 1 AS count",
    );
    const excess = Math.max(0, (row?.count ?? 0) - rowsMax);
    const old = this.#sql.all<{ id: string }>(
      "SELECT id FROM alert WHERE resolved_at IS NOT NULL AND resolved_at < ? ORDER BY resolved_at LIMIT ?",
      ...[before, limit],
    );
    const crowded = this.#sql.all<{ id: string }>(
      "SELECT id FROM alert WHERE resolved_at IS NOT NULL ORDER BY resolved_at LIMIT ?",
      Math.min(excess, limit),
    );
    const gone = old.length >= crowded.length ? old : crowded;
    for (const { id } of gone) {
      this.#sql.all("DELETE FROM passage WHERE alert_id = ?", id);
      this.#sql.all("DELETE FROM comment WHERE alert_id = ?", id);
      this.#sql.all("DELETE FROM alert WHERE id = ?", id);
    }
    return gone.length;
  }

  #bodies(statement: string, ...bindings: readonly SqlValue[]): AlertRecord[] {
    return this.#sql.all<BodyRow>(statement, ...bindings).map(({ body }) => readBody<AlertRecord>(body));
  }
}

/**
 * What a search looks through, in lower case; SQLite's own `lower` knows ASCII only. No ids: a name is too often found
 * within one.
 */
function wordsOf({ ruleName, entityName, queueName, teamName }: AlertRecord): string {
  return [ruleName, entityName, queueName, teamName]
    .filter((word) => word !== null)
    .join("\n")
    .toLowerCase();
}
