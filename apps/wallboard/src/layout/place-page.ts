/**
 * Where a page's widgets stand, as arithmetic in em of the smallest legible text. Widgets are put on a grid in their order,
 * first fit; each gets at least the room in which it is legible, even where it asks for less. What finds no room goes on to
 * a further screenful of the same page; nothing is shrunk below its least, and nothing is left out. Heights are then shared
 * out by use (`share-heights.ts`). No DOM in here.
 */
import { GRID } from "@callboard/boards";
import { shareHeights } from "./share-heights.ts";

export interface RoomEm {
  readonly wideEm: number;
  readonly highEm: number;
}

/** What placing asks of a widget; every plan of a widget has it. */
export interface Placeable {
  readonly id: string;
  /** Asked for, in columns and rows of the grid. */
  readonly wide: number;
  readonly high: number;
}

export interface Placed<T> {
  readonly item: T;
  readonly leftEm: number;
  readonly topEm: number;
  readonly wideEm: number;
  readonly highEm: number;
}

export interface Needs<T> {
  /**
   * The least room of each; one that needs more than there is gets all of it (the frame's text size sees to it that this
   * does not happen).
   */
  readonly leastOf: (item: T) => RoomEm;
  /** The most height that is of use to it on a page of so much room; without end where every height is. */
  readonly mostHighOf: (item: T, room: RoomEm) => number;
}

/** What parts two widgets. */
export const GRID_GAP_EM = 0.3;
/** A widget gives up this share of what it asked for, and no more, to stand beside others instead of on a page of its own. */
const KEPT_SHARE = 0.6;
/** Rows are halved, so that a widget which needs a little more than it asks for does not take a whole row of the others'. */
const HALVES = 2;
const ROWS = GRID * HALVES;
/** Rounding may not cost a cell. */
const EPSILON = 1e-6;

