/**
 * Codes that were typed and are in nobody's hands, counted by tenant and by person. Who has made too many has to wait, whatever is typed
 * next: the right code, too, or waiting would tell which that is.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Sql } from "@callboard/shell";

const WINDOW_MS = 60_000;

export class Guesses {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Until when these have to wait; `null` where none of them has to. */
  waitUntil(who: readonly string[], now: EpochMs): EpochMs | null {
    const ends = who.flatMap((one) => {
      const [row] = this.#sql.all<{ until: number; count: number }>(
        "SELECT until, count FROM pairing_guess WHERE who = ? AND until > ?",
        ...[one, now],
      );
      return row !== undefined && row.count >= BOUNDS.pairingGuessesPerMinute ? [row.until] : [];
    });
    return ends.length === 0 ? null : Math.max(...ends);
  }

  count(who: readonly string[], now: EpochMs): void {
    this.forget(now);
    for (const one of who)
      this.#sql.all(
        `INSERT INTO pairing_guess (who, until, count) VALUES (?, ?, 1)
         ON CONFLICT (who) DO UPDATE SET count = count + 1`,
        ...[one, now + WINDOW_MS],
      );
  }

  /** A clock that was set back must not let anybody wait for longer than a window. */
  forget(now: EpochMs): void {
    this.#sql.all("DELETE FROM pairing_guess WHERE until <= ? OR until > ?", now, now + WINDOW_MS);
  }
}
