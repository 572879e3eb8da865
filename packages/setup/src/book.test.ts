import { defaultWidget, PRESET_BOARDS, SETUP_NAMES } from "@callboard/boards";
import { BOUNDS } from "@callboard/core";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import { describe, expect, it } from "vitest";
import { NOON, openBook } from "../test/book.ts";
import { SetupBook } from "./index.ts";

const CODES = [{ code: "LUNCH", label: "At lunch", takesContacts: false }];
const board = (id: string, name = id) => ({
  ...{ v: 1, id, name },
  pages: [{ id: "one", name: "One", widgets: [defaultWidget("clocks", "c")] }],
});
const screen = (id: string, shown: string) => ({ id, name: `Screen ${id}`, board: shown });

describe("the book of settings", () => {
  it("begins with the presets and what the deployment says, as revision 0 of nobody", () => {
    const { book } = openBook();
    expect(book.all().map(({ name, revision, changed }) => [name, revision, changed])).toEqual(
      SETUP_NAMES.map((name) => [name, 0, null]),
    );
    expect(book.values.boards).toBe(PRESET_BOARDS);
    expect(book.values.general).toEqual({ name: "Acme", zone: "Europe/Berlin", language: "en" });
    expect(book.values.codes).toEqual([{ code: "TRAINING", label: "In training", takesContacts: false }]);
    expect(book.values.goals.all).toMatchObject({ goalPct: 80, warnWaitSeconds: null });
  });

  it("keeps what was put, tells of it once, and has it again after a restart", () => {
    const { book, kit } = openBook();
    const put = book.put("codes", { by: " Ma\u202eria ", revision: 0, value: CODES });
    expect(put).toEqual({
      kind: "done",
      value: { name: "codes", revision: 1, changed: { by: "Maria", at: NOON }, value: CODES },
    });
    expect(kit.told).toBe(1);
    expect(book.revision).toBe(1);
    const again = openBook(kit.sql).book;
    expect(again.view("codes")).toEqual(book.view("codes"));
    expect(again.revision).toBe(1);
    expect(again.view("goals").revision).toBe(0);
  });

  it("refuses who comes too late, and says who was quicker and when", () => {
    const { book, kit } = openBook();
    book.put("codes", { by: "Maria", revision: 0, value: CODES });
    kit.now += 60_000;
    expect(book.put("codes", { by: "Jo", revision: 0, value: [] })).toMatchObject({
      kind: "refused",
      status: 409,
      detail: "`Maria` changed `codes` at 2026-11-22 12:00 UTC. Load it anew, and make your change again.",
    });
    expect(book.values.codes).toEqual(CODES);
    expect(kit.told).toBe(1);
  });

  it.each([
    ["nobody's name", { revision: 0, value: CODES }, "Who changes this?"],
    ["a revision that is none", { by: "Jo", revision: "0", value: CODES }, "Which revision was changed?"],
    ["a mistake", { by: "Jo", revision: 0, value: [{}] }, "This cannot be set yet"],
  ])("refuses with a sentence: %s", (_, fields, title) => {
    const { book, kit } = openBook();
    expect(book.put("codes", fields)).toMatchObject({ kind: "refused", status: 400, title });
    expect(kit.told).toBe(0);
  });

  it("changes nothing where the storage fails half-way, and takes the same again", () => {
    const { book, kit } = openBook();
    const order = { by: "Jo", revision: 0, value: CODES };
    kit.sql.failWhen = (statement) => statement.startsWith("INSERT INTO setup_text");
    expect(book.put("codes", order)).toMatchObject({ kind: "refused", status: 503 });
    expect([book.revision, kit.told, book.view("codes").revision]).toEqual([0, 0, 0]);
    kit.sql.failWhen = null;
    expect(openBook(kit.sql).book.view("codes").revision).toBe(0);
    expect(book.put("codes", order)).toMatchObject({ kind: "done", value: { revision: 1 } });
  });

  it("keeps a document that no row of storage holds whole", () => {
    const { book, kit } = openBook();
    const aliases = Array.from({ length: 20_000 }, (_, n) => ({
      ...{ agentId: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`, alias: `Fálcon 🦅 ${n}` },
    }));
    const put = book.put("privacy", { by: "Jo", revision: 0, value: { names: "alias", aliases } });
    expect(put.kind).toBe("done");
    expect(openBook(kit.sql).book.values.privacy.aliases).toEqual(aliases);
  });

  it("has the preset where what is stored is not to be read, and says so", () => {
    const { book, kit } = openBook();
    book.put("codes", { by: "Jo", revision: 0, value: CODES });
    kit.sql.all("UPDATE setup_text SET text = '[{'");
    const again = openBook(kit.sql).book;
    expect([...again.unreadable]).toEqual(["codes"]);
    expect(again.view("codes")).toMatchObject({ revision: 1, value: [{ code: "TRAINING" }] });
    expect(again.put("codes", { by: "Jo", revision: 1, value: CODES }).kind).toBe("done");
    expect(again.unreadable.size).toBe(0);
  });

  it("checks without changing anything", () => {
    const { book } = openBook();
    expect(book.check("codes", CODES)).toEqual([]);
    expect(book.check("screens", [screen("hall", "nowhere")])).toEqual([
      expect.stringContaining("shows the board `nowhere`, which there is not"),
    ]);
    expect(book.revision).toBe(0);
  });

  it("remembers deeds up to a bound, and lists them newest first by pages", () => {
    const { book, kit } = openBook();
    for (let revision = 0; revision < 5; revision += 1) {
      book.put("codes", { by: `Person ${revision}`, revision, value: CODES });
    }
    const first = book.deeds({ limit: "2" });
    expect(first).toMatchObject({
      value: { deeds: [{ number: 5, by: "Person 4", what: "changed", subject: "codes" }, {}], before: 4 },
    });
    expect(book.deeds({ before: "4" })).toMatchObject({ value: { deeds: [{}, {}, {}], before: null } });
    expect(book.deeds({ limit: "0" })).toMatchObject({ status: 400 });
    kit.sql.all("UPDATE setup_deed SET number = number + ? WHERE number = 5", BOUNDS.deedsKept);
    const later = openBook(kit.sql).book;
    later.touch("Jo", "calendar");
    expect(later.deeds()).toMatchObject({ value: { deeds: [{ subject: "calendar" }, { by: "Person 4" }] } });
    expect(later.revision).toBe(BOUNDS.deedsKept + 6);
  });

  it("cannot be opened while the storage fails", () => {
    const sql = new Sqlite();
    sql.failWhen = (statement) => statement.startsWith("SELECT");
    expect(() => openBook(sql)).toThrow("the storage failed");
  });
});

describe("boards and screens, one by one", () => {
  it("let two people work on two boards", () => {
    const { book } = openBook();
    const sales = book.putOne("boards", "sales", { by: "Maria", revision: null, value: board("sales") });
    const service = book.putOne("boards", "service", { by: "Jo", revision: 0, value: board("service") });
    expect([sales, service]).toMatchObject([
      { kind: "done", value: { id: "sales", revision: 1, changed: { by: "Maria" } } },
      { kind: "done", value: { id: "service", revision: 2, changed: { by: "Jo" } } },
    ]);
    const again = book.putOne("boards", "sales", {
      by: "Maria",
      revision: 1,
      value: board("sales", "Sales!"),
    });
    expect(again).toMatchObject({ kind: "done", value: { revision: 3, value: { name: "Sales!" } } });
    expect(book.one("boards", "service")).toMatchObject({ value: { revision: 2 } });
    expect(book.one("boards", "floor")).toMatchObject({ value: { revision: 0, changed: null } });
    expect(book.values.boards).toHaveLength(PRESET_BOARDS.length + 1);
  });

  it("keep their revisions through a restart, and where a whole list is put", () => {
    const { book, kit } = openBook();
    book.putOne("boards", "sales", { by: "Maria", revision: null, value: board("sales") });
    const changed = book.values.boards.map((one) => (one.id === "floor" ? { ...one, name: "Ours" } : one));
    book.put("boards", { by: "Jo", revision: 1, value: changed });
    for (const one of [book, openBook(kit.sql).book]) {
      expect(one.one("boards", "sales")).toMatchObject({ value: { revision: 1, changed: { by: "Maria" } } });
      expect(one.one("boards", "floor")).toMatchObject({ value: { revision: 2, changed: { by: "Jo" } } });
      expect(one.one("boards", "queues")).toMatchObject({ value: { revision: 0, changed: null } });
      expect(one.view("boards")).toMatchObject({ revision: 2, changed: { by: "Jo" } });
    }
  });

  it("are not made over what is there already, nor over what somebody else changed", () => {
    const { book } = openBook();
    const value = board("floor");
    expect(book.putOne("boards", "floor", { by: "Jo", revision: null, value })).toMatchObject({
      status: 409,
    });
    expect(book.putOne("boards", "floor", { by: "Jo", revision: 0, value })).toMatchObject({ kind: "done" });
    expect(book.putOne("boards", "floor", { by: "Al", revision: 0, value })).toMatchObject({
      ...{ status: 409, title: "Somebody was quicker" },
      detail: expect.stringContaining("`Jo` changed the board `floor`"),
    });
    expect(book.putOne("boards", "gone", { by: "Al", revision: 7, value: board("gone") })).toMatchObject({
      ...{ status: 409, title: "It is gone" },
    });
    expect(book.putOne("boards", "other", { by: "Al", revision: null, value })).toMatchObject({
      ...{ status: 400, complaints: [expect.stringContaining("not the one in the address")] },
    });
  });

  it("keep a board that a screen shows, also in its schedule, and say which", () => {
    const { book } = openBook();
    const span = { days: [1], from: "08:00", to: "09:00", board: "people" };
    const hall = { ...screen("hall", "queues"), schedule: [span] };
    expect(book.putOne("screens", "hall", { by: "Jo", revision: null, value: hall }).kind).toBe("done");
    for (const id of ["queues", "people"]) {
      const said = `The screen \`Screen hall\` shows the board \`${id}\`; give it another one first.`;
      expect(book.removeOne("boards", id, { by: "Jo", revision: 0 })).toMatchObject({
        ...{ status: 409, complaints: [said] },
      });
      const value = book.values.boards.filter((one) => one.id !== id);
      expect(book.put("boards", { by: "Jo", revision: 0, value })).toMatchObject({ complaints: [said] });
    }
    expect(book.removeOne("screens", "hall", { by: "Jo", revision: 1 }).kind).toBe("done");
    expect(book.removeOne("boards", "queues", { by: "Jo", revision: 0 })).toEqual({
      kind: "done",
      value: { id: "queues" },
    });
    expect(book.one("boards", "queues")).toMatchObject({ status: 404 });
  });

  it("keep the last board, and do not remove what somebody has just changed", () => {
    const { book } = openBook();
    book.put("boards", { by: "Jo", revision: 0, value: [board("only")] });
    expect(book.removeOne("boards", "only", { by: "Jo", revision: 0 })).toMatchObject({ status: 409 });
    expect(book.removeOne("boards", "only", { by: "Jo", revision: 1 })).toMatchObject({
      ...{ status: 409, title: "It is the last board" },
    });
    expect(book.removeOne("boards", "none", { by: "Jo", revision: 0 })).toMatchObject({ status: 404 });
  });

  it("are so many at most", () => {
    const { book } = openBook();
    const value = Array.from({ length: BOUNDS.boardsMax }, (_, n) => board(`b-${n}`));
    book.put("boards", { by: "Jo", revision: 0, value });
    expect(book.putOne("boards", "more", { by: "Jo", revision: null, value: board("more") })).toMatchObject({
      ...{ status: 409, title: "There are too many" },
    });
  });
});

describe("what is kept beside the documents", () => {
  const along = (events: string[]) => ({
    what: "paired",
    also: () => {
      events.push("written");
      return () => events.push("held");
    },
  });
  const HALL = { by: "Jo", revision: null, value: screen("hall", "floor") };

  it("is written with the change, held when both are written, and told of before anybody hears", () => {
    const events: string[] = [];
    const { book, kit } = openBook();
    expect(book.putOne("screens", "hall", HALL, along(events)).kind).toBe("done");
    expect(events).toEqual(["written", "held"]);
    expect(kit.told).toBe(1);
    expect(book.deeds()).toMatchObject({
      value: { deeds: [{ by: "Jo", what: "paired", subject: "screens/hall" }] },
    });
  });

  it("is written whole or not at all, and so is the change", () => {
    const { book, kit } = openBook();
    const also = () => {
      throw new Error("the storage failed");
    };
    expect(book.putOne("screens", "hall", HALL, { also })).toMatchObject({ status: 503 });
    expect(book.values.screens).toEqual([]);
    expect(openBook(kit.sql).book.values.screens).toEqual([]);
    expect(book.deeds()).toMatchObject({ value: { deeds: [] } });
    expect(kit.told).toBe(0);
  });

  it("is a deed with a number of its own, for which no screen asks for its setup again", () => {
    const events: string[] = [];
    const { book, kit } = openBook();
    book.put("codes", { by: "Jo", revision: 0, value: CODES });
    expect(book.note({ by: " Ma\u202eria ", subject: "screens/hall", ...along(events) })).toMatchObject({
      kind: "done",
    });
    expect(events).toEqual(["written", "held"]);
    expect([book.revision, kit.told]).toEqual([1, 1]);
    book.put("codes", { by: "Jo", revision: 1, value: [] });
    expect(book.view("codes").revision).toBe(3);
    expect(book.deeds()).toMatchObject({
      value: { deeds: [{ number: 3 }, { number: 2, by: "Maria", what: "paired" }, { number: 1 }] },
    });
    expect(book.note({ by: "", what: "paired", subject: "screens/hall" })).toMatchObject({ status: 400 });
  });
});

describe("the book's tables", () => {
  it("stand beside others, and are brought up once", () => {
    const sql = new Sqlite();
    sql.all("CREATE TABLE version (id INTEGER PRIMARY KEY, number INTEGER NOT NULL)");
    sql.all("INSERT INTO version (id, number) VALUES (1, 2)");
    const { book } = openBook(sql);
    expect(book).toBeInstanceOf(SetupBook);
    openBook(sql);
    expect(sql.all("SELECT number FROM setup_version")).toEqual([{ number: 1 }]);
    expect(sql.all("SELECT number FROM version")).toEqual([{ number: 2 }]);
  });

  it("keep a document of a newer Callboard that is not known here", () => {
    const { kit } = openBook();
    kit.sql.all("INSERT INTO setup_document (name, revision, by, at) VALUES ('lanes', 9, 'Jo', 1)");
    expect(openBook(kit.sql).book.all()).toHaveLength(SETUP_NAMES.length);
    expect(kit.sql.all("SELECT name FROM setup_document")).toEqual([{ name: "lanes" }]);
  });
});
