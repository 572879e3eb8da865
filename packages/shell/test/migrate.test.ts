import { describe, expect, it } from "vitest";
import { faultFacts } from "../src/fault-facts.ts";
import { migrate, NewerSchema } from "../src/migrate.ts";
import { Sqlite } from "./sqlite.ts";

const STEPS = [
  ["CREATE TABLE thing (id TEXT PRIMARY KEY)", "INSERT INTO thing VALUES ('first')"],
  ["ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 7"],
  ["CREATE TABLE other (id TEXT PRIMARY KEY)", "INSERT INTO other SELECT id FROM thing"],
];
const versionOf = (sql: Sqlite, table = "version") => sql.all(`SELECT number FROM ${table}`);

describe("tables of any version", () => {
  it.each([0, 1, 2, 3])("are brought from %i to the newest, with what is in them", (from) => {
    const sql = new Sqlite();
    migrate(sql, "", STEPS, from);
    migrate(sql, "", STEPS);
    expect(sql.all("SELECT * FROM thing")).toEqual([{ id: "first", size: 7 }]);
    expect(sql.all("SELECT * FROM other")).toEqual([{ id: "first" }]);
    expect(versionOf(sql)).toEqual([{ number: 3 }]);
    sql.close();
  });

  it("stay as they were where a step fails half-way, and go on from there", () => {
    const sql = new Sqlite();
    migrate(sql, "", STEPS, 2);
    sql.failWhen = (statement) => statement.startsWith("INSERT INTO other");
    expect(() => migrate(sql, "", STEPS)).toThrow();
    expect(versionOf(sql)).toEqual([{ number: 2 }]);
    expect(() => sql.all("SELECT * FROM other")).toThrow();
    sql.failWhen = null;
    migrate(sql, "", STEPS);
    expect(sql.all("SELECT * FROM other")).toEqual([{ id: "first" }]);
    sql.close();
  });

  it("of several books are counted apart in one database", () => {
    const sql = new Sqlite();
    migrate(sql, "", STEPS);
    migrate(sql, "book", [["CREATE TABLE page (id TEXT)"]]);
    expect([versionOf(sql), versionOf(sql, "book_version")]).toEqual([[{ number: 3 }], [{ number: 1 }]]);
    sql.close();
  });
});

describe("tables of a newer build", () => {
  it("are left alone, and what is logged says which they are", () => {
    const sql = new Sqlite();
    migrate(sql, "book", STEPS);
    sql.texts = [];
    let thrown: unknown = null;
    try {
      migrate(sql, "book", STEPS.slice(0, 2));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NewerSchema);
    expect(faultFacts(thrown).error).toBe("NewerSchema(book: 3, this build: 2)");
    expect(sql.texts.filter((text) => !/^(SELECT|CREATE TABLE IF NOT EXISTS)/.test(text))).toEqual([]);
    expect(versionOf(sql, "book_version")).toEqual([{ number: 3 }]);
    sql.close();
  });
});
