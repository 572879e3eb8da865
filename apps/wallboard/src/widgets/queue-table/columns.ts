/**
 * Which columns of the table stand side by side. Each has a least width at which its widest figure and its heading are
 * whole; those that find no room stand on a further screenful, beside the names again, and are never squeezed.
 */
import type { QueueColumn } from "@callboard/boards";
import type { WidgetBox } from "../contract.ts";

/** In em of the smallest text: figures are set larger than that. */
const COLUMN_EM: Readonly<Record<QueueColumn, number>> = {
  waitNow: 4.7,
  usual: 4.6,
  waiting: 4.5,
  longestWait: 4.4,
  serviceLevel: 4.7,
  serviceLevelCxone: 4.1,
  abandonPct: 4.7,
  offered: 4.9,
  answered: 4.9,
  abandoned: 4.7,
  asa: 3.9,
  aht: 3.9,
  routable: 4.2,
  media: 5,
};

export const TABLE = {
  head: 2.1,
  row: 1.62,
  /** With the word of need below the name. */
  tallRow: 2.45,
  /** The sign of need before each name. */
  sign: 1.35,
  /** A name of some length; longer ones end in an ellipsis. */
  name: 7.5,
  /** The word of need. */
  need: 7.1,
  gap: 0.3,
} as const;
const ROWS_MOST = 60;
const STRETCH_MOST = 1.25;

export interface TablePlan {
  /** Screenfuls of columns, each of at least one. */
  readonly sets: readonly (readonly QueueColumn[])[];
  readonly rows: number;
  /** How high each is: what is left over goes into the rows, up to a point. */
  readonly rowEm: number;
  /** The word of need stands below the name, where beside it there would hardly be room for figures. */
  readonly isTall: boolean;
}

/** Fewer columns than this beside the names, and the word of need gives them its place. */
const COLUMNS_WANTED = 4;

export function planTable(inside: WidgetBox, columns: readonly QueueColumn[]): TablePlan {
  const besideEm = inside.wideEm - TABLE.sign - TABLE.name - TABLE.gap;
  const flat = setsOf(columns, besideEm - TABLE.need - TABLE.gap);
  const tall = setsOf(columns, besideEm);
  const isTall = tall.length < flat.length && (flat[0]?.length ?? 0) < COLUMNS_WANTED;
  const leastEm = isTall ? TABLE.tallRow : TABLE.row;
  const highEm = inside.highEm - TABLE.head;
  const rows = Math.max(1, Math.min(ROWS_MOST, Math.floor(highEm / leastEm)));
  const rowEm = Math.max(leastEm, Math.min(leastEm * STRETCH_MOST, highEm / rows));
  return { sets: isTall ? tall : flat, rows, rowEm, isTall };
}

function setsOf(columns: readonly QueueColumn[], roomEm: number): readonly (readonly QueueColumn[])[] {
  const sets: QueueColumn[][] = [];
  let left = 0;
  for (const column of columns) {
    const needed = COLUMN_EM[column] + TABLE.gap;
    const set = sets[sets.length - 1];
    if (set === undefined || needed > left) {
      sets.push([column]);
      left = roomEm - needed;
    } else {
      set.push(column);
      left -= needed;
    }
  }
  return sets.length === 0 ? [[]] : sets;
}

/** The widest of the columns beside the names with their needs below, and two rows. */
export function leastTable(columns: readonly QueueColumn[]): WidgetBox {
  const widest = columns.reduce((most, column) => Math.max(most, COLUMN_EM[column]), 0);
  return {
    wideEm: TABLE.sign + TABLE.name + 2 * TABLE.gap + widest,
    highEm: TABLE.head + 2.02 * TABLE.tallRow,
  };
}

/** One for the signs, the names, the words of need where they stand beside them, and each column. */
export const gridOf = (columns: readonly QueueColumn[], isTall: boolean): string =>
  [
    `${TABLE.sign}rem`,
    "minmax(0, 1fr)",
    ...(isTall ? [] : [`${TABLE.need}rem`]),
    ...columns.map((column) => `${COLUMN_EM[column]}rem`),
  ].join(" ");
