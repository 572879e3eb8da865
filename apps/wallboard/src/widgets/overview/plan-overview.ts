/**
 * Where groups and their cells stand, as arithmetic in em of the smallest legible text: cells as large as lets everybody
 * stand on one page; where they would become too small to be told apart, as large as the fewest pages bear. Groups flow down columns in their order;
 * one that is higher than what is left of a column goes on in the next under its heading. The cells of small groups stand beside
 * their heading where they are larger that way. No canvas in here.
 */
import type { WidgetBox } from "../contract.ts";

export interface GroupSize {
  readonly id: string;
  /** Cells to be kept for it, used or not. */
  readonly cells: number;
}

export interface Block {
  readonly group: string;
  readonly leftEm: number;
  readonly topEm: number;
  /** The width of its heading. */
  readonly headingEm: number;
  /** Where its cells begin: below the heading, or beside it. */
  readonly cellsLeftEm: number;
  readonly cellsTopEm: number;
  /** Its first cell in the list of all groups' cells, and how many stand in it. */
  readonly first: number;
  readonly cells: number;
  readonly perRow: number;
  /** False where it goes on from the column before. */
  readonly isFirst: boolean;
}

export interface OverviewPlan {
  readonly cellEm: number;
  readonly pages: readonly (readonly Block[])[];
}

export const HEADING_EM = 1.3;
/** As a list, to decide whether it can spare the line of its title: a legend, and groups on a line each. */
export const SHEET = { headEm: 2.6, rowEm: 1.42, rowsWanted: 7 } as const;
const BLOCK_GAP = 0.45;
const COLUMN_GAP = 0.8;
/** Names of groups are not legible in less. */
const COLUMN_LEAST = 7.5;
const COLUMNS_MOST = 12;
/** From the largest that looks well down to six minutes of arc, below which outlines are not told apart. */
const CELL_SIZES = [
  2, 1.75, 1.5, 1.35, 1.2, 1.1, 1, 0.92, 0.84, 0.77, 0.71, 0.65, 0.6, 0.55, 0.5, 0.46, 0.43, 0.4, 0.37,
] as const;
const CELL_LEAST = 0.37;
/** Where not everybody stands on one page, a few pages more are better than a pattern that is not seen from afar. */
const CELL_WANTED = 0.5;

/** A heading beside cells has so much, or what the widest needs; its cells at least as much again. */
const BESIDE_LEAST = 8;
const BESIDE_GAP = 0.5;
const BESIDE_ROW_GAP = 0.12;

/** @param headingEm what the widest heading needs; 0 where headings may be cut, as names are */
export function planOverview(groups: readonly GroupSize[], inside: WidgetBox, headingEm = 0): OverviewPlan {
  const below = planWith(groups, inside, { columnEm: Math.max(COLUMN_LEAST, headingEm), besideEm: 0 });
  const besideEm = Math.max(BESIDE_LEAST, headingEm);
  if (inside.wideEm < 2 * besideEm) return below;
  const beside = planWith(groups, inside, { columnEm: 2 * besideEm, besideEm });
  const isBetter =
    beside.pages.length < below.pages.length ||
    (beside.pages.length === below.pages.length && beside.cellEm > below.cellEm);
  return isBetter ? beside : below;
}

interface Setting {
  /** The least width of a column. */
  readonly columnEm: number;
  /** The width of headings that stand beside their cells; 0 where they stand above. */
  readonly besideEm: number;
}

function planWith(groups: readonly GroupSize[], inside: WidgetBox, setting: Setting): OverviewPlan {
  const columnsMost = Math.floor((inside.wideEm + COLUMN_GAP) / (setting.columnEm + COLUMN_GAP));
  const most = Math.max(1, Math.min(COLUMNS_MOST, columnsMost));
  const fewest = (cellEm: number) => {
    const all = Array.from({ length: most }, (_, n) =>
      flow(groups, inside, { ...setting, cellEm, columns: n + 1 }),
    );
    return all.reduce((best, each) => (each.length < best.length ? each : best));
  };
  const onOne = CELL_SIZES.find((cellEm) => fewest(cellEm).length <= 1);
  if (onOne !== undefined) return { cellEm: onOne, pages: fewest(onOne) };
  const count = fewest(CELL_WANTED).length;
  const cellEm = CELL_SIZES.find((size) => fewest(size).length <= count) ?? CELL_LEAST;
  return { cellEm, pages: fewest(cellEm) };
}

interface Flow extends Setting {
  readonly cellEm: number;
  readonly columns: number;
}

function flow(
  groups: readonly GroupSize[],
  { wideEm, highEm }: WidgetBox,
  { cellEm, columns, besideEm }: Flow,
): readonly (readonly Block[])[] {
  const columnEm = (wideEm - COLUMN_GAP * (columns - 1)) / columns;
  const isBeside = besideEm > 0;
  const aboveEm = isBeside ? 0 : HEADING_EM;
  const cellsEm = isBeside ? columnEm - besideEm - BESIDE_GAP : columnEm;
  const perRow = Math.max(1, Math.floor(cellsEm / cellEm));
  const rowsMost = Math.max(1, Math.floor((highEm - aboveEm) / cellEm));
  const gapEm = isBeside ? BESIDE_ROW_GAP : BLOCK_GAP;
  const pages: Block[][] = [];
  let blocks: Block[] = [];
  let column = 0;
  let topEm = 0;
  let first = 0;

  function nextColumn(): void {
    column += 1;
    topEm = 0;
    if (column < columns) return;
    pages.push(blocks);
    blocks = [];
    column = 0;
  }

  for (const { id, cells } of groups) {
    let rest = cells;
    while (rest > 0) {
      const rows = Math.ceil(rest / perRow);
      const rowsHere =
        highEm - topEm < HEADING_EM ? 0 : Math.floor((highEm - topEm - aboveEm) / cellEm + 1e-6);
      // A group that would fit a column of its own is not torn apart.
      const isWhole = rows <= rowsHere || (topEm === 0 && rowsHere < 1);
      if (!isWhole && topEm > 0 && (rows <= rowsMost || rowsHere < 2)) {
        nextColumn();
        continue;
      }
      const taken = isWhole ? rest : Math.min(rest, Math.max(1, rowsHere) * perRow);
      const cellsHigh = Math.ceil(taken / perRow) * cellEm;
      blocks.push({
        group: id,
        leftEm: column * (columnEm + COLUMN_GAP),
        topEm,
        headingEm: isBeside ? besideEm : columnEm,
        cellsLeftEm: column * (columnEm + COLUMN_GAP) + (isBeside ? besideEm + BESIDE_GAP : 0),
        // A single row of cells stands on the middle of its heading.
        cellsTopEm: topEm + (isBeside ? Math.max(0, (HEADING_EM - cellsHigh) / 2) : HEADING_EM),
        first,
        cells: taken,
        perRow,
        isFirst: rest === cells,
      });
      topEm += (isBeside ? Math.max(HEADING_EM, cellsHigh) : HEADING_EM + cellsHigh) + gapEm;
      first += taken;
      rest -= taken;
      if (rest > 0) nextColumn();
    }
  }
  if (blocks.length > 0) pages.push(blocks);
  return pages;
}
