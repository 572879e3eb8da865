import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultWidget, type PagePlan, PRESET_BOARDS, WIDGET_KINDS, type Widget } from "../index.ts";
import { readBoard, readBoards } from "./boards.ts";

const BOARD = { v: 1, id: "sales", name: "Sales", pages: [{ id: "one", name: "One", widgets: [] }] };
const withWidgets = (...widgets: readonly unknown[]) => ({
  ...BOARD,
  pages: [{ id: "one", name: "One", widgets }],
});

const complaintsOf = (reading: ReturnType<typeof readBoard> | ReturnType<typeof readBoards>) =>
  reading.kind === "refused" ? reading.complaints : [];

describe("a board that comes from outside", () => {
  it("needs little: what is left out is as the editor would have it", () => {
    const read = readBoard(withWidgets({ kind: "number", id: "n" }));
    expect(read).toMatchObject({
      kind: "read",
      value: {
        ...{ theme: "auto", names: "short", hasRibbon: true, soundFrom: null, language: null },
        pages: [{ seconds: 20, pinOn: null, widgets: [defaultWidget("number", "n")] }],
      },
    });
  });

  it("of every kind of widget comes back as it went", () => {
    const board = withWidgets(...WIDGET_KINDS.map((kind) => defaultWidget(kind, kind.toLowerCase())));
    const read = readBoard(JSON.parse(JSON.stringify(board)));
    expect(read.kind === "read" ? read.value.pages[0]?.widgets : read).toEqual(board.pages[0]?.widgets);
  });

  it.each([
    ["no board at all", 7, "The board must be an object."],
    ["another version", { ...BOARD, v: 2 }, "`v` is `2`: this is a board of another version"],
    ["no version", { ...BOARD, v: undefined }, "`v` is missing."],
    ["an unknown key", { ...BOARD, colour: "red" }, "The board has no key `colour`"],
    [
      "a key with a slip",
      { ...BOARD, langauge: "de" },
      "The board has no key `langauge`; did you mean `language`?",
    ],
    ["no pages", { ...BOARD, pages: [] }, "`pages` must have a page."],
    ["an id with a blank", { ...BOARD, id: "Sales floor" }, "`id` must have lower-case letters"],
    ["an empty name", { ...BOARD, name: " \u202e " }, "`name` must not be empty."],
    ["a theme that is none", { ...BOARD, theme: "drak" }, "did you mean `dark`?"],
    [
      "an unknown widget",
      withWidgets({ kind: "queueTabel", id: "q" }),
      "Page 1 (`One`), widget 1 (`q`): `kind` is `queueTabel`, which no widget is; did you mean `queueTable`?",
    ],
    ["a widget without a kind", withWidgets({ id: "q" }), "`kind` is missing"],
    ["a widget that is none", withWidgets(null), "Page 1 (`One`), widget 1 must be an object."],
    [
      "a key of another widget",
      withWidgets({ kind: "clocks", id: "c", span: "today" }),
      "Page 1 (`One`), widget 1 (`c`) has no key `span`",
    ],
    [
      "a width beyond the grid",
      withWidgets({ kind: "clocks", id: "c", wide: 13 }),
      "Page 1 (`One`), widget 1 (`c`): `wide` must be a number from 1 to 12.",
    ],
    [
      "a filter of numbers",
      withWidgets({ kind: "clocks", id: "c", filter: { teams: [7] } }),
      "Page 1 (`One`), widget 1 (`c`), `filter`, `teams`, number 1 must be text.",
    ],
    [
      "two widgets of one id",
      withWidgets(defaultWidget("note", "n"), defaultWidget("clocks", "n")),
      "Two widgets have the id `n`; leave one of them out, or change it.",
    ],
    [
      "an alarm before the warning",
      withWidgets({ kind: "number", id: "n", badIs: "high", warnAt: 9, alarmAt: 5 }),
      "Page 1 (`One`), widget 1 (`n`) alarms before it warns",
    ],
    [
      "a column twice misspelt",
      withWidgets({ kind: "queueTable", id: "q", columns: ["wait"] }),
      "`columns`, number 1 is `wait`, which it cannot be",
    ],
  ])("is refused with a sentence: %s", (_, value, sentence) => {
    expect(complaintsOf(readBoard(value)).join(" ")).toContain(sentence);
  });

  it("is told all its mistakes at once", () => {
    const value = { ...withWidgets({ kind: "number", id: "N", wide: 0 }), name: "", theme: 7, x: 1 };
    expect(complaintsOf(readBoard(value))).toHaveLength(5);
  });

  it.each([
    ["pages", { ...BOARD, pages: Array.from({ length: BOUNDS.pagesPerBoardMax + 1 }, () => ({})) }],
    ["widgets", withWidgets(...Array.from({ length: BOUNDS.widgetsPerPageMax + 1 }, () => ({})))],
  ])("has a bound of %s", (noun, value) => {
    expect(complaintsOf(readBoard(value))).toEqual([expect.stringMatching(new RegExp(`${noun} at most`))]);
  });

  it("keeps hostile words as text, and CXone's letter for letter", () => {
    const name = "<img onerror=alert(1)>";
    const queues = ["__proto__", "q\u202e", " q "];
    const board = withWidgets({ ...defaultWidget("queueTiles", "q"), title: name, filter: { queues } });
    const read = readBoard(JSON.parse(JSON.stringify(board)));
    const widget = read.kind === "read" ? read.value.pages[0]?.widgets[0] : undefined;
    expect(widget).toMatchObject({ title: name, filter: { queues } });
  });

  it("has no keys by inheritance", () => {
    const text = '{"v":1,"id":"a","name":"A","pages":[],"__proto__":{"theme":"dark"},"constructor":1}';
    const said = complaintsOf(readBoard(JSON.parse(text))).join(" ");
    expect(said).toContain("`__proto__`");
    expect(said).toContain("`constructor`");
  });

  it("never throws, and what reads comes back the same from JSON", () => {
    const size = fc.integer({ min: 1, max: 12 });
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 40, unit: "binary" }), { maxLength: 3 });
    const widget: fc.Arbitrary<Widget> = fc
      .tuple(fc.constantFrom(...WIDGET_KINDS), fc.nat(9_999), size, size, texts)
      .map(([kind, id, wide, high, queues]) => {
        const fresh = defaultWidget(kind, `w${id}`);
        return { ...fresh, wide, high, title: queues[0] ?? null, filter: { ...fresh.filter, queues } };
      });
    const page: fc.Arbitrary<PagePlan> = fc.record({
      id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,5}$/),
      name: fc.string({ maxLength: 90, unit: "binary" }),
      seconds: fc.integer({ min: 0, max: 4_000 }),
      widgets: fc.array(widget, { maxLength: 6 }),
      filter: fc.constant(defaultWidget("note", "n").filter),
      pinOn: fc.constantFrom(null, "high" as const),
    });
    const anything = fc.oneof(
      fc.record({ ...{ v: fc.constant(1), id: fc.constant("b"), name: fc.string() }, pages: fc.array(page) }),
      fc.anything({ withNullPrototype: true, withBigInt: true }),
    );
    let readAtAll = 0;
    fc.assert(
      fc.property(anything, (value) => {
        const read = readBoard(value);
        if (read.kind === "refused") {
          expect(read.complaints.length).toBeGreaterThan(0);
          return;
        }
        readAtAll += 1;
        expect(readBoard(JSON.parse(JSON.stringify(read.value)))).toEqual(read);
      }),
      { numRuns: 400 },
    );
    expect(readAtAll).toBeGreaterThan(10);
  });

  it("that throws when it is looked at is refused", () => {
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    );
    expect(readBoard(trap).kind).toBe("refused");
  });
});

