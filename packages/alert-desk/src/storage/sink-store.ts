/** Sinks, with their secrets sealed, and what came of the last attempts. Who calls holds the transaction. */
import type { ShownSink, Sink } from "@callboard/notices";
import type { SinkVault, Sql } from "../ports.ts";
import { clearSink, openSink, type SinkNotes, type StoredSink } from "../sinks/stored-sink.ts";
import type { AttemptView, SinkTest } from "../views.ts";
import { readBody } from "./rows.ts";

interface Row {
  readonly by: string;
  readonly at: number;
  readonly body: string;
  readonly sealed: string | null;
  readonly last: string | null;
  readonly last_test: string | null;
}

export class SinkStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** All of them, as far as the vault opens them. */
  all(vault: SinkVault): StoredSink[] {
    return this.#sql
      .all<Row>("SELECT by, at, body, sealed, last, last_test FROM sink ORDER BY id")
      .map((row) =>
        row.sealed === null
          ? unsealed(readBody<Sink | ShownSink>(row.body), notesOf(row))
          : openSink(vault, readBody<ShownSink>(row.body), row.sealed, notesOf(row)),
      );
  }

  save({ shown, sealed, inside, changed, last, lastTest }: StoredSink): void {
    // What is not sealed is kept whole: it has no secrets, or was in clear before and must not be lost.
    const body = sealed === null && inside.kind === "opened" ? inside.sink : shown;
    this.#sql.all(
      "INSERT OR REPLACE INTO sink (id, by, at, body, sealed, last, last_test) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[shown.id, changed.by, changed.at, JSON.stringify(body), sealed],
      last === null ? null : JSON.stringify(last),
      lastTest === null ? null : JSON.stringify(lastTest),
    );
  }

  remove(id: string): void {
    this.#sql.all("DELETE FROM sink WHERE id = ?", id);
  }
}

/** Whole where it has no secrets or an earlier version left them in clear; otherwise a backup brought it, and no secret. */
const unsealed = (body: Sink | ShownSink, notes: SinkNotes): StoredSink =>
  "host" in body || "keyEnd" in body
    ? { ...notes, shown: body, sealed: null, inside: { kind: "locked", why: "notEntered" } }
    : clearSink(body, notes);

const notesOf = ({ by, at, last, last_test }: Row): SinkNotes => ({
  changed: { by, at },
  last: last === null ? null : readBody<AttemptView>(last),
  lastTest: last_test === null ? null : readBody<SinkTest>(last_test),
});
