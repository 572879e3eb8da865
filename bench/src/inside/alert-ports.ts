/**
 * Ports for an alert desk in this process: real SQLite in memory, walls and a queue that take everything at once, and
 * receivers that have answered before anybody asks. Timers never run: the rows that it is given have no holes.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { gunzipSync, gzipSync } from "node:zlib";
import type { AlertPorts, Sql, SqlValue } from "@callboard/alert-desk";
import { MarkingVault } from "@callboard/alert-desk/testing";
import type { FloorSnapshot } from "@callboard/core/alerting";

const PAGE_BYTES = 4_096;

export interface AlertDeskPorts {
  readonly ports: AlertPorts;
  /** Notices that the queue was handed since it was last asked. */
  takeNotices(): readonly string[];
}

/** `snapshot` is drawn anew for each question, as the tenant's desk does: nobody keeps it alive. */
export function alertDeskPorts(now: () => number, snapshot: () => FloorSnapshot): AlertDeskPorts {
  let noticeIds: string[] = [];
  const ports: AlertPorts = {
    clock: { now },
    chance: () => 0.5,
    timers: { after: () => () => undefined },
    alarm: { set: () => undefined },
    sql: memorySql(),
    vault: new MarkingVault(),
    floor: {
      rowsAfter: (_lineage, _seq, done) => done({ kind: "failed" }),
      snapshot: (done) => done({ kind: "answered", value: snapshot() }),
      show: (_push, done) => done({ kind: "answered", value: null }),
    },
    notices: {
      send(ids, done) {
        noticeIds.push(...ids);
        done(true);
      },
    },
    packer: {
      pack: (text, done) => done(gzipSync(text)),
      unpack: (bytes, done) => done(gunzipSync(bytes).toString()),
    },
    journal: { note: () => undefined },
    newId: randomUUID,
    newSigningSecret: () => `whsec_${randomBytes(32).toString("base64")}`,
  };
  return {
    ports,
    takeNotices() {
      const taken = noticeIds;
      noticeIds = [];
      return taken;
    },
  };
}

function memorySql(): Sql {
  const database = new DatabaseSync(":memory:");
  const prepared = new Map<string, StatementSync>();
  const statementOf = (text: string): StatementSync => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const made = database.prepare(text);
    prepared.set(text, made);
    return made;
  };
  const bindable = (value: SqlValue) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value);
  return {
    all: <Row>(statement: string, ...bindings: readonly SqlValue[]) =>
      statementOf(statement).all(...bindings.map(bindable)) as Row[],
    transaction(work) {
      database.exec("BEGIN");
      try {
        const given = work();
        database.exec("COMMIT");
        return given;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    bytes: () => Number(database.prepare("PRAGMA page_count").get()?.page_count ?? 0) * PAGE_BYTES,
  };
}
