/** What people set: rules, the calendar, silences; with who did it and when. Who calls holds the transaction. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Rule, SiteCalendar } from "@callboard/core/alerting";
import type { ByPerson } from "@callboard/protocol";
import type { AlertingDeed } from "../data/deeds.ts";
import type { StoredRetention } from "../data/retention.ts";
import type { Sql } from "../ports.ts";
import type { Silence } from "../views.ts";
import { readBody, saveFact } from "./rows.ts";

export interface StoredRule {
  readonly rule: Rule;
  readonly changed: ByPerson;
}

export interface StoredCalendar {
  readonly calendar: SiteCalendar;
  readonly changed: ByPerson;
}

export interface Deed extends ByPerson {
  /** A word of ours: "rule changed", "sink removed". */
  readonly what: string;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly body: unknown;
}

type SettingRow = { readonly by: string; readonly at: number; readonly body: string };

export class SettingsStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  rules(): StoredRule[] {
    return this.#sql
      .all<SettingRow>("SELECT by, at, body FROM rule ORDER BY id")
      .map(({ by, at, body }) => ({ rule: readBody<Rule>(body), changed: { by, at } }));
  }

  saveRule({ rule, changed }: StoredRule): void {
    this.#sql.all(
      "INSERT OR REPLACE INTO rule (id, by, at, body) VALUES (?, ?, ?, ?)",
      ...[rule.id, changed.by, changed.at, JSON.stringify(rule)],
    );
  }

  removeRule(id: string): void {
    this.#sql.all("DELETE FROM rule WHERE id = ?", id);
  }

  calendar(): StoredCalendar | null {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM facts WHERE name = 'calendar'");
    return row === undefined ? null : readBody<StoredCalendar>(row.body);
  }

  saveCalendar(calendar: StoredCalendar): void {
    saveFact(this.#sql, "calendar", JSON.stringify(calendar));
  }

  /** Those that are not over at `now`. */
  silences(now: EpochMs): Silence[] {
    return this.#silences("SELECT body FROM silence WHERE until > ? ORDER BY until", now);
  }

  silence(id: string): Silence | null {
    return this.#silences("SELECT body FROM silence WHERE id = ?", id)[0] ?? null;
  }

  /** Those that are over, the newest first. */
  pastSilences(now: EpochMs, limit: number): Silence[] {
    return this.#silences(
      "SELECT body FROM silence WHERE until <= ? ORDER BY until DESC LIMIT ?",
      now,
      limit,
    );
  }

  saveSilence(silence: Silence): void {
    this.#sql.all(
      "INSERT OR REPLACE INTO silence (id, until, body) VALUES (?, ?, ?)",
      ...[silence.id, silence.ended?.at ?? silence.until, JSON.stringify(silence)],
    );
  }

  #silences(statement: string, ...bindings: number[] | string[]): Silence[] {
    return this.#sql.all<{ body: string }>(statement, ...bindings).map(({ body }) => readBody<Silence>(body));
  }

  noteDeed({ at, by, what, subject, body }: Deed): void {
    this.#sql.all(
      "INSERT INTO deed (at, by, what, subject, body) VALUES (?, ?, ?, ?, ?)",
      ...[at, by, what, subject, JSON.stringify(body)],
    );
    this.#sql.all("DELETE FROM deed WHERE number <= (SELECT MAX(number) FROM deed) - ?", BOUNDS.deedsKept);
  }

  removeCalendar(): void {
    this.#sql.all("DELETE FROM facts WHERE name = 'calendar'");
  }

  /** `null`: nobody has set it. */
  retention(): StoredRetention | null {
    const [row] = this.#sql.all<{ body: string }>("SELECT body FROM facts WHERE name = 'retention'");
    return row === undefined ? null : readBody<StoredRetention>(row.body);
  }

  saveRetention(retention: StoredRetention): void {
    saveFact(this.#sql, "retention", JSON.stringify(retention));
  }

  /** The newest first, those before a number; without what they set. */
  deeds(before: number, limit: number): AlertingDeed[] {
    return this.#sql.all<{ -readonly [Key in keyof AlertingDeed]: AlertingDeed[Key] }>(
      "SELECT number, at, by, what, subject FROM deed WHERE number < ? ORDER BY number DESC LIMIT ?",
      ...[before, limit],
    );
  }

  countDeedsBefore(before: EpochMs): number {
    const [row] = this.#sql.all<{ count: number }>("SELECT COUNT(*) AS count FROM deed WHERE at < ?", before);
    return row?.count ?? 0;
  }

  /** Forgets the oldest deeds from before `before`. Gives how many. */
  pruneDeeds(before: EpochMs, limit: number): number {
    const gone = this.#sql.all<{ number: number }>(
      "SELECT number FROM (SELECT number, at FROM deed ORDER BY number LIMIT ?) WHERE at < ?",
      ...[limit, before],
    );
    for (const { number } of gone) this.#sql.all("DELETE FROM deed WHERE number = ?", number);
    return gone.length;
  }

  /** Forgets silences that ended before `before`. Gives how many. */
  pruneSilences(before: EpochMs, limit: number): number {
    const gone = this.#sql.all<{ id: string }>(
      "SELECT id FROM silence WHERE until < ? ORDER BY until LIMIT ?",
      ...[before, limit],
    );
    for (const { id } of gone) this.#sql.all("DELETE FROM silence WHERE id = ?", id);
    return gone.length;
  }
}
