/** The `sql` port over real SQLite in memory, which can be told to fail. */
import { DatabaseSync } from "node:sqlite";
import type { Sql, SqlValue } from "@callboard/shell";

const VALUE_BYTES_MAX = 2 * 1_000_000;

export class Sqlite implements Sql {
  readonly #database = new DatabaseSync(":memory:");
  /** Every statement that begins with this throws. */
  failOn: string | null = null;

  all<Row>(statement: string, ...bindings: readonly SqlValue[]): Row[] {
    if (this.failOn !== null && statement.startsWith(this.failOn)) throw new Error("the storage failed");
    for (const value of bindings) {
      if (typeof value === "string" && Buffer.byteLength(value) > VALUE_BYTES_MAX)
        throw new Error("too large");
    }
    const values = bindings.map((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value));
    // node:sqlite gives rows without a prototype, which no equality of tests likes.
    return this.#database
      .prepare(statement)
      .all(...values)
      .map((row) => ({ ...row })) as Row[];
  }

  transaction<Given>(work: () => Given): Given {
    this.#database.exec("BEGIN");
    try {
      const given = work();
      this.#database.exec("COMMIT");
      return given;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  bytes(): number {
    return 0;
  }
}
