/** How the parts of a service level share their box: the figure, its bar, the formula in words, and the queues below. */
import { linesFor } from "../../layout/text-width.ts";
import type { WidgetBox } from "../contract.ts";

export const LEVEL = {
  bar: 0.95,
  formulaLine: 1.15,
  rowHead: 1.1,
  row: 1.5,
  /** A bar in a queue's row, its share, and CXone's. */
  rowSign: 1.35,
  rowName: 7,
  rowBar: 5,
  rowShare: 4,
  rowCxone: 3.8,
} as const;

const STEPS = [10, 8, 6.4, 5, 4, 3.2, 2.5] as const;
const LINE = 0.98;
const LEAST_STEP = 2.5;
/** The figure, and the word of its verdict beside it. */
const WIDEST_EM = 3.3;
const VERDICT_EM = 7;
const FORMULA_LINES_MOST = 4;
/** Fewer rows than this are not worth their heading. */
const ROWS_LEAST = 2;
/** With rows below, the figure takes no more than this share of the height. */
const FIGURE_SHARE = 0.34;
const ROWS_MOST = 40;

export interface LevelPlan {
  readonly step: number;
  readonly formulaLines: number;
  /** Queues a page; 0 where there is no room for any, or there is only one. */
  readonly rows: number;
  /** Without room for bars beside the names the figures stand alone. */
  readonly hasBars: boolean;
}

const BARS_FROM_EM = LEVEL.rowSign + LEVEL.rowName + LEVEL.rowBar + LEVEL.rowShare + LEVEL.rowCxone + 4 * 0.3;

export function planLevel(inside: WidgetBox, formula: string, queues: number): LevelPlan {
  // Words are not broken where the estimate of their width would break them.
  const formulaLines = Math.min(FORMULA_LINES_MOST, linesFor(formula, inside.wideEm * 0.92));
  const hasBars = inside.wideEm >= BARS_FROM_EM;
  const cxoneLines = queues === 1 ? 1 : 0;
  const fixed = LEVEL.bar + (formulaLines + cxoneLines) * LEVEL.formulaLine;
  const room = inside.highEm - fixed;
  const rowsEm = LEVEL.rowHead + ROWS_LEAST * LEVEL.row;
  const hasRows = queues > 1 && room - LEAST_STEP * LINE >= rowsEm;
  const mostEm = hasRows
    ? Math.max(LEAST_STEP * LINE, Math.min(inside.highEm * FIGURE_SHARE, room - rowsEm))
    : room;
  const step =
    STEPS.find((size) => size * LINE <= mostEm && size * WIDEST_EM + VERDICT_EM <= inside.wideEm) ??
    LEAST_STEP;
  if (!hasRows) return { step, formulaLines, hasBars, rows: 0 };
  const rows = Math.floor((room - step * LINE - LEVEL.rowHead) / LEVEL.row);
  return { step, formulaLines, hasBars, rows: Math.max(ROWS_LEAST, Math.min(rows, ROWS_MOST)) };
}

export const LEAST_INSIDE: WidgetBox = {
  wideEm: LEAST_STEP * WIDEST_EM + VERDICT_EM,
  highEm: LEAST_STEP * LINE + LEVEL.bar + 3 * LEVEL.formulaLine,
};
