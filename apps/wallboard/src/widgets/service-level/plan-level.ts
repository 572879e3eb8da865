/** How the parts of a service level share their box: the figure, its bar, the formula in words, and the queues below. */
import { linesFor, textWidthEm } from "../../layout/text-width.ts";
import type { WidgetBox } from "../contract.ts";

export const LEVEL = {
  bar: 0.95,
  formulaLine: 1.15,
  rowHead: 1.1,
  row: 1.5,
  /** With the name above the figures. */
  tallRow: 2.4,
  /** A bar in a queue's row, its share, and CXone's. */
  rowSign: 1.35,
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
/** For fewer than so many the figure takes a step down. */
const ROWS_WANTED = 3;
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
  /** Without room for names beside the figures these stand above them. */
  readonly areRowsTall: boolean;
}

/** Longer names end in an ellipsis; a row is not built around the longest. */
const NAME_MOST_EM = 14;
const GAP = 0.3;
const FIGURES_EM = LEVEL.rowSign + LEVEL.rowShare + LEVEL.rowCxone + 3 * GAP;
/** Names are bold, and bold is wider. */
const BOLD = 1.05;

/** @param names of the queues in view */
export function planLevel(inside: WidgetBox, formula: string, names: readonly string[]): LevelPlan {
  const queues = names.length;
  const widest = names.reduce((most, name) => Math.max(most, textWidthEm(name) * BOLD), 0);
  const nameEm = inside.wideEm - FIGURES_EM;
  const areRowsTall = nameEm < Math.min(widest, NAME_MOST_EM);
  const rowEm = areRowsTall ? LEVEL.tallRow : LEVEL.row;
  // Words are not broken where the estimate of their width would break them.
  const formulaLines = Math.min(FORMULA_LINES_MOST, linesFor(formula, inside.wideEm * 0.92));
  const hasBars = nameEm - LEVEL.rowBar - GAP >= Math.min(widest, NAME_MOST_EM);
  const cxoneLines = queues === 1 ? 1 : 0;
  const fixed = LEVEL.bar + (formulaLines + cxoneLines) * LEVEL.formulaLine;
  const room = inside.highEm - fixed;
  const rowsEm = (rows: number) => LEVEL.rowHead + Math.min(rows, queues) * rowEm;
  const hasRows = queues > 1 && room - LEAST_STEP * LINE >= rowsEm(ROWS_LEAST);
  const mostEm = hasRows
    ? Math.max(LEAST_STEP * LINE, Math.min(inside.highEm * FIGURE_SHARE, room - rowsEm(ROWS_WANTED)))
    : room;
  const step =
    STEPS.find((size) => size * LINE <= mostEm && size * WIDEST_EM + VERDICT_EM <= inside.wideEm) ??
    LEAST_STEP;
  if (!hasRows) return { step, formulaLines, hasBars, areRowsTall, rows: 0 };
  const rows = Math.floor((room - step * LINE - LEVEL.rowHead) / rowEm);
  return { step, formulaLines, hasBars, areRowsTall, rows: Math.max(ROWS_LEAST, Math.min(rows, ROWS_MOST)) };
}

export const LEAST_INSIDE: WidgetBox = {
  wideEm: LEAST_STEP * WIDEST_EM + VERDICT_EM,
  highEm: LEAST_STEP * LINE + LEVEL.bar + 3 * LEVEL.formulaLine,
};
