/**
 * The alert desk's storage in the simulation's weather: where the weather says so a statement or a commit throws, and
 * nothing of its transaction is kept.
 */
import type { Sql, SqlValue } from "@callboard/alert-desk";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Weather } from "../weather.ts";

class StorageFault extends Error {}

export class WeatheredSql implements Sql {
  readonly #weather: Weather;
  readonly #random: Random;
  readonly #sqlite = new Sqlite();
  /** Statements until the present transaction fails; `null` where it will not. */
  #failsIn: number | null = null;
  #isInside = false;

  constructor(weather: Weather, random: Random) {
    this.#weather = weather;
    this.#random = random;
  }

  all<Row>(statement: string, ...bindings: readonly SqlValue[]): Row[] {
    if (this.#isFailing()) throw new StorageFault("storage is not available");
    return this.#sqlite.all<Row>(statement, ...bindings);
  }

  #isFailing(): boolean {
    if (!this.#isInside) return this.#weather.strikes("alertSqlThrows");
    if (this.#failsIn === null) return false;
    this.#failsIn -= 1;
    return this.#failsIn <= 0;
  }

  transaction<Given>(work: () => Given): Given {
    return this.#sqlite.transaction(() => {
      const isStruck = this.#weather.strikes("alertSqlThrows");
      this.#failsIn = isStruck ? 1 + this.#random.index(SIM.sqlFailsWithin) : null;
      this.#isInside = true;
      try {
        const given = work();
        if (isStruck) throw new StorageFault("the commit failed");
        return given;
      } finally {
        this.#isInside = false;
        this.#failsIn = null;
      }
    });
  }

  bytes(): number {
    return this.#sqlite.bytes();
  }

  close(): void {
    this.#sqlite.close();
  }
}
