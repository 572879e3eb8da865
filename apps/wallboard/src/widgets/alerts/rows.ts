/** How many alerts of two lines each a box holds, in em of the smallest legible text. */
import { PARTS } from "../../layout/parts.ts";
import type { WidgetBox } from "../contract.ts";

/** An alert is not told in less. */
export const ALERT_WIDE_LEAST = 12;
/** From so much on it has all of its words; a second column begins where each gets as much. */
const ALERT_WIDE_WANTED = 18;
const GAP = 0.5;
const ROWS_MOST = 40;

export interface RowsPlan {
  readonly columns: number;
  readonly rows: number;
  /** The width of one. */
  readonly cellEm: number;
}

export function rowsHighEm(rows: number): number {
  return rows * PARTS.alert + (rows - 1) * PARTS.alertGap;
}

/** @param count how many there are: few get the whole width */
export function planRows({ wideEm, highEm }: WidgetBox, count: number): RowsPlan {
  const rows = Math.max(
    1,
    Math.min(ROWS_MOST, Math.floor((highEm + PARTS.alertGap) / (PARTS.alert + PARTS.alertGap))),
  );
  const most = Math.max(1, Math.floor((wideEm + GAP) / (ALERT_WIDE_WANTED + GAP)));
  const columns = Math.max(1, Math.min(most, Math.ceil(count / rows)));
  return { columns, rows, cellEm: (wideEm - GAP * (columns - 1)) / columns };
}
