/**
 * How the queues and the agents share the room below the counts: side by side, one below the other, or by turns, and how
 * many tiles and lines each then gets. In em of the smallest legible text.
 */
import type { Card } from "./card.ts";
import { CARD_WIDTH_LEAST, PARTS } from "./parts.ts";

export interface Panes {
  /** `scenes`: counts, a queue and some agents do not fit together legibly, so they take turns. */
  readonly shape: "beside" | "stacked" | "scenes";
  readonly cardGapEm: number;
  /** Columns of tiles that fit side by side. */
  readonly columns: number;
  readonly queueColumns: number;
  readonly queueRows: number;
  readonly agentColumns: number;
  readonly agentLines: number;
}

export interface PanesInput {
  readonly wideEm: number;
  /** Between the header and the foot, without and with the counts. */
  readonly withoutBandEm: number;
  readonly bodyEm: number;
  readonly card: Pick<Card, "em" | "gapEm">;
  readonly queueCount: number;
  /** Something else wants a turn of its own, so everything takes turns. */
  readonly mustTakeTurns: boolean;
}

/** A page of fewer queues is a page too poor to look at, if another setting can have more. */
export const QUEUES_WANTED = 4;
/** Fewer than these above the agents, and both are better shown by turns. */
const QUEUES_STACKED_LEAST = 2;
const CARD_GAP_MOST = 0.8;
/** Lines of agents without which a second pane is not worth its place. */
const AGENT_LINES_LEAST = 4;

/** Whether even one tile fits, however the parts are placed. */
export function hasRoomFor(cardEm: number, withoutBandEm: number): boolean {
  return withoutBandEm >= PARTS.queueHead + cardEm;
}

/** Always has room for one tile and two lines, which must have been asked before. */
export function placePanes(input: PanesInput): Panes {
  const { bodyEm, card } = input;
  const leastQueues = PARTS.queueHead + card.em;
  const leastAgents = AGENT_LINES_LEAST * PARTS.agentLine;
  const columns = columnsIn(input.wideEm);
  if (input.mustTakeTurns) return placeScenes(columns, input);
  if (columns > 1 && bodyEm >= leastQueues) return placeBeside(columns, input);
  if (bodyEm >= leastQueues + PARTS.gap + leastAgents) {
    const stacked = placeStacked(columns, leastAgents, input);
    if (stacked.queueRows * columns >= Math.min(QUEUES_STACKED_LEAST, input.queueCount)) return stacked;
  }
  return placeScenes(columns, input);
}

function placeScenes(columns: number, { withoutBandEm, card }: PanesInput): Panes {
  return {
    shape: "scenes",
    cardGapEm: gapIn(withoutBandEm, card),
    columns,
    queueColumns: columns,
    queueRows: rowsIn(withoutBandEm, card),
    agentColumns: columns,
    agentLines: linesIn(withoutBandEm),
  };
}

function placeBeside(columns: number, { bodyEm, card, queueCount }: PanesInput): Panes {
  const queueRows = rowsIn(bodyEm, card);
  const wanted = Math.max(1, Math.ceil(queueCount / queueRows));
  const queueColumns = Math.min(Math.ceil(columns / 2), wanted);
  return {
    shape: "beside",
    cardGapEm: gapIn(bodyEm, card),
    columns,
    queueColumns,
    queueRows,
    agentColumns: columns - queueColumns,
    agentLines: linesIn(bodyEm),
  };
}

/** Queues get half of the height, or what a few of them need as long as the agents keep their least. */
function placeStacked(columns: number, leastAgents: number, { bodyEm, card, queueCount }: PanesInput): Panes {
  const byHalf = rowsIn((bodyEm - PARTS.gap) / 2, card);
  const few = Math.min(
    Math.ceil(QUEUES_WANTED / columns),
    rowsIn(bodyEm - PARTS.gap - leastAgents - card.gapEm, card),
  );
  const queueRows = Math.min(Math.max(byHalf, few), Math.max(1, Math.ceil(queueCount / columns)));
  const queuesHigh = PARTS.queueHead + queueRows * (card.em + card.gapEm);
  return {
    shape: "stacked",
    cardGapEm: card.gapEm,
    columns,
    queueColumns: columns,
    queueRows,
    agentColumns: columns,
    agentLines: linesIn(bodyEm - queuesHigh - PARTS.gap),
  };
}

/** The width of one column when as many as fit stand side by side. */
export function columnEm(wide: number): number {
  return spanEm(wide, 1, columnsIn(wide));
}

/** The width of some of all columns, with the gaps between them. */
export function spanEm(wide: number, some: number, all: number): number {
  const column = (wide - PARTS.paneGap * (all - 1)) / all;
  return some * column + (some - 1) * PARTS.paneGap;
}

function columnsIn(wide: number): number {
  return Math.max(1, Math.floor((wide + PARTS.paneGap) / (CARD_WIDTH_LEAST + PARTS.paneGap)));
}

function rowsIn(height: number, card: PanesInput["card"]): number {
  const room = height - PARTS.queueHead + card.gapEm;
  return Math.max(1, Math.floor(room / (card.em + card.gapEm)));
}

/** What is left over goes between the tiles, up to a point past which they would no longer look like one list. */
function gapIn(height: number, card: PanesInput["card"]): number {
  const rows = rowsIn(height, card);
  const over = (height - PARTS.queueHead - rows * card.em) / Math.max(1, rows - 1);
  return Math.min(Math.max(over, card.gapEm), CARD_GAP_MOST);
}

function linesIn(height: number): number {
  return Math.max(2, Math.floor(height / PARTS.agentLine));
}
