import { NewerSchema } from "@callboard/shell";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import { describe, expect, it } from "vitest";
import { migrate, NEWEST_VERSION } from "./migrations.ts";

/** What stands in tables of a version: written as that version wrote it, in SQL of its own. */
const LOG_WITH_MARKS = [
  "INSERT INTO log (id, part, kind, at, is_packed, text) VALUES (1, 0, 'row', 10, 1, 'a'), (2, 0, 'row', 20, 1, 'b'), (3, 0, 'row', 30, 0, 'c')",
];
const SINK = ["INSERT INTO sink (id, by, at, body) VALUES ('s', 'Ada', 1, '{\"id\":\"s\"}')"];
const SEALED = ["UPDATE sink SET sealed = 'sealed text'"];
const FIXTURES: readonly (readonly [number, readonly string[]])[] = [
  [1, [...LOG_WITH_MARKS, ...SINK]],
  [2, [...LOG_WITH_MARKS, ...SINK, "INSERT INTO minute (from_at, to_at, chars, seen) VALUES (1, 2, 0, '')"]],
  [3, [...LOG_WITH_MARKS, ...SINK, ...SEALED]],
];

const shapeOf = (sql: Sqlite) =>
  sql.all("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY type, name");
const columnsOf = (sql: Sqlite, table: string) => sql.all(`SELECT name FROM pragma_table_info('${table}')`);

describe("the alert desk's tables", () => {
  it.each(FIXTURES)("of version %i come to be the present ones, with what is in them", (version, fixture) => {
    const [sql, fresh] = [new Sqlite(), new Sqlite()];
    migrate(sql, version);
    for (const statement of fixture) sql.all(statement);
    migrate(sql);
    migrate(fresh);
    expect(shapeOf(sql)).toEqual(shapeOf(fresh));
    for (const table of ["log", "sink", "alert", "minute", "notice"])
      expect(columnsOf(sql, table)).toEqual(columnsOf(fresh, table));
    expect(sql.all("SELECT id, text FROM log ORDER BY id")).toEqual([
      { id: 1, text: "a" },
      { id: 2, text: "b" },
      { id: 3, text: "c" },
    ]);
    expect(sql.all("SELECT body FROM facts WHERE name = 'packedTo'")).toEqual([{ body: "2" }]);
    expect(sql.all("SELECT id, sealed FROM sink")).toEqual([
      { id: "s", sealed: version === 3 ? "sealed text" : null },
    ]);
    sql.close();
    fresh.close();
  });

  it("are told of here for every version but the newest", () => {
    expect(FIXTURES.map(([version]) => version + 1)).toEqual(
      Array.from({ length: NEWEST_VERSION - 1 }, (_, index) => index + 2),
    );
  });

  it("of a newer build are left alone", () => {
    const sql = new Sqlite();
    migrate(sql);
    sql.all("UPDATE version SET number = ?", NEWEST_VERSION + 1);
    for (const statement of SINK) sql.all(statement);
    expect(() => migrate(sql)).toThrow(NewerSchema);
    expect(sql.all("SELECT id FROM sink")).toEqual([{ id: "s" }]);
    sql.close();
  });
});
