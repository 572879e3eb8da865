/**
 * Where everything goes, as arithmetic in em of the smallest legible text: how many queues and agents fit a page, side
 * by side or below one another. What does not fit is paged, never shrunk. Nothing here touches the DOM.
 */
import { type CardName, cardNameOf } from "./card-name.ts";
import { type ScreenSize, smallestTextPx, type Viewing } from "./type-size.ts";

/** Heights and widths of the parts, in em of the smallest text; `App.vue` hands them to the styles. */
export const PARTS = {
  header: 1.9,
  band: 3.4,
  foot: 1.15,
  gap: 0.32,
  paneGap: 0.9,
  queueHead: 2.1,
  cardName: 1.2,
  cardNameTight: 1.1,
  cardFigures: 2.3,
  cardDetail: 1,
  cardPadding: 0.25,
  cardGap: 0.2,
  agentLine: 1.34,
} as const;

const SAFE_SHARE = 0.9;
const CARD_WIDTH_LEAST = 16.6;
/** Narrower than two columns of tiles, header and counts are broken into two rows. */
const NARROW_BELOW = 2 * CARD_WIDTH_LEAST + PARTS.paneGap;
/** From these widths on the six smaller counts stand in two rows of three, or all in one row and larger. */
const THREE_COUNTS_FROM = 37;
const SIX_COUNTS_FROM = 52;
const CARD_GAP_MOST = 0.8;
/** Lines of agents without which a second pane is not worth its place. */
const AGENT_LINES_LEAST = 4;
const TILES_MOST = { queues: 120, agents: 280 };

export interface ArrangementInput {
  readonly screen: ScreenSize;
  readonly viewing: Viewing;
  readonly queueNames: readonly string[];
  /** Whether each queue names its own formula. */
  readonly hasCardDetail: boolean;
}

export interface Arrangement {
  readonly textPx: number;
  /** True where the distance asks for letters so large that nothing would fit: the screen says so. */
  readonly isTooSmall: boolean;
  readonly isNarrow: boolean;
  /** `scenes`: counts, a queue and some agents do not fit together legibly, so they take turns. */
  readonly shape: "beside" | "stacked" | "scenes";
  readonly countColumns: number;
  readonly cardEm: number;
  readonly cardGapEm: number;
  readonly cardName: CardName;
  readonly queueColumns: number;
  readonly queueRows: number;
  readonly agentColumns: number;
  readonly agentLines: number;
  readonly agentColumnEm: number;
}

/** The whole arrangement; a pure function of the screen, the distance and a few facts of the board. */
export function arrange(input: ArrangementInput): Arrangement {
  const asked = smallestTextPx(input.viewing, input.screen);
  const cardName = cardNameOf(input.queueNames, columnEm((input.screen.widthPx * SAFE_SHARE) / asked));
  const cardEm =
    PARTS.cardPadding +
    cardNameEm(cardName) +
    PARTS.cardFigures +
    (input.hasCardDetail ? PARTS.cardDetail : 0);
  const onePane = PARTS.queueHead + cardEm;
  const room = (px: number, em: number) => (px * SAFE_SHARE) / em;
  // Only where a single queue would not fit any more is the text made smaller than the distance asks for.
  const textPx = Math.min(
    asked,
    room(input.screen.widthPx, CARD_WIDTH_LEAST),
    room(input.screen.heightPx, 2 * (PARTS.header + PARTS.foot) + 3 * PARTS.gap + onePane),
  );
  const wide = (input.screen.widthPx * SAFE_SHARE) / textPx;
  const high = (input.screen.heightPx * SAFE_SHARE) / textPx;
  const isNarrow = wide < NARROW_BELOW;
  const panes = placePanes(wide, high, isNarrow, cardEm, input.queueNames.length);
  const agentWide = panes.shape === "beside" ? share(wide, panes.agentColumns, panes.columns) : wide;
  return {
    textPx,
    isTooSmall: textPx < asked * 0.999,
    isNarrow,
    shape: panes.shape,
    cardGapEm: panes.cardGapEm,
    countColumns: wide >= SIX_COUNTS_FROM ? 6 : isNarrow || wide >= THREE_COUNTS_FROM ? 3 : 2,
    cardEm,
    cardName,
    queueColumns: panes.queueColumns,
    queueRows: atMost(panes.queueRows, TILES_MOST.queues, panes.queueColumns),
    agentColumns: panes.agentColumns,
    agentLines: atMost(panes.agentLines, TILES_MOST.agents, panes.agentColumns),
    agentColumnEm: (agentWide - PARTS.paneGap * (panes.agentColumns - 1)) / panes.agentColumns,
  };
}

