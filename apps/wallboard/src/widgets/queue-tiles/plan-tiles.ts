/**
 * How the tiles of queues stand in their box: how many, and in full or compact. Full ones where four or all of them fit,
 * compact ones where those are more; what does not fit is on a further page.
 */
import { type Card, COMPACT_CARD_EM, compactCard, fullCard } from "../../layout/card.ts";
import { CARD_WIDTH_LEAST, PARTS } from "../../layout/parts.ts";
import type { WidgetBox } from "../contract.ts";

/** A page of fewer queues is a page too poor to look at, if another setting can have more. */
const QUEUES_WANTED = 4;
/** Past this they would no longer look like one list. */
const GAP_MOST_EM = 0.8;
const COLUMN_GAP_EM = PARTS.paneGap;
const TILES_MOST = 120;

export interface TilesPlan {
  readonly columns: number;
  readonly rows: number;
  readonly card: Card;
  readonly gapEm: number;
}

/** @param names of the queues in view @param hasDetail whether each tile names its own formula */
export function planTiles(inside: WidgetBox, names: readonly string[], hasDetail: boolean): TilesPlan {
  const columns = Math.max(
    1,
    Math.floor((inside.wideEm + COLUMN_GAP_EM) / (CARD_WIDTH_LEAST + COLUMN_GAP_EM)),
  );
  const columnEm = (inside.wideEm - COLUMN_GAP_EM * (columns - 1)) / columns;
  const full = place(fullCard(names, columnEm, hasDetail), columns, inside.highEm);
  if (full !== null && full.columns * full.rows >= Math.min(QUEUES_WANTED, names.length)) return full;
  const compact = place(compactCard(names, columnEm), columns, inside.highEm);
  if (compact === null) return full ?? { columns, rows: 1, card: compactCard(names, columnEm), gapEm: 0 };
  return full !== null && full.rows >= compact.rows ? full : compact;
}

/** `null` where not even one fits. */
function place(card: Card, columns: number, highEm: number): TilesPlan | null {
  const room = highEm - PARTS.queueHead;
  if (room < card.em) return null;
  const fitting = Math.floor((room + card.gapEm) / (card.em + card.gapEm));
  const rows = Math.max(1, Math.min(fitting, Math.floor(TILES_MOST / columns)));
  const over = (room - rows * card.em) / Math.max(1, rows - 1);
  return { columns, rows, card, gapEm: Math.min(Math.max(over, card.gapEm), GAP_MOST_EM) };
}

/** Two compact tiles below their heading. */
export const LEAST_INSIDE: WidgetBox = {
  wideEm: CARD_WIDTH_LEAST,
  highEm: PARTS.queueHead + 2.02 * COMPACT_CARD_EM + PARTS.cardGapCompact,
};

/** As a list, to decide whether it can spare the line of its title. */
export const TILES = { headEm: PARTS.queueHead, rowEm: COMPACT_CARD_EM + PARTS.cardGapCompact } as const;

/** Without a title the page stands in the heading's second line, which the last column leaves free. */
export const CORNER = { "--corner-top": "0.9rem", "--corner-high": "0.98rem" } as const;

/** What the tiles' styles measure with. */
export function tileSizes({ card, gapEm }: TilesPlan): Readonly<Record<string, string | number>> {
  return {
    "--queue-head": `${PARTS.queueHead}rem`,
    "--card": `${card.em}rem`,
    "--card-name": `${card.nameEm}rem`,
    "--card-name-size": `${card.name.sizeEm}rem`,
    "--card-name-line": `${card.nameEm / card.name.lines}rem`,
    "--name-lines": card.name.lines,
    "--card-figures": `${card.figuresEm}rem`,
    "--card-padding": `${card.paddingEm}rem`,
    "--card-gap": `${gapEm}rem`,
    "--column-gap": `${COLUMN_GAP_EM}rem`,
  };
}
