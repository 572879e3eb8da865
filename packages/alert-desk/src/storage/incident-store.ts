/** Incidents, and when each agent or queue was last told of. Who calls holds the transaction. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Incident } from "../incidents/incident.ts";
import type { Sql } from "../ports.ts";
import { readBody } from "./rows.ts";

/** What was told of one rule for one agent or queue. */
export interface Told {
  /** By the desk's clock. */
  readonly at: EpochMs;
  /** It was told that it flaps; nothing more is told until it is calm. */
  readonly isFlapTold: boolean;
  /** Fires since then that were counted and not told. */
  readonly suppressed: number;
}

type ToldRow = {
  readonly rule_id: string;
  readonly entity: string;
  readonly at: number;
  readonly is_flap_told: number;
  readonly suppressed: number;
};

export const toldKey = (ruleId: string, entity: string): string => `${ruleId}|${entity}`;

export class IncidentStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Those that are not over, or whose end has still to be told. */
  open(): Incident[] {
    return this.#sql
      .all<{ body: string }>("SELECT body FROM incident WHERE state <> 'closed' ORDER BY opened_at, id")
      .map(({ body }) => readBody<Incident>(body));
  }

  find(id: string): Incident | null {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM incident WHERE id = ?", id);
    return row === undefined ? null : readBody<Incident>(row.body);
  }

  has(id: string): boolean {
    return this.#sql.all("SELECT 1 FROM incident WHERE id = ?", id).length > 0;
  }

  save(incident: Incident): void {
    this.#sql.all(
      `INSERT INTO incident (id, state, opened_at, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body`,
      ...[incident.id, incident.state, incident.openedAt, JSON.stringify(incident)],
    );
  }

  told(): Map<string, Told> {
    const rows = this.#sql.all<ToldRow>("SELECT rule_id, entity, at, is_flap_told, suppressed FROM told");
    return new Map(
      rows.map((row) => [
        toldKey(row.rule_id, row.entity),
        { at: row.at, isFlapTold: row.is_flap_told === 1, suppressed: row.suppressed },
      ]),
    );
  }

  saveTold(ruleId: string, entity: string, { at, isFlapTold, suppressed }: Told): void {
    this.#sql.all(
      "INSERT OR REPLACE INTO told (rule_id, entity, at, is_flap_told, suppressed) VALUES (?, ?, ?, ?, ?)",
      ...[ruleId, entity, at, isFlapTold ? 1 : 0, suppressed],
    );
  }

  /** What was told behind `at` was told at `at`. */
  takeBackTold(at: EpochMs): void {
    this.#sql.all("UPDATE told SET at = ? WHERE at > ?", at, at);
  }

  /** Forgets what no cooldown can ask for any more, and the oldest of too many. Gives the keys that went. */
  pruneTold(before: EpochMs, limit: number): string[] {
    const [row] = this.#sql.all<{ count: number }>("SELECT COUNT(*) AS count FROM told");
    const excess = Math.max(0, (row?.count ?? 0) - BOUNDS.toldMax);
    const rows = this.#sql
      .all<ToldRow>("SELECT rule_id, entity, at FROM told ORDER BY at LIMIT ?", limit)
      .filter(({ at }, index) => at < before || index < excess);
    for (const { rule_id, entity } of rows) {
      this.#sql.all("DELETE FROM told WHERE rule_id = ? AND entity = ?", rule_id, entity);
    }
    return rows.map(({ rule_id, entity }) => toldKey(rule_id, entity));
  }

  /** Forgets closed incidents that no alert of record names any more. Gives how many. */
  prune(before: EpochMs, limit: number): number {
    const gone = this.#sql.all<{ id: string }>(
      `SELECT id FROM incident WHERE state = 'closed' AND opened_at < ?
         AND NOT EXISTS (SELECT 1 FROM alert WHERE alert.incident_id = incident.id) ORDER BY opened_at LIMIT ?`,
      ...[before, limit],
    );
    for (const { id } of gone) this.#sql.all("DELETE FROM incident WHERE id = ?", id);
    return gone.length;
  }
}
