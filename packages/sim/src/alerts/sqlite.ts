/**
 * The alert desk's storage: real SQLite in memory, which outlives the alert desk as an object's storage does. Where the
 * weather says so a statement or a commit throws, and nothing of its transaction is kept.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Sql, SqlValue } from "@callboard/alert-desk";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Weather } from "../weather.ts";

class StorageFault extends Error {}

export class Sqlite implements Sql {
  readonly #weather: Weather;
  readonly #random: Random;
  readonly #database = new DatabaseSync(":memory:");
  readonly #prepared = new Map<string, StatementSync>();
  /** Statements until the present transaction fails; `null` where it will not. */
  #failsIn: number | null = null;
  #isInside = false;

  constructor(weather: Weather, random: Random) {
    this.#weather = weather;
    this.#random = random;
  }

  all<Row>(statement: string, ...bindings: readonly SqlValue[]): Row[] {
    if (this.#isFailing()) throw new StorageFault("storage is not available");
    const values = bindings.map((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value));
    // What a row holds is the statement's business; who writes the statement says so in `Row`.
    return this.#prepare(statement).all(...values) as Row[];
  }

  #isFailing(): boolean {
    if (!this.#isInside) return this.#weather.strikes("alertSqlThrows");
    if (this.#failsIn === null) return false;
    this.#failsIn -= 1;
    return this.#failsIn <= 0;
  }

  #prepare(statement: string): StatementSync {
    const known = this.#prepared.get(statement);
    if (known !== undefined) return known;
    const made = this.#database.prepare(statement);
    this.#prepared.set(statement, made);
    return made;
  }

  transaction<Given>(work: () => Given): Given {
    if (this.#isInside) throw new Error("a transaction inside a transaction");
    const isStruck = this.#weather.strikes("alertSqlThrows");
    this.#failsIn = isStruck ? 1 + this.#random.index(SIM.sqlFailsWithin) : null;
    this.#isInside = true;
    this.#database.exec("BEGIN");
    try {
      const given = work();
      if (isStruck) throw new StorageFault("the commit failed");
      this.#database.exec("COMMIT");
      return given;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    } finally {
      this.#isInside = false;
      this.#failsIn = null;
    }
  }

  bytes(): number {
    const [row] = this.#prepare("PRAGMA page_count").all();
    return Number(row?.page_count ?? 0) * 4_096;
  }

  close(): void {
    this.#database.close();
  }
}
