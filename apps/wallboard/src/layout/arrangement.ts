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
import { ribbonEm, ribbonRows } from "./ribbon.ts";
import { type Scene, scenesWith } from "./scenes.ts";
import { linesFor } from "./text-width.ts";
import { type ScreenSize, smallestTextPx, type Viewing } from "./type-size.ts";

const SAFE_SHARE = 0.9;
/** Below this width header and counts are broken into two rows. */
const NARROW_BELOW = 33.6;
const TILES_MOST = { queues: 120, agents: 260 };

export interface ArrangementInput {
  readonly screen: ScreenSize;
  readonly viewing: Viewing;
  readonly queueNames: readonly string[];
  /** Whether each queue names its own formula. */
  readonly hasCardDetail: boolean;
  /** What to do about the feed; empty while all is well. */
  readonly advice: string;
  /** False while alerts wait for the floor: then advice takes their place, and they are counted beside it. */
  readonly isFloorSeen: boolean;
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
  /** Rows of alerts at the foot; 0 where advice has their place. */
  readonly alertRows: number;
  /** Lines of the advice; 0 where there is none. */
  readonly adviceLines: number;
  /** Where alerts are counted when advice has their place: beside it, or on a line below. */
  readonly alertsBesideAdvice: "beside" | "below" | null;
  /** What takes turns; `null` where everything is shown at once. */
  readonly scenes: readonly Scene[] | null;
}

/** The whole arrangement; a pure function of the screen, the distance and a few facts of the board. */
export function arrange(input: ArrangementInput): Arrangement {
  const { widthPx, heightPx } = input.screen;
  const asked = smallestTextPx(input.viewing, input.screen);
  const room = (px: number, em: number) => (px * SAFE_SHARE) / em;
  // Only where a single queue would not fit any more is the text made smaller than the distance asks for.
  const isTooSmall = asked > Math.min(room(widthPx, CARD_WIDTH_LEAST), room(heightPx, LEAST_EM));
  const textPx = isTooSmall
    ? Math.min(asked, room(widthPx, CARD_WIDTH_LEAST), room(heightPx, LEAST_EM + 2 * PARTS.foot))
    : asked;
  const wideEm = room(widthPx, textPx);
  const isNarrow = wideEm < NARROW_BELOW;
  const rows = isNarrow ? 2 : 1;
  const betweenEm = room(heightPx, textPx) - rows * PARTS.header - 2 * PARTS.gap;
  const alertsEm = ribbonEm(ribbonRows(betweenEm));
  const footEm = isTooSmall ? rows * PARTS.foot : 0;
  const { adviceLines, isAdviceApart, alertsBesideAdvice } = placeAdvice(input, {
    wideEm,
    betweenEm,
    rows,
    alertsEm,
    footEm,
  });
  const stripEm = adviceLines > 0 && !isAdviceApart ? stripHighEm(adviceLines, alertsBesideAdvice) : 0;
  const alertRows = alertsBesideAdvice === null ? ribbonRows(betweenEm) : 0;
  const ribbonTakesEm = alertRows === 0 ? 0 : alertsEm + (stripEm > 0 ? PARTS.gap : 0);
  const withoutBandEm = betweenEm - stripEm - ribbonTakesEm - footEm;
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
    isTooSmall,
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
    alertRows,
    adviceLines,
    alertsBesideAdvice,
    scenes: panes.shape === "scenes" ? scenesWith(isAdviceApart) : null,
  };
}

/** What the counts need by themselves in two rows, which is more than a heading with one compact tile. */
const COUNTS_EM = 2 * PARTS.band + PARTS.gap;
/** The height without which there is no board: the header in two rows, an alert, and the counts. */
const LEAST_EM = 2 * PARTS.header + PARTS.alert + 2 * PARTS.gap + COUNTS_EM;

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

interface AdvicePlace {
  readonly adviceLines: number;
  readonly isAdviceApart: boolean;
  readonly alertsBesideAdvice: Arrangement["alertsBesideAdvice"];
}

/**
 * The advice stands below the figures, and above the alerts as long as these are news. Where it would leave the figures
 * no room it takes turns with them. Only where it is longer than a whole screen is it cut, with an ellipsis.
 */
function placeAdvice(
  { advice, isFloorSeen }: ArrangementInput,
  at: {
    readonly wideEm: number;
    readonly betweenEm: number;
    readonly rows: number;
    readonly alertsEm: number;
    readonly footEm: number;
  },
): AdvicePlace {
  const none = { adviceLines: 0, isAdviceApart: false, alertsBesideAdvice: null };
  if (advice === "") return none;
  const leastEm = at.rows * (PARTS.band + PARTS.gap) + PARTS.queueHead + COMPACT_CARD_EM;
  const alertsBesideAdvice = isFloorSeen
    ? null
    : at.wideEm - PARTS.adviceBeside - PARTS.alertsBeside >= ADVICE_WIDTH_LEAST
      ? "beside"
      : "below";
  const besideEm = PARTS.adviceBeside + (alertsBesideAdvice === "beside" ? PARTS.alertsBeside : 0);
  const adviceLines = linesFor(advice, at.wideEm - besideEm);
  const ribbonTakesEm = isFloorSeen ? at.alertsEm + PARTS.gap : 0;
  const takenEm = stripHighEm(adviceLines, alertsBesideAdvice) + ribbonTakesEm + at.footEm;
  if (at.betweenEm - takenEm >= leastEm) return { adviceLines, isAdviceApart: false, alertsBesideAdvice };
  const needed = linesFor(advice, at.wideEm - PARTS.adviceBeside);
  const most = Math.floor((at.betweenEm - at.alertsEm - at.footEm - PARTS.advicePadding) / PARTS.adviceLine);
  return { ...none, adviceLines: Math.max(1, Math.min(needed, most)), isAdviceApart: true };
}

/** Advice in a narrower column than this is a pillar of words. */
const ADVICE_WIDTH_LEAST = 16;

/** The height of the advice at the foot, with the alerts' own line where they have one in it. */
export function stripHighEm(lines: number, alerts: Arrangement["alertsBesideAdvice"]): number {
  return adviceEm(lines + (alerts === "below" ? 1 : 0));
}

/** The height of the advice. */
export function adviceEm(lines: number): number {
  return PARTS.advicePadding + lines * PARTS.adviceLine;
}

function atMost(rows: number, tiles: number, columns: number): number {
  return Math.max(1, Math.min(rows, Math.floor(tiles / columns)));
}
