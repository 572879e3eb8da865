/** The book's rows. Who calls holds the transaction; nothing is decided here. */
import { BOUNDS } from "@callboard/core";
import type { Sql } from "@callboard/shell";
import { z } from "zod";
import { type DeploymentDeed, deedChanges, TENANT_STATES } from "../contracts.ts";
import { settings, settingsOf, type TenantObject, type TenantRecord } from "./record.ts";

const COLUMNS = "id, revision, state, text, sealed_secret, created_at, by, at, desk_has, alerts_has";
type Row = {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
  readonly text: string;
  readonly sealed_secret: string;
  readonly created_at: number;
  readonly by: string;
  readonly at: number;
  readonly desk_has: number;
  readonly alerts_has: number;
};
const DEED = "number, at, by, what, subject, changes";
type DeedRow = Omit<DeploymentDeed, "changes"> & { readonly changes: string | null };
const HAS: Readonly<Record<TenantObject, string>> = { desk: "desk_has", alerts: "alerts_has" };
const state = z.enum(TENANT_STATES);

export class TenantStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  one(id: string): TenantRecord | null {
    const [row] = this.#sql.all<Row>(`SELECT ${COLUMNS} FROM tenant WHERE id = ?`, id);
    return row === undefined ? null : recordOf(row);
  }

  /** In the order of their ids. */
  after(id: string, limit: number): TenantRecord[] {
    return this.#sql
      .all<Row>(`SELECT ${COLUMNS} FROM tenant WHERE id > ? ORDER BY id LIMIT ?`, id, limit)
      .map(recordOf);
  }

  /** All that can be read: one row that cannot must lock out nobody else's people. */
  readable(): TenantRecord[] {
    return this.#sql
      .all<Row>(`SELECT ${COLUMNS} FROM tenant ORDER BY id LIMIT ?`, BOUNDS.tenantsMax)
      .flatMap((row) => readRecord(row) ?? []);
  }

  /**
   * Those whose objects are to be told, the longest overdue first. One that cannot be read waits until somebody sets it anew: it
   * must not stand before all others for ever.
   */
  toTell(now: number, limit: number): TenantRecord[] {
    const rows = this.#sql.all<Row>(
      `SELECT ${COLUMNS} FROM tenant WHERE try_at <= ? ORDER BY try_at LIMIT ?`,
      ...[now, limit],
    );
    return rows.flatMap((row) => {
      const record = readRecord(row);
      if (record === null) this.#sql.all("UPDATE tenant SET try_at = NULL WHERE id = ?", row.id);
      return record ?? [];
    });
  }

  /** When somebody is to be told next; `null` where all know. */
  nextTellAt(): number | null {
    const [row] = this.#sql.all<{ at: number | null }>("SELECT MIN(try_at) AS at FROM tenant");
    return row?.at ?? null;
  }

  counts(): { readonly tenants: number; readonly grants: number } {
    const [row] = this.#sql.all<{ tenants: number; grants: number | null }>(
      "SELECT COUNT(*) AS tenants, SUM(grants) AS grants FROM tenant",
    );
    return { tenants: row?.tenants ?? 0, grants: row?.grants ?? 0 };
  }

  countsByState(): ReadonlyMap<string, number> {
    const rows = this.#sql.all<{ state: string; count: number }>(
      "SELECT state, COUNT(*) AS count FROM tenant GROUP BY state",
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  /** Whole: its objects are to be told of it, from now on. */
  save(record: TenantRecord): void {
    const { id, revision, state, name, people, sealedSecret, createdAt, changed, held } = record;
    this.#sql.all(
      `INSERT OR REPLACE INTO tenant (${COLUMNS}, name, grants, tries, try_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
      ...[id, revision, state, JSON.stringify(settingsOf(record)), sealedSecret, createdAt],
      ...[changed.by, changed.at, held.desk, held.alerts, name, people.length, changed.at],
    );
  }

  /** The same secret under another key: the same revision is told anew. */
  reseal(id: string, sealed: string, now: number): void {
    this.#sql.all(
      "UPDATE tenant SET sealed_secret = ?, desk_has = 0, alerts_has = 0, tries = 0, try_at = ? WHERE id = ?",
      ...[sealed, now, id],
    );
  }

  /** What an object holds now, of the secret that it was told; what was sealed anew meanwhile it does not hold. */
  confirm(id: string, object: TenantObject, revision: number, sealed: string): void {
    this.#sql.all(
      `UPDATE tenant SET ${HAS[object]} = MAX(${HAS[object]}, ?) WHERE id = ? AND sealed_secret = ?`,
      ...[revision, id, sealed],
    );
  }

  /** `null`: all have heard. */
  planTell(id: string, tryAt: number | null): void {
    this.#sql.all("UPDATE tenant SET try_at = ?, tries = tries + 1 WHERE id = ?", tryAt, id);
  }

  triesOf(id: string): number {
    const [row] = this.#sql.all<{ tries: number }>("SELECT tries FROM tenant WHERE id = ?", id);
    return row?.tries ?? 0;
  }

  /** Forgets it but for its name, and who did what when: that is known for as long as the log tells of it. */
  bury(id: string, revision: number, by: string, at: number): void {
    this.#sql.all("DELETE FROM tenant WHERE id = ?", id);
    this.#sql.all("UPDATE tenant_deed SET changes = NULL WHERE subject = ?", id);
    this.#sql.all(
      "INSERT OR REPLACE INTO tenant_gone (id, revision, by, at) VALUES (?, ?, ?, ?)",
      ...[id, revision, by, at],
    );
  }

  wasThere(id: string): boolean {
    return this.#sql.all("SELECT id FROM tenant_gone WHERE id = ?", id).length > 0;
  }

  /** The number of the newest deed ever. */
  newest(): number {
    const [row] = this.#sql.all<{ number: number | null }>("SELECT MAX(number) AS number FROM tenant_deed");
    return row?.number ?? 0;
  }

  peopleRevision(): number {
    const [row] = this.#sql.all<{ revision: number }>("SELECT revision FROM tenant_people");
    return row?.revision ?? 0;
  }

  /** The deed of this number changes who may look where. */
  notePeople(revision: number): void {
    this.#sql.all("UPDATE tenant_people SET revision = ?", revision);
  }

  noteDeed({ number, at, by, what, subject, changes }: DeploymentDeed): void {
    this.#sql.all(
      `INSERT INTO tenant_deed (${DEED}) VALUES (?, ?, ?, ?, ?, ?)`,
      ...[number, at, by, what, subject, changes === null ? null : JSON.stringify(changes)],
    );
    const oldest = number - BOUNDS.deploymentDeedsKept;
    this.#sql.all("DELETE FROM tenant_deed WHERE number <= ?", oldest);
    this.#sql.all("DELETE FROM tenant_gone WHERE revision <= ?", oldest);
  }

  /** The newest first, those before a number. */
  deeds(before: number, limit: number): DeploymentDeed[] {
    return this.#sql
      .all<DeedRow>(
        `SELECT ${DEED} FROM tenant_deed WHERE number < ? ORDER BY number DESC LIMIT ?`,
        ...[before, limit],
      )
      .map(deedOf);
  }

  /** Those about one tenant since it was added; an earlier one of the same name is not it. */
  deedsAbout(id: string, before: number, limit: number): DeploymentDeed[] {
    return this.#sql
      .all<DeedRow>(
        `SELECT ${DEED} FROM tenant_deed WHERE subject = ? AND number < ?
           AND number > COALESCE((SELECT revision FROM tenant_gone WHERE id = ?), 0) ORDER BY number DESC LIMIT ?`,
        ...[id, before, id, limit],
      )
      .map(deedOf);
  }
}

const deedOf = ({ changes, ...deed }: DeedRow): DeploymentDeed => ({
  ...deed,
  changes: changes === null ? null : deedChanges.parse(JSON.parse(changes)),
});

function readRecord(row: Row): TenantRecord | null {
  try {
    return recordOf(row);
  } catch {
    return null;
  }
}

/** What is stored was read by the same contract before; what is not readable any more throws, and the caller says so. */
function recordOf(row: Row): TenantRecord {
  return {
    ...settings.parse(JSON.parse(row.text)),
    id: row.id,
    revision: row.revision,
    state: state.parse(row.state),
    sealedSecret: row.sealed_secret,
    createdAt: row.created_at,
    changed: { by: row.by, at: row.at },
    held: { desk: row.desk_has, alerts: row.alerts_has },
  };
}
