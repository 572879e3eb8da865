/**
 * Where everything goes, as arithmetic in em of the smallest legible text: how many queues and agents fit a page, side
 * by side or below one another. What does not fit is paged, never shrunk. Nothing here touches the DOM.
 */
import { type Card, COMPACT_CARD_EM, compactCard, fullCard } from "./card.ts";
import {
  columnEm,
  hasRoomFor,
  type Panes,
  type PanesInput,
  placePanes,
  QUEUES_WANTED,
  spanEm,
} from "./panes.ts";
import { CARD_WIDTH_LEAST, PARTS } from "./parts.ts";
import { type Scene, scenesWith } from "./scenes.ts";
import { linesFor } from "./text-width.ts";
import { type ScreenSize, smallestTextPx, type Viewing } from "./type-size.ts";

const SAFE_SHARE = 0.9;
/** Below this width header and counts are broken into two rows. */
const NARROW_BELOW = 33.6;
const TILES_MOST = { queues: 120, agents: 280 };

export interface ArrangementInput {
  readonly screen: ScreenSize;
  readonly viewing: Viewing;
  readonly queueNames: readonly string[];
  /** Whether each queue names its own formula. */
  readonly hasCardDetail: boolean;
  /** What to do about the feed, which takes the foot's room and more; empty while all is well. */
  readonly advice: string;
}

export interface Arrangement extends Omit<Panes, "columns"> {
  readonly textPx: number;
  /** True where the distance asks for letters so large that nothing would fit: the screen says so. */
  readonly isTooSmall: boolean;
  readonly isNarrow: boolean;
  /** The width of everything. */
  readonly wideEm: number;
  readonly card: Card;
  readonly agentColumnEm: number;
  /** Lines of the advice; 0 where there is none. */
  readonly adviceLines: number;
  /** What takes turns; `null` where everything is shown at once. */
  readonly scenes: readonly Scene[] | null;
}

/** The whole arrangement; a pure function of the screen, the distance and a few facts of the board. */
export function arrange(input: ArrangementInput): Arrangement {
  const { widthPx, heightPx } = input.screen;
  const asked = smallestTextPx(input.viewing, input.screen);
  const room = (px: number, em: number) => (px * SAFE_SHARE) / em;
  // Only where a single queue would not fit any more is the text made smaller than the distance asks for.
  const textPx = Math.min(asked, room(widthPx, CARD_WIDTH_LEAST), room(heightPx, LEAST_EM));
  const wideEm = room(widthPx, textPx);
  const isNarrow = wideEm < NARROW_BELOW;
  const rows = isNarrow ? 2 : 1;
  const betweenEm = room(heightPx, textPx) - rows * PARTS.header - 2 * PARTS.gap;
  const { adviceLines, isAdviceApart } = placeAdvice(input.advice, wideEm, betweenEm, rows);
  const isStrip = adviceLines > 0 && !isAdviceApart;
  const withoutBandEm = betweenEm - (isStrip ? adviceEm(adviceLines) : rows * PARTS.foot);
  const bodyEm = withoutBandEm - rows * (PARTS.band + PARTS.gap);
  const { card, panes } = placeQueues(input, {
    wideEm,
    withoutBandEm,
    bodyEm,
    mustTakeTurns: isAdviceApart,
  });
  const agentWide = panes.shape === "beside" ? spanEm(wideEm, panes.agentColumns, panes.columns) : wideEm;
  return {
    textPx,
    isTooSmall: textPx < asked * 0.999,
    isNarrow,
    wideEm,
    shape: panes.shape,
    card,
    cardGapEm: panes.cardGapEm,
    queueColumns: panes.queueColumns,
    queueRows: atMost(panes.queueRows, TILES_MOST.queues, panes.queueColumns),
    agentColumns: panes.agentColumns,
    agentLines: atMost(panes.agentLines, TILES_MOST.agents, panes.agentColumns),
    agentColumnEm: (agentWide - PARTS.paneGap * (panes.agentColumns - 1)) / panes.agentColumns,
    adviceLines,
    scenes: panes.shape === "scenes" ? scenesWith(isAdviceApart) : null,
  };
}

/** What the counts need by themselves in two rows, which is more than a heading with one compact tile. */
const COUNTS_EM = 2 * PARTS.band + PARTS.gap;
/** The height without which there is no board: header and foot in two rows, and the counts. */
const LEAST_EM = 2 * (PARTS.header + PARTS.foot) + 2 * PARTS.gap + COUNTS_EM;

/** Full tiles where enough of them fit a page, compact ones where those are more. */
function placeQueues(
  { queueNames, hasCardDetail }: ArrangementInput,
  room: Omit<PanesInput, "card" | "queueCount">,
): { readonly card: Card; readonly panes: Panes } {
  const { wideEm, withoutBandEm } = room;
  const queueCount = queueNames.length;
  const place = (card: Card) => placePanes({ ...room, card, queueCount });
  const held = (panes: Panes) => panes.queueColumns * panes.queueRows;
  const column = columnEm(wideEm);
  const full = fullCard(queueNames, column, hasCardDetail);
  const inFull = hasRoomFor(full.em, withoutBandEm) ? place(full) : null;
  if (inFull !== null && held(inFull) >= Math.min(QUEUES_WANTED, queueCount)) {
    return { card: full, panes: inFull };
  }
  const compact = compactCard(queueNames, column);
  const inCompact = place(compact);
  if (inFull !== null && held(inFull) >= held(inCompact)) return { card: full, panes: inFull };
  return { card: compact, panes: inCompact };
}

/**
 * The advice stands below the figures, in the foot's place and above; where it would leave them no room it takes turns
 * with them. Only where it is longer than a whole screen is it cut, with an ellipsis.
 */
function placeAdvice(
  advice: string,
  wideEm: number,
  betweenEm: number,
  rows: number,
): { readonly adviceLines: number; readonly isAdviceApart: boolean } {
  if (advice === "") return { adviceLines: 0, isAdviceApart: false };
  const needed = linesFor(advice, wideEm - PARTS.adviceBeside);
  const leastEm = rows * (PARTS.band + PARTS.gap) + PARTS.queueHead + COMPACT_CARD_EM;
  if (betweenEm - adviceEm(needed) >= leastEm) return { adviceLines: needed, isAdviceApart: false };
  const most = Math.floor((betweenEm - rows * PARTS.foot - PARTS.advicePadding) / PARTS.adviceLine);
  return { adviceLines: Math.max(1, Math.min(needed, most)), isAdviceApart: true };
}

/** The height of the advice. */
export function adviceEm(lines: number): number {
  return PARTS.advicePadding + lines * PARTS.adviceLine;
}

function atMost(rows: number, tiles: number, columns: number): number {
  return Math.max(1, Math.min(rows, Math.floor(tiles / columns)));
}
