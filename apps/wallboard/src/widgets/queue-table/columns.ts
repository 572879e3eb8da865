/**
 * Which columns of the table stand side by side. Each has a least width at which its widest figure and its heading are
 * whole; those that find no room stand on a further screenful, beside the names again, and are never squeezed.
 */
import type { QueueColumn } from "@callboard/boards";
import type { WidgetBox } from "../contract.ts";

/** In em of the smallest text: figures are set larger than that. */
export const COLUMN_EM: Readonly<Record<QueueColumn, number>> = {
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
  /** The sign of need before each name. */
  sign: 1.35,
  /** A name of some length; longer ones end in an ellipsis. */
  name: 7.5,
  /** The word of need; without room for it the sign alone stands, and its colour. */
  need: 7.1,
  gap: 0.3,
} as const;
const ROWS_MOST = 60;

export interface TablePlan {
  /** Screenfuls of columns, each of at least one. */
  readonly sets: readonly (readonly QueueColumn[])[];
  readonly rows: number;
}

export function planTable(inside: WidgetBox, columns: readonly QueueColumn[]): TablePlan {
  const room = inside.wideEm - TABLE.sign - TABLE.name - TABLE.need - TABLE.gap;
  const sets: QueueColumn[][] = [];
  let left = 0;
  for (const column of columns) {
    const needed = COLUMN_EM[column] + TABLE.gap;
    const set = sets[sets.length - 1];
    if (set === undefined || needed > left) {
      sets.push([column]);
      left = room - needed;
    } else {
      set.push(column);
      left -= needed;
    }
  }
  const rows = Math.max(1, Math.min(ROWS_MOST, Math.floor((inside.highEm - TABLE.head) / TABLE.row)));
  return { sets: sets.length === 0 ? [[]] : sets, rows };
}

/** The widest of the columns beside the names, and three rows. */
export function leastTable(columns: readonly QueueColumn[]): WidgetBox {
  const widest = columns.reduce((most, column) => Math.max(most, COLUMN_EM[column]), 0);
  return {
    wideEm: TABLE.sign + TABLE.name + TABLE.need + 2 * TABLE.gap + widest,
    highEm: TABLE.head + 3 * TABLE.row,
  };
}

/** One for the signs, the names, the words of need, and each column; names take what is left. */
export const gridOf = (columns: readonly QueueColumn[]): string =>
  [
    `${TABLE.sign}rem`,
    "minmax(0, 1fr)",
    `${TABLE.need}rem`,
    ...columns.map((column) => `${COLUMN_EM[column]}rem`),
  ].join(" ");