describe("the boards of a tenant", () => {
  it("are good as they are shipped: each reads as it is, and says its name by itself", () => {
    expect(readBoards(JSON.parse(JSON.stringify(PRESET_BOARDS)))).toEqual({
      kind: "read",
      value: PRESET_BOARDS,
    });
    expect(PRESET_BOARDS.length).toBeGreaterThanOrEqual(6);
    for (const { pages } of PRESET_BOARDS) {
      for (const { widgets } of pages) {
        expect(widgets.every(({ title }) => title === null)).toBe(true);
        const cells = widgets.reduce((sum, { wide, high }) => sum + wide * high, 0);
        expect(cells).toBe(144);
      }
    }
  });

  it.each([
    ["none", [], "The list of boards must have at least one board."],
    ["no list", {}, "The list of boards must be a list."],
    ["two of one id", [BOARD, BOARD], "Two boards have the id `sales`"],
    ["a mistake in the second", [BOARD, { ...BOARD, id: "B" }], "Board 2 (`Sales`): `id` must have"],
    [
      "too many",
      Array.from({ length: BOUNDS.boardsMax + 1 }, () => BOARD),
      "The list of boards may have 100 boards at most.",
    ],
  ])("are refused with a sentence: %s", (_, value, sentence) => {
    expect(complaintsOf(readBoards(value)).join(" ")).toContain(sentence);
  });
});
