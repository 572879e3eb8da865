/**
 * Where groups and their cells stand, as arithmetic in em of the smallest legible text: cells as large as lets everybody
 * stand on one page, and pages where they would become too small to be told apart. Groups flow down columns in their order;
 * one that is higher than what is left of a column goes on in the next under its heading. No canvas in here.
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
  readonly wideEm: number;
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
const BLOCK_GAP = 0.45;
const COLUMN_GAP = 0.8;
/** Names of groups are not legible in less. */
const COLUMN_LEAST = 7.5;
const COLUMNS_MOST = 12;
/** From the largest that looks well down to six minutes of arc, below which outlines are not told apart. */
const CELL_SIZES = [
  1.5, 1.35, 1.2, 1.1, 1, 0.92, 0.84, 0.77, 0.71, 0.65, 0.6, 0.55, 0.5, 0.46, 0.43, 0.4, 0.37,
] as const;
const CELL_LEAST = 0.37;

/** @param headingEm what the widest heading needs; 0 where headings may be cut, as names are */
export function planOverview(groups: readonly GroupSize[], inside: WidgetBox, headingEm = 0): OverviewPlan {
  const columnEm = Math.max(COLUMN_LEAST, headingEm);
  const columnsMost = Math.max(
    1,
    Math.min(COLUMNS_MOST, Math.floor((inside.wideEm + COLUMN_GAP) / (columnEm + COLUMN_GAP))),
  );
  for (const cellEm of CELL_SIZES) {
    for (let columns = 1; columns <= columnsMost; columns += 1) {
      const pages = flow(groups, inside, cellEm, columns);
      if (pages.length <= 1) return { cellEm, pages };
    }
  }
  const all = Array.from({ length: columnsMost }, (_, n) => flow(groups, inside, CELL_LEAST, n + 1));
  const pages = all.reduce((best, each) => (each.length < best.length ? each : best));
  return { cellEm: CELL_LEAST, pages };
}

function flow(
  groups: readonly GroupSize[],
  { wideEm, highEm }: WidgetBox,
  cellEm: number,
  columns: number,
): readonly (readonly Block[])[] {
  const columnEm = (wideEm - COLUMN_GAP * (columns - 1)) / columns;
  const perRow = Math.max(1, Math.floor(columnEm / cellEm));
  const rowsMost = Math.max(1, Math.floor((highEm - HEADING_EM) / cellEm));
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
      const rowsHere = Math.floor((highEm - topEm - HEADING_EM) / cellEm + 1e-6);
      // A group that would fit a column of its own is not torn apart.
      const isWhole = rows <= rowsHere || (topEm === 0 && rowsHere < 1);
      if (!isWhole && topEm > 0 && (rows <= rowsMost || rowsHere < 2)) {
        nextColumn();
        continue;
      }
      const taken = isWhole ? rest : Math.min(rest, Math.max(1, rowsHere) * perRow);
      blocks.push({
        group: id,
        leftEm: column * (columnEm + COLUMN_GAP),
        topEm,
        wideEm: columnEm,
        first,
        cells: taken,
        perRow,
        isFirst: rest === cells,
      });
      topEm += HEADING_EM + Math.ceil(taken / perRow) * cellEm + BLOCK_GAP;
      first += taken;
      rest -= taken;
      if (rest > 0) nextColumn();
    }
  }
  if (blocks.length > 0) pages.push(blocks);
  return pages;
}
