/** Where clocks stand, as arithmetic in em of the smallest legible text. */
import type { WidgetBox } from "../contract.ts";

export const CLOCK = {
  /** Name with hours, then the time with zone and date beside it. */
  wideLeast: 12,
  highLeast: 3.5,
  gap: 0.8,
} as const;

/** The time is set so much larger at most. */
const SIZE_MOST = 2.6;
/** The time at its least size; what stands beside it; and the line above it. */
const TIME_WIDE = 5.9;
const TIME_HIGH = 1.7;
const BESIDE_WIDE = 6.1;
const HEAD_HIGH = 1.25;

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
  const growth = Math.min(
    (cellWide - BESIDE_WIDE) / TIME_WIDE,
    (cellHigh - HEAD_HIGH) / TIME_HIGH,
    SIZE_MOST,
  );
  return { columns, rows, size: Math.max(1, growth) };
}