type Panes = Pick<
  Arrangement,
  "shape" | "cardGapEm" | "queueColumns" | "queueRows" | "agentColumns" | "agentLines"
> & {
  readonly columns: number;
};

function placePanes(
  wide: number,
  high: number,
  isNarrow: boolean,
  cardEm: number,
  queueCount: number,
): Panes {
  const rowsOfHead = isNarrow ? 2 : 1;
  const withoutBand = high - rowsOfHead * (PARTS.header + PARTS.foot) - 2 * PARTS.gap;
  const body = withoutBand - rowsOfHead * PARTS.band - rowsOfHead * PARTS.gap;
  const columns = columnsIn(wide);
  const leastQueues = PARTS.queueHead + cardEm;
  const leastAgents = AGENT_LINES_LEAST * PARTS.agentLine;
  if (!isNarrow && body >= leastQueues) return placeBeside(columns, body, cardEm, queueCount);
  if (body >= leastQueues + PARTS.gap + leastAgents) return placeStacked(columns, body, cardEm, queueCount);
  return {
    shape: "scenes",
    cardGapEm: gapIn(withoutBand, cardEm),
    columns,
    queueColumns: columns,
    queueRows: rowsIn(withoutBand, cardEm),
    agentColumns: columns,
    agentLines: linesIn(withoutBand),
  };
}

function placeBeside(columns: number, body: number, cardEm: number, queueCount: number): Panes {
  const queueRows = rowsIn(body, cardEm);
  const wanted = Math.max(1, Math.ceil(queueCount / queueRows));
  const queueColumns = Math.min(Math.ceil(columns / 2), wanted);
  return {
    shape: "beside",
    cardGapEm: gapIn(body, cardEm),
    columns,
    queueColumns,
    queueRows,
    agentColumns: columns - queueColumns,
    agentLines: linesIn(body),
  };
}

function placeStacked(columns: number, body: number, cardEm: number, queueCount: number): Panes {
  const half = (body - PARTS.gap) / 2;
  const queueRows = Math.min(rowsIn(half, cardEm), Math.max(1, Math.ceil(queueCount / columns)));
  const queuesHigh = PARTS.queueHead + queueRows * (cardEm + PARTS.cardGap);
  return {
    shape: "stacked",
    cardGapEm: PARTS.cardGap,
    columns,
    queueColumns: columns,
    queueRows,
    agentColumns: columns,
    agentLines: linesIn(body - queuesHigh - PARTS.gap),
  };
}

/** The height of a tile's name. */
export function cardNameEm(name: CardName): number {
  return name.lines === 1 ? PARTS.cardName : PARTS.cardNameTight * name.lines;
}

/** The width of one column when as many as fit stand side by side. */
function columnEm(wide: number): number {
  return share(wide, 1, columnsIn(wide));
}

function columnsIn(wide: number): number {
  return Math.max(1, Math.floor((wide + PARTS.paneGap) / (CARD_WIDTH_LEAST + PARTS.paneGap)));
}

function rowsIn(height: number, cardEm: number): number {
  const room = height - PARTS.queueHead + PARTS.cardGap;
  return Math.max(1, Math.floor(room / (cardEm + PARTS.cardGap)));
}

/** What is left over goes between the tiles, up to a point past which they would no longer look like one list. */
function gapIn(height: number, cardEm: number): number {
  const rows = rowsIn(height, cardEm);
  const over = (height - PARTS.queueHead - rows * cardEm) / Math.max(1, rows - 1);
  return Math.min(Math.max(over, PARTS.cardGap), CARD_GAP_MOST);
}

function linesIn(height: number): number {
  return Math.max(2, Math.floor(height / PARTS.agentLine));
}

function share(wide: number, some: number, all: number): number {
  const column = (wide - PARTS.paneGap * (all - 1)) / all;
  return some * column + (some - 1) * PARTS.paneGap;
}

function atMost(rows: number, tiles: number, columns: number): number {
  return Math.max(1, Math.min(rows, Math.floor(tiles / columns)));
}
