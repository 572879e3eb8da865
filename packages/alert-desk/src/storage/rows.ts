/** Small things that every store needs. Bodies are read as what they were written as: no one else writes these tables. */
import type { Sql } from "../ports.ts";

/** What `JSON.stringify` wrote of a `Value`. */
export const readBody = <Value>(text: string): Value => JSON.parse(text) as Value;

/** `?, ?, ?` for so many bindings. */
export const marks = (count: number): string => Array.from({ length: count }, () => "?").join(", ");

/** A list in pieces: SQLite on Cloudflare binds at most 100 values. */
export function* pieces<Item>(list: readonly Item[], size: number): Iterable<readonly Item[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/** Keeps one fact under its name. One that is replaced would be two rows written, one that is changed is one. */
export const saveFact = (sql: Sql, name: string, body: string): void => {
  sql.all(
    "INSERT INTO facts (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
    ...[name, body],
  );
};