interface Cells {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** The screenfuls of a page, each with its widgets. There is always at least one screenful where there is a widget. */
export function placePage<T extends Placeable>(
  items: readonly T[],
  needs: Needs<T>,
  room: RoomEm,
): readonly (readonly Placed<T>[])[] {
  const screens: (readonly Placed<T>[])[] = [];
  let rest = items;
  while (rest.length > 0) {
    const taken = fill(rest, needs.leastOf, room);
    screens.push(spread(taken, needs, room));
    // The first always finds room on an empty grid, so that this ends.
    rest = rest.slice(Math.max(1, taken.length));
  }
  return screens;
}

/** One screenful from the front of the items, until one finds no room. */
function fill<T extends Placeable>(
  items: readonly T[],
  leastOf: (item: T) => RoomEm,
  room: RoomEm,
): { readonly item: T; readonly cells: Cells }[] {
  const isTall = room.highEm > room.wideEm;
  const taken: { item: T; cells: Cells }[] = [];
  const occupancy = createOccupancy();
  for (const item of items) {
    const least = leastOf(item);
    const needed = {
      columns: cellsFor(least.wideEm, room.wideEm, GRID),
      rows: cellsFor(least.highEm, room.highEm, ROWS),
    };
    // Boards are laid out for wide screens. On a tall one what stood side by side stands below one another.
    const asked = {
      columns: within(Math.max(needed.columns, isTall ? item.wide * 2 : item.wide), GRID),
      rows: within(Math.max(needed.rows, isTall ? item.high : item.high * HALVES), ROWS),
    };
    const cells = firstFit(asked, needed, occupancy.isFree);
    if (cells === null) break;
    occupancy.take(cells);
    taken.push({ item, cells });
  }
  return taken;
}

type Size = Pick<Cells, "columns" | "rows">;

/** The first place for as much as is asked for, or for the largest that a widget still agrees to. */
function firstFit(asked: Size, needed: Size, isFree: (cells: Cells) => boolean): Cells | null {
  const least = {
    columns: Math.max(needed.columns, Math.ceil(asked.columns * KEPT_SHARE)),
    rows: Math.max(needed.rows, Math.ceil(asked.rows * KEPT_SHARE)),
  };
  let best: Cells | null = null;
  for (let rows = asked.rows; rows >= least.rows; rows -= 1) {
    for (let columns = asked.columns; columns >= least.columns; columns -= 1) {
      if (best !== null && columns * rows <= best.columns * best.rows) break;
      const found = placeFor({ columns, rows }, isFree);
      if (found !== null) best = found;
    }
  }
  return best;
}

function placeFor({ columns, rows }: Size, isFree: (cells: Cells) => boolean): Cells | null {
  for (let row = 0; row + rows <= ROWS; row += 1) {
    for (let column = 0; column + columns <= GRID; column += 1) {
      const cells = { column, row, columns, rows };
      if (isFree(cells)) return cells;
    }
  }
  return null;
}

/** Stretches what was placed until the room is full: each widget into the cells that stayed free, then rows by their use. */
function spread<T>(
  taken: readonly { readonly item: T; readonly cells: Cells }[],
  { leastOf, mostHighOf }: Needs<T>,
  room: RoomEm,
): readonly Placed<T>[] {
  const rowsUsed = Math.max(1, ...taken.map(({ cells }) => cells.row + cells.rows));
  const free = createOccupancy();
  for (const { cells } of taken) free.take(cells);
  const grown = taken.map(({ item, cells }) => ({
    ...{ item, ...grow(cells, rowsUsed, free) },
    leastEm: leastOf(item).highEm,
    mostEm: mostHighOf(item, room),
  }));
  const column = (room.wideEm + GRID_GAP_EM) / GRID;
  const heights = shareHeights(grown, { topEm: 0, highEm: room.highEm, gapEm: GRID_GAP_EM });
  return heights.map(({ of, topEm, highEm }) => ({
    item: of.item,
    leftEm: of.column * column,
    topEm,
    wideEm: of.columns * column - GRID_GAP_EM,
    highEm,
  }));
}

/** To the right first, since lists of several columns gain most from it, then down. */
function grow(cells: Cells, rowsUsed: number, occupancy: Occupancy): Cells {
  let grown = cells;
  for (;;) {
    const beside = { ...grown, column: grown.column + grown.columns, columns: 1 };
    if (beside.column >= GRID || !occupancy.isFree(beside)) break;
    occupancy.take(beside);
    grown = { ...grown, columns: grown.columns + 1 };
  }
  for (;;) {
    const below = { ...grown, row: grown.row + grown.rows, rows: 1 };
    if (below.row >= rowsUsed || !occupancy.isFree(below)) break;
    occupancy.take(below);
    grown = { ...grown, rows: grown.rows + 1 };
  }
  return grown;
}

interface Occupancy {
  /** Whether all of these cells are free. */
  isFree(cells: Cells): boolean;
  take(cells: Cells): void;
}

function createOccupancy(): Occupancy {
  const taken = new Set<number>();
  const each = (cells: Cells, visit: (cell: number) => boolean): boolean => {
    for (let row = cells.row; row < cells.row + cells.rows; row += 1) {
      for (let column = cells.column; column < cells.column + cells.columns; column += 1) {
        if (!visit(row * GRID + column)) return false;
      }
    }
    return true;
  };
  return {
    isFree: (cells) => each(cells, (cell) => !taken.has(cell)),
    take(cells) {
      each(cells, (cell) => taken.add(cell) !== null);
    },
  };
}

/** How many of all cells hold so many em, the gaps between them included. */
function cellsFor(em: number, roomEm: number, all: number): number {
  const cell = (roomEm + GRID_GAP_EM) / all;
  return within(Math.ceil((em + GRID_GAP_EM) / cell - EPSILON), all);
}

function within(cells: number, all: number): number {
  return Math.max(1, Math.min(all, Math.round(cells)));
}
