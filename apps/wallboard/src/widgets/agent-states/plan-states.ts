/**
 * Where the counts go, as arithmetic in em: everything in one row, or the smaller counts below, or both by turns where there
 * is room for one alone. The bar of shares comes only where height is left over. Nothing here may depend on the counts
 * themselves but on how many digits the largest has, or a figure that grows would move its neighbours.
 */
import { textWidthEm } from "../../layout/text-width.ts";
import type { WidgetBox } from "../contract.ts";

export interface StatesPlan {
  /** `turns`: the lead and the cells take turns in the same place. */
  readonly shape: "row" | "stack" | "turns";
  readonly leadWideEm: number;
  /** The room of the words of why. */
  readonly heldWideEm: number;
  readonly cellColumns: number;
  /** Where the cells have turns of their own: how many of them at once. */
  readonly cellsPerTurn: number;
  /** The number above its word; else both on one line. */
  readonly areCellsTall: boolean;
  readonly cellsWideEm: number;
  /** By how much the figures are larger than they must be. */
  readonly size: number;
  /** 0: no bar. */
  readonly barHighEm: number;
}

export const LEAST_INSIDE: WidgetBox = { wideEm: 19, highEm: 3.4 };

const GAP = 0.4;
const LEAD_HIGH = 3.4;
/** Where no more than the number and its word fit. */
const HELD_LEAST = 10.5;
/** Where a reason is told in most languages. */
const HELD_WANTED = 13;
const TALL_HIGH = 3;
const LINE_HIGH = 1.13;
const ICON = 1.2;
const CELL_GAP = 0.9;
const DIGIT = 0.56;
const BAR_LEAST = 1.15;
const BAR_MOST = 2;
const SIZE_MOST = 1.8;
const DIGITS_LEAST = 3;

/** On a page this low the counts stand in their least height, and lists have the rest. */
const LOW_PAGE_EM = 18;
/** Of what a page is higher than that, the counts have use for as much: for the bar, and for larger figures. */
const SHARE_ABOVE = 0.35;

/** The most height that is of use, the frame included: a list can always use more, and these figures are read already. */
export function mostStates(leastEm: number, room: WidgetBox): number {
  return leastEm + Math.max(0, room.highEm - LOW_PAGE_EM) * SHARE_ABOVE;
}

export interface StatesInput {
  readonly inside: WidgetBox;
  readonly labels: readonly string[];
  readonly leadLabel: string;
  /** The largest count of all. */
  readonly largest: number;
}

/** The widths of words are estimates that err to the wide side, so what is planned always fits. */
export function planStates({ inside, labels, leadLabel, largest }: StatesInput): StatesPlan {
  // Half a digit more for what parts thousands.
  const digits = Math.max(DIGITS_LEAST, `${largest}`.length + (largest >= 1_000 ? 0.5 : 0));
  const leadWideEm = Math.max(4.6, textWidthEm(leadLabel) + ICON + 1, digits * DIGIT * 2.4 + 0.8);
  const widest = Math.max(...labels.map(textWidthEm));
  const tallWide = labels.reduce((sum, label) => sum + tallCellEm(label, digits) + CELL_GAP, CELL_GAP);
  const besideLead = inside.wideEm - leadWideEm - GAP;
  const lineWide = widest + ICON + digits * DIGIT + 0.5 + CELL_GAP;
  const ways = [
    { columns: labels.length, areCellsTall: true, wideEm: tallWide, leastEm: HELD_WANTED },
    { columns: 3, areCellsTall: false, wideEm: 3 * lineWide, leastEm: HELD_WANTED },
    { columns: 2, areCellsTall: false, wideEm: 2 * lineWide, leastEm: HELD_LEAST },
  ];
  const way = ways.find(({ wideEm, leastEm }) => besideLead - wideEm - GAP >= leastEm);
  if (way !== undefined) {
    const heldWideEm = besideLead - way.wideEm - GAP;
    return {
      shape: "row",
      leadWideEm,
      heldWideEm,
      cellColumns: way.columns,
      cellsPerTurn: labels.length,
      areCellsTall: way.areCellsTall,
      cellsWideEm: way.wideEm,
      ...roomLeft(inside.highEm, LEAD_HIGH, (heldWideEm - way.leastEm) / (leadWideEm + way.wideEm)),
    };
  }
  const areCellsTall = tallWide <= inside.wideEm;
  const columns = Math.max(1, Math.min(labels.length, Math.floor(inside.wideEm / lineWide)));
  const cellsHigh = areCellsTall ? TALL_HIGH : Math.ceil(labels.length / columns) * LINE_HIGH;
  const isStack = inside.highEm >= LEAD_HIGH + GAP + cellsHigh;
  const linesPerTurn = Math.max(1, Math.floor(inside.highEm / LINE_HIGH));
  return {
    shape: isStack ? "stack" : "turns",
    leadWideEm,
    heldWideEm: besideLead,
    cellColumns: areCellsTall ? labels.length : columns,
    cellsPerTurn: isStack || areCellsTall ? labels.length : Math.min(labels.length, columns * linesPerTurn),
    areCellsTall,
    cellsWideEm: inside.wideEm,
    ...roomLeft(
      inside.highEm,
      isStack ? LEAD_HIGH + GAP + cellsHigh : Math.max(LEAD_HIGH, Math.min(cellsHigh, inside.highEm)),
      areCellsTall ? (inside.wideEm - tallWide) / tallWide : 0,
    ),
  };
}

function tallCellEm(label: string, digits: number): number {
  return Math.max(textWidthEm(label) + ICON, digits * DIGIT * 1.7);
}

/** First the bar, then larger figures; of these no more than the width has to spare. */
function roomLeft(
  highEm: number,
  neededEm: number,
  spareWide: number,
): Pick<StatesPlan, "size" | "barHighEm"> {
  const leftEm = highEm - neededEm;
  if (leftEm < BAR_LEAST + GAP) return { size: 1, barHighEm: 0 };
  const barHighEm = Math.min(BAR_MOST, Math.max(BAR_LEAST, leftEm * 0.4));
  const growth = Math.min((highEm - barHighEm - GAP) / neededEm, 1 + Math.max(0, spareWide), SIZE_MOST);
  return { size: Math.max(1, growth), barHighEm };
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
