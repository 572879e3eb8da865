/**
 * Which tiles the next page shows. The order may change between two pages, so a page number cannot say what was seen:
 * a cycle remembers who was shown, and the next page takes the neediest who were not. So nobody is left out, nobody
 * comes twice, and whoever needs attention now is on the very next page.
 */

export interface PageItem {
  readonly id: string;
  /** Items of one group stand together under its heading; `null` for tiles without headings. */
  readonly group: string | null;
  readonly lines: number;
}

export interface PageSize {
  readonly columns: number;
  readonly lines: number;
}

export type PageLine =
  | { readonly kind: "heading"; readonly group: string }
  | { readonly kind: "item"; readonly id: string; readonly lines: number };

export interface Page {
  readonly columns: readonly (readonly PageLine[])[];
  readonly ids: readonly string[];
  readonly page: number;
  readonly pages: number;
}

export interface Cycle {
  readonly page: number;
  readonly shown: ReadonlySet<string>;
}

export const FIRST_CYCLE: Cycle = { page: 0, shown: new Set() };

/** The page after `cycle`, and the cycle with that page in it. `ordered`: everything there is, neediest first. */
export function nextPage(
  ordered: readonly PageItem[],
  cycle: Cycle,
  size: PageSize,
): { readonly page: Page; readonly cycle: Cycle } {
  const unseen = ordered.filter((item) => !cycle.shown.has(item.id));
  // What fits as a whole is shown as a whole: one who has just come must not push all others off the wall for a turn.
  const isOver = unseen.length === 0 || countPages(ordered, size) === 1;
  const rest = isOver ? ordered : unseen;
  const number = isOver ? 1 : cycle.page + 1;
  const { columns, ids } = packPage(rest, size);
  const shown = new Set(isOver ? [] : cycle.shown);
  for (const id of ids) shown.add(id);
  const pages = number - 1 + countPages(rest, size);
  return { page: { columns, ids, page: number, pages }, cycle: { page: number, shown } };
}

/** Fills the columns of one page from the front of `items`. At least one item is always placed. */
function packPage(items: readonly PageItem[], size: PageSize): Pick<Page, "columns" | "ids"> {
  const columns: PageLine[][] = [];
  const ids: string[] = [];
  for (let column = 0; column < size.columns && ids.length < items.length; column += 1) {
    columns.push(packColumn(items, size.lines, ids));
  }
  return { columns, ids };
}

/** A heading stands at the top of each column and at each change of group, and never alone at a column's end. */
function packColumn(items: readonly PageItem[], most: number, ids: string[]): PageLine[] {
  const lines: PageLine[] = [];
  let used = 0;
  let group: string | null = null;
  for (let place = ids.length; place < items.length; place += 1) {
    const item = items[place];
    if (item === undefined) break;
    const needsHeading = item.group !== null && item.group !== group;
    const needed = item.lines + (needsHeading ? 1 : 0);
    if (used + needed > most && !(used === 0 && ids.length === 0)) break;
    if (needsHeading && item.group !== null) lines.push({ kind: "heading", group: item.group });
    lines.push({ kind: "item", id: item.id, lines: item.lines });
    group = item.group;
    used += needed;
    ids.push(item.id);
  }
  return lines;
}

function countPages(items: readonly PageItem[], size: PageSize): number {
  let pages = 0;
  let rest = items;
  while (rest.length > 0) {
    const { ids } = packPage(rest, size);
    // A column too low for a tile with its heading places nothing but the first; never loop for ever on it.
    rest = rest.slice(Math.max(1, ids.length));
    pages += 1;
  }
  return Math.max(1, pages);
}
