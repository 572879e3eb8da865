/** How the counts share their band: columns of the five smaller ones, and the room that is left for words of why. */

import { PARTS } from "./parts.ts";
import { textWidthEm } from "./text-width.ts";

export interface CountsPlan {
  readonly columns: 2 | 3 | 5;
  readonly hasIcons: boolean;
  /** The width of all smaller counts. */
  readonly cellsEm: number;
  /** The width of the box that says why ready agents get nothing. */
  readonly heldEm: number;
}

/** From these widths on the smaller counts stand in three columns, or all in one row and larger. */
const THREE_FROM = 44;
const FIVE_FROM = 52;
const NARROW_THREE_FROM = 25;
/** What the smaller counts need, with numbers of three digits. */
const CELLS_EM = { 2: 14.4, 3: 20.6, 5: 31 } as const;
const DIGIT_EM = 0.56;
const DIGITS_PLANNED = 3;

/** @param largest the largest of the smaller counts: its digits need room */
export function planCounts(wide: number, isNarrow: boolean, largest: number): CountsPlan {
  if (isNarrow) {
    const columns = wide >= NARROW_THREE_FROM ? 3 : 2;
    return { columns, hasIcons: true, cellsEm: wide, heldEm: wide - PARTS.routable - PARTS.gap };
  }
  const columns = wide >= FIVE_FROM ? 5 : wide >= THREE_FROM ? 3 : 2;
  const moreDigits = Math.max(0, `${largest}`.length - DIGITS_PLANNED);
  const cellsEm = CELLS_EM[columns] + columns * moreDigits * DIGIT_EM;
  const heldEm = wide - PARTS.routable - cellsEm - 2 * PARTS.gap;
  return { columns, hasIcons: columns === 5, cellsEm, heldEm };
}

/** As many of the reasons, in their order, as fit with their counts; else the first alone; else none. */
export function wordsThatFit(withCounts: readonly string[], firstAlone: string, roomEm: number): string {
  let fitting = "";
  for (const words of withCounts) {
    const longer = fitting === "" ? words : `${fitting}, ${words}`;
    if (textWidthEm(longer) > roomEm) break;
    fitting = longer;
  }
  if (fitting !== "") return fitting;
  return textWidthEm(firstAlone) <= roomEm ? firstAlone : "";
}
