/** The object's own SQLite as the alert desk knows it. Nothing is awaited, and a transaction is all or nothing. */
import type { Sql, SqlValue } from "@callboard/alert-desk";

export const sqlPort = (storage: DurableObjectStorage): Sql => ({
  all<Row>(statement: string, ...bindings: readonly SqlValue[]): Row[] {
    // What a row holds is the statement's business; who writes the statement says so in `Row`.
    return storage.sql.exec(statement, ...bindings).toArray() as Row[];
  },
  transaction: (work) => storage.transactionSync(work),
  bytes: () => storage.sql.databaseSize,
});
