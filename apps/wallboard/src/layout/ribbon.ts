/**
 * The alerts' own place at the foot of the wall, as arithmetic in em of the smallest legible text. Its height is kept
 * free when nothing fires, so that nothing on the board moves when something does.
 */
import { PARTS } from "./parts.ts";
import { textWidthEm } from "./text-width.ts";

export interface RibbonPlan {
  readonly columns: number;
  /** The room of the counts; 0 where there is room for nothing but the trouble. */
  readonly leadEm: number;
  /** The box that says that alerts are not watched; 0 where they are. */
  readonly troubleEm: number;
  /** The width of one alert where all columns are taken; 0 where there is no room for any. */
  readonly cellEm: number;
}

const GAP = 0.5;
const LEAD = 6.4;
const LEAD_SMALL = 4;
/** Below this width the counts get by with less. */
const LEAD_SMALL_BELOW = 25;
const TROUBLE = 11;
/** An alert is not told in less, and has all of its words from the second on. */
const CELL_LEAST = 11.5;
const CELL_WANTED = 18;
const ROWS_MOST = 3;
/** The height that each further row of alerts asks of the board. */
const HIGH_PER_ROW = 16;
const HIGH_BEFORE = 8;
const COUNT_BESIDE = 1.75;

/** How many rows of alerts a board of this height can spare. */
export function ribbonRows(betweenEm: number): number {
  return Math.max(1, Math.min(ROWS_MOST, Math.floor((betweenEm - HIGH_BEFORE) / HIGH_PER_ROW)));
}

/** The height of the ribbon. */
export function ribbonEm(rows: number): number {
  return rows * PARTS.alert + (rows - 1) * PARTS.alertGap;
}

/** @param alerts how many there are to be shown: few get the room of many */
export function planRibbon(wideEm: number, hasTrouble: boolean, alerts: number, rows: number): RibbonPlan {
  const leadEm = wideEm < LEAD_SMALL_BELOW ? LEAD_SMALL : LEAD;
  const troubleEm = hasTrouble ? Math.min(TROUBLE, wideEm) : 0;
  const besideEm = hasTrouble ? troubleEm + GAP : 0;
  const leftEm = wideEm - besideEm - (leadEm + GAP);
  if (leftEm < CELL_LEAST) {
    const hasLead = wideEm - besideEm >= leadEm;
    return { columns: 0, leadEm: hasLead ? leadEm : 0, troubleEm, cellEm: 0 };
  }
  const most = Math.max(1, Math.floor((leftEm + GAP) / (CELL_WANTED + GAP)));
  const columns = Math.max(1, Math.min(most, Math.ceil(alerts / rows)));
  const cellEm = (leftEm - GAP * (columns - 1)) / columns;
  return { columns, leadEm, troubleEm, cellEm };
}

/** How many counts, each with its icon, stand side by side in the lead; the first always does. */
export function countsThatFit(counts: readonly number[], leadEm: number): number {
  let used = 0;
  let fitting = 0;
  for (const count of counts) {
    used += COUNT_BESIDE + textWidthEm(String(count));
    if (used > leadEm && fitting > 0) break;
    fitting += 1;
  }
  return fitting;
}
