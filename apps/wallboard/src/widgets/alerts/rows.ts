/**
 * How many alerts a box holds, in em of the smallest legible text. An alert is told in two lines where its rule is whole beside
 * the severity; else the rule has lines of its own in all of them, since it is told nowhere else. What takes turns is spread
 * evenly over the pages, and what is there fills the box.
 */
import { PARTS } from "../../layout/parts.ts";
import type { WidgetBox } from "../contract.ts";

/** An alert is not told in less. */
export const ALERT_WIDE_LEAST = 12;
/** From so much on it has all of its words; a second column begins where each gets as much. */
const ALERT_WIDE_WANTED = 18;
const GAP = 0.5;
const ROWS_MOST = 40;
/** What a line of the rule's own adds. */
const RULE_LINE = 1.1;
const RULE_LINES_MOST = 2;
/** Edge, padding and icon; lines break at words and lose a little at their ends. */
const BESIDE_RULE_EM = 2.9;
const RAGGED = 0.92;
/** Past this an alert would look empty. */
const STRETCH_MOST = 1.5;

export interface RowsPlan {
  readonly columns: number;
  readonly rows: number;
  /** How many a page shows; no more than `columns × rows`. */
  readonly perPage: number;
  /** The width and height of one. */
  readonly cellEm: number;
  readonly highEm: number;
  /** Lines that the rule has for itself; 0 where it stands beside the severity. */
  readonly ruleLines: number;
}

export interface Listed {
  readonly count: number;
  /** The widest of the rules, and the widest of rules with what must stand beside them. */
  readonly ruleEm: number;
  readonly lineEm: number;
}

export function rowsHighEm(rows: number): number {
  return rows * PARTS.alert + (rows - 1) * PARTS.alertGap;
}

/** Few get the whole width, and as much of the height as they have words for. */
export function planRows(box: WidgetBox, listed: Listed): RowsPlan {
  const most = Math.max(1, Math.floor((box.wideEm + GAP) / (ALERT_WIDE_WANTED + GAP)));
  let best = columnsOf(box, listed, 1);
  for (let columns = 2; columns <= most; columns += 1) {
    const next = columnsOf(box, listed, columns);
    const fits = ({ columns, rows }: typeof next) => Math.min(columns * rows, listed.count);
    if (fits(next) > fits(best)) best = next;
  }
  const capacity = best.columns * best.rows;
  const pages = Math.max(1, Math.ceil(listed.count / capacity));
  const rows = Math.max(1, Math.ceil(listed.count / pages / best.columns));
  const evenEm = (box.highEm + PARTS.alertGap) / rows - PARTS.alertGap;
  return {
    ...best,
    perPage: Math.min(capacity, rows * best.columns),
    highEm: Math.max(best.highEm, Math.min(best.highEm * STRETCH_MOST, evenEm)),
  };
}

function columnsOf({ wideEm, highEm }: WidgetBox, { ruleEm, lineEm }: Listed, columns: number) {
  const cellEm = (wideEm - GAP * (columns - 1)) / columns;
  const roomEm = cellEm - BESIDE_RULE_EM;
  const alone = ruleEm <= roomEm ? 1 : Math.ceil(ruleEm / (roomEm * RAGGED));
  const needed = lineEm <= roomEm ? 0 : alone;
  // A box for a single alert of two lines has no third.
  const spare = Math.max(0, Math.floor((highEm - PARTS.alert) / RULE_LINE));
  const ruleLines = Math.min(needed, RULE_LINES_MOST, spare);
  const oneEm = PARTS.alert + ruleLines * RULE_LINE;
  const fitting = Math.floor((highEm + PARTS.alertGap) / (oneEm + PARTS.alertGap));
  return { columns, cellEm, ruleLines, highEm: oneEm, rows: Math.max(1, Math.min(ROWS_MOST, fitting)) };
}
