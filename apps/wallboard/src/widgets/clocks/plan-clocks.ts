/** Where clocks stand, as arithmetic in em of the smallest legible text. */
import type { WidgetBox } from "../contract.ts";

export const CLOCK = {
  /** Name, time with date and zone, on two lines. */
  wideLeast: 12.5,
  highLeast: 3,
  gap: 0.6,
} as const;

/** The time is set so much larger at most. */
const SIZE_MOST = 2.6;

export interface ClocksPlan {
  readonly columns: number;
  readonly rows: number;
  /** By how much the time is larger than it must be. */
  readonly size: number;
}

/** @param count how many clocks there are; what does not fit takes turns */
export function planClocks({ wideEm, highEm }: WidgetBox, count: number): ClocksPlan {
  const most = Math.max(1, Math.floor((wideEm + CLOCK.gap) / (CLOCK.wideLeast + CLOCK.gap)));
  const rowsMost = Math.max(1, Math.floor((highEm + CLOCK.gap) / (CLOCK.highLeast + CLOCK.gap)));
  // As few in a row as the rows allow: larger clocks, and none of them alone in a last row.
  const columns = Math.max(1, Math.min(most, Math.ceil(count / rowsMost)));
  const rows = Math.max(1, Math.min(rowsMost, Math.ceil(count / columns)));
  const cellWide = (wideEm - CLOCK.gap * (columns - 1)) / columns;
  const cellHigh = (highEm - CLOCK.gap * (rows - 1)) / rows;
  const growth = Math.min(cellWide / CLOCK.wideLeast, (cellHigh - 1.3) / (CLOCK.highLeast - 1.3), SIZE_MOST);
  return { columns, rows, size: Math.max(1, growth) };
}
