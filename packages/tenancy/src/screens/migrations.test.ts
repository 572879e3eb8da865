import { migrate, NewerSchema } from "@callboard/shell";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import { describe, expect, it } from "vitest";
import { SCREEN_STEPS } from "./migrations.ts";
import { ScreenBook } from "./screen-book.ts";

/** What stands in tables of a version: written as that version wrote it, in SQL of its own. */
const FIXTURES: readonly (readonly [number, readonly string[]])[] = [
  [
    1,
    [
      `INSERT INTO screen (id, number, credential, paired_at, paired_by, used_at, seen_at, device)
       VALUES ('hall', 3, 'first', 10, 'Maria', 20, 30, NULL), ('bar', 1, NULL, NULL, NULL, NULL, NULL, NULL)`,
    ],
  ],
];
const clock = { now: () => 1_000_000 };

describe("the tables of screens", () => {
  it.each(FIXTURES)(
    "of version %i come to be the present ones, and every television stays paired",
    (version, fixture) => {
      const [sql, fresh] = [new Sqlite(), new Sqlite()];
      migrate(sql, "screen", SCREEN_STEPS, version);
      for (const statement of fixture) sql.all(statement);
      const book = new ScreenBook({ sql, clock });
      new ScreenBook({ sql: fresh, clock });
      const columns = (of: Sqlite) => of.all("SELECT name FROM pragma_table_info('screen')");
      expect(columns(sql)).toEqual(columns(fresh));
      expect(book.one("hall")).toMatchObject({ number: 3, seenAt: 30, pairing: { by: "Maria", at: 10 } });
      expect([book.isPaired("hall", "first"), book.isGood("hall", "first"), book.isUsed("hall")]).toEqual([
        true,
        true,
        true,
      ]);
      expect(book.one("bar")).toMatchObject({ number: 1, pairing: null });
      expect(book.renew("hall", "first", "second")).toBe(true);
      expect(new ScreenBook({ sql, clock }).use("hall", "second")).toBe("first");
    },
  );

  it("are told of here for every version but the newest", () => {
    expect(FIXTURES.map(([version]) => version)).toEqual(SCREEN_STEPS.slice(1).map((_, index) => index + 1));
  });

  it("of a newer build are left alone", () => {
    const sql = new Sqlite();
    migrate(sql, "screen", [...SCREEN_STEPS, ["CREATE TABLE later (id TEXT)"]]);
    expect(() => new ScreenBook({ sql, clock })).toThrow(NewerSchema);
  });
});
