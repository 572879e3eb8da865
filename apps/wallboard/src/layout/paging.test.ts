import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIRST_CYCLE, nextPage, type PageItem, type PageSize } from "./paging.ts";

const items = (ids: string, group: string | null = null): PageItem[] =>
  Array.from(ids, (id) => ({ id, group, lines: 1 }));
const shownBy = (ordered: readonly PageItem[], size: PageSize, pages: number) => {
  let cycle = FIRST_CYCLE;
  return Array.from({ length: pages }, () => {
    const next = nextPage(ordered, cycle, size);
    cycle = next.cycle;
    return `${next.page.page}/${next.page.pages} ${next.page.ids.join("")}`;
  });
};

describe("pages", () => {
  it("go through everything and start again", () => {
    expect(shownBy(items("abcde"), { columns: 1, lines: 2 }, 4)).toEqual([
      "1/3 ab",
      "2/3 cd",
      "3/3 e",
      "1/3 ab",
    ]);
  });

  it("of nothing are one empty page", () => {
    const { page } = nextPage([], FIRST_CYCLE, { columns: 2, lines: 5 });
    expect(page).toEqual({ columns: [], ids: [], page: 1, pages: 1 });
  });

  it("take whoever became neediest next, and nobody twice in one cycle", () => {
    const size = { columns: 1, lines: 2 };
    const first = nextPage(items("abcdef"), FIRST_CYCLE, size);
    const second = nextPage(items("fbacde"), first.cycle, size);
    expect([first.page.ids, second.page.ids]).toEqual([
      ["a", "b"],
      ["f", "c"],
    ]);
  });

  it("show everything at once where it fits, also when somebody has just come", () => {
    const size = { columns: 1, lines: 3 };
    const first = nextPage(items("ab"), FIRST_CYCLE, size);
    const second = nextPage(items("abc"), first.cycle, size);
    expect([second.page.ids, second.page.page, second.page.pages]).toEqual([["a", "b", "c"], 1, 1]);
  });

  it("repeat a group's heading atop each column, and leave none alone at a column's end", () => {
    const ordered = [...items("ab", "x"), ...items("cdef", "y")];
    const { page } = nextPage(ordered, FIRST_CYCLE, { columns: 2, lines: 4 });
    const text = page.columns.map((column) =>
      column.map((line) => (line.kind === "heading" ? `[${line.group}]` : line.id)),
    );
    expect(text).toEqual([
      ["[x]", "a", "b"],
      ["[y]", "c", "d", "e"],
    ]);
  });

  it("show everybody exactly once a cycle and never overfill a column, whatever the sizes", () => {
    const anything = fc.array(
      fc.record({
        id: fc.uuid(),
        group: fc.constantFrom("x", "y", "z"),
        lines: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 60 },
    );
    const sizes = fc.record({
      columns: fc.integer({ min: 1, max: 4 }),
      lines: fc.integer({ min: 4, max: 20 }),
    });
    fc.assert(
      fc.property(anything, sizes, (unsorted, size) => {
        const ordered = [...unsorted].sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
        let next = nextPage(ordered, FIRST_CYCLE, size);
        const promised = next.page.pages;
        const seen = [...next.page.ids];
        while (next.page.page < next.page.pages) {
          for (const column of next.page.columns) {
            const used = column.reduce((sum, line) => sum + (line.kind === "item" ? line.lines : 1), 0);
            expect(used).toBeLessThanOrEqual(size.lines);
          }
          next = nextPage(ordered, next.cycle, size);
          seen.push(...next.page.ids);
        }
        expect(next.page.page).toBe(promised);
        expect([...seen].sort()).toEqual(ordered.map(({ id }) => id).sort());
      }),
    );
  });
});
