/**
 * The `sql` port over real SQLite in memory, which outlives a desk as an object's storage does, and which can be told to
 * fail. Values and bindings are held to what Cloudflare's SQLite allows; it must never allow more than that.
 */
import { DatabaseSync } from "node:sqlite";
import type { Sql, SqlValue } from "../src/ports.ts";

const BINDINGS_MAX = 100;
const VALUE_BYTES_MAX = 2 * 1_000_000;

class StorageFault extends Error {}

export class Sqlite implements Sql {
  readonly #database = new DatabaseSync(":memory:");
  readonly #prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  #isInside = false;
  /** Statements run ever. */
  statements = 0;
  /** Their texts, in the order in which they were run, where somebody wants to know. */
  texts: string[] | null = null;
  /** The statement of this number throws; and so do all while `isDown`. */
  failAt: number | null = null;
  isDown = false;
  /** Every statement of which this is true throws. */
  failWhen: ((statement: string, bindings: readonly SqlValue[]) => boolean) | null = null;

  all<Row>(statement: string, ...bindings: readonly SqlValue[]): Row[] {
    this.statements += 1;
    this.texts?.push(statement);
    const isDue = this.statements === this.failAt || this.failWhen?.(statement, bindings) === true;
    if (this.isDown || isDue) throw new StorageFault("the storage failed");
    if (bindings.length > BINDINGS_MAX) throw new Error(`${bindings.length} bindings`);
    for (const value of bindings)
      if (sizeOf(value) > VALUE_BYTES_MAX) throw new Error("a value is too large");
    let prepared = this.#prepared.get(statement);
    if (prepared === undefined) {
      prepared = this.#database.prepare(statement);
      this.#prepared.set(statement, prepared);
    }
    const values = bindings.map((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value));
    // node:sqlite gives rows without a prototype, which no equality of tests likes.
    return prepared.all(...values).map((row) => ({ ...row })) as Row[];
  }

  transaction<Given>(work: () => Given): Given {
    if (this.#isInside) throw new Error("a transaction inside a transaction");
    this.#isInside = true;
    this.#database.exec("BEGIN");
    try {
      const given = work();
      this.#database.exec("COMMIT");
      return given;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    } finally {
      this.#isInside = false;
    }
  }

  bytes(): number {
    const [row] = this.all<{ page_count: number }>("PRAGMA page_count");
    return (row?.page_count ?? 0) * 4_096;
  }

  close(): void {
    this.#database.close();
  }
}

const sizeOf = (value: SqlValue): number =>
  typeof value === "string"
    ? Buffer.byteLength(value)
    : typeof value === "object"
      ? (value?.byteLength ?? 0)
      : 8;
