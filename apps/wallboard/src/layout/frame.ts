/**
 * The wall around its widgets, as arithmetic in em of the smallest legible text: how large letters are, how high header,
 * advice and alerts, and what room is left between them. What does not fit takes turns, never smaller letters. No DOM.
 */
import { PARTS } from "./parts.ts";
import type { RoomEm } from "./place-page.ts";
import { ribbonEm, ribbonRows } from "./ribbon.ts";
import { linesFor } from "./text-width.ts";
import { type ScreenSize, smallestTextPx, type Viewing } from "./type-size.ts";

const SAFE_SHARE = 0.9;
/** Below this width the header is broken into two rows. */
const NARROW_BELOW = 33.6;
/** Advice in a narrower column than this is a pillar of words. */
const ADVICE_WIDTH_LEAST = 16;
/** What any board needs: a narrower one cannot say how old its figures are. */
const LEAST_ROOM: RoomEm = { wideEm: 16.6, highEm: 7.1 };

export interface FrameInput {
  readonly screen: ScreenSize;
  readonly viewing: Viewing;
  /** The least room that every widget of the board finds legible. */
  readonly least: RoomEm;
  readonly hasRibbon: boolean;
  /** What to do about the feed; empty while all is well. */
  readonly advice: string;
  /** False while alerts wait for the floor: then advice takes their place, and they are counted beside it. */
  readonly isFloorSeen: boolean;
}

export interface Frame {
  readonly textPx: number;
  /** True where the distance asks for letters so large that a widget would not fit: the screen says so. */
  readonly isTooSmall: boolean;
  readonly isNarrow: boolean;
  /** The width of everything. */
  readonly wideEm: number;
  /** What is left for the page's widgets. */
  readonly room: RoomEm;
  /** Rows of alerts at the foot; 0 where advice has their place, or the board has none. */
  readonly alertRows: number;
  /** Lines of the advice; 0 where there is none. */
  readonly adviceLines: number;
  /** Advice too long to stand below the widgets has a turn of its own among the pages. */
  readonly isAdviceApart: boolean;
  /** Where alerts are counted when advice has their place: beside it, or on a line below. */
  readonly alertsBesideAdvice: "beside" | "below" | null;
}

/** A pure function of the screen, the distance and a few facts of the board. */
export function planFrame(input: FrameInput): Frame {
  const least = {
    wideEm: Math.max(LEAST_ROOM.wideEm, input.least.wideEm),
    highEm: Math.max(LEAST_ROOM.highEm, input.least.highEm),
  };
  const { textPx, isTooSmall } = textSize(input, least);
  const wideEm = (input.screen.widthPx * SAFE_SHARE) / textPx;
  const isNarrow = wideEm < NARROW_BELOW;
  const rows = isNarrow ? 2 : 1;
  const footEm = isTooSmall ? rows * PARTS.foot : 0;
  const betweenEm = (input.screen.heightPx * SAFE_SHARE) / textPx - rows * PARTS.header - PARTS.gap - footEm;
  // A widget that needs the height has it: alerts take a second row only of what is left over.
  const spareEm = betweenEm - least.highEm + LEAST_ROOM.highEm;
  const ribbonRowsHere = input.hasRibbon ? ribbonRows(Math.min(betweenEm, spareEm)) : 0;
  const alertsEm = ribbonRowsHere === 0 ? 0 : ribbonEm(ribbonRowsHere) + PARTS.gap;
  const advice = placeAdvice(input, { wideEm, betweenEm, alertsEm, leastEm: least.highEm });
  const stripEm =
    advice.adviceLines > 0 && !advice.isAdviceApart
      ? stripHighEm(advice.adviceLines, advice.alertsBesideAdvice) + PARTS.gap
      : 0;
  const alertRows = advice.alertsBesideAdvice === null ? ribbonRowsHere : 0;
  const highEm = betweenEm - stripEm - (alertRows === 0 ? 0 : alertsEm);
  return { textPx, isTooSmall, isNarrow, wideEm, room: { wideEm, highEm }, alertRows, ...advice };
}

/** Only where a widget would not fit any more is the text made smaller than the distance asks for. */
function textSize(
  { screen, viewing, hasRibbon }: FrameInput,
  least: RoomEm,
): Pick<Frame, "textPx" | "isTooSmall"> {
  const askedPx = smallestTextPx(viewing, screen);
  const besideEm = 2 * PARTS.header + 2 * PARTS.gap + (hasRibbon ? ribbonEm(1) : 0);
  const fits = (px: number, em: number) => (px * SAFE_SHARE) / em;
  const mostPx = Math.min(fits(screen.widthPx, least.wideEm), fits(screen.heightPx, least.highEm + besideEm));
  if (askedPx <= mostPx) return { textPx: askedPx, isTooSmall: false };
  const withFootPx = fits(screen.heightPx, least.highEm + besideEm + 2 * PARTS.foot);
  return { textPx: Math.max(1, Math.min(mostPx, withFootPx)), isTooSmall: true };
}

type AdvicePlace = Pick<Frame, "adviceLines" | "isAdviceApart" | "alertsBesideAdvice">;

/**
 * The advice stands below the widgets, and above the alerts as long as these are news. Where it would leave the widgets
 * no room it takes turns with them. Only where it is longer than a whole screen is it cut, with an ellipsis.
 */
function placeAdvice(
  { advice, isFloorSeen, hasRibbon }: FrameInput,
  at: {
    readonly wideEm: number;
    readonly betweenEm: number;
    readonly alertsEm: number;
    readonly leastEm: number;
  },
): AdvicePlace {
  if (advice === "") return { adviceLines: 0, isAdviceApart: false, alertsBesideAdvice: null };
  const alertsBesideAdvice =
    isFloorSeen || !hasRibbon
      ? null
      : at.wideEm - PARTS.adviceBeside - PARTS.alertsBeside >= ADVICE_WIDTH_LEAST
        ? "beside"
        : "below";
  const besideEm = PARTS.adviceBeside + (alertsBesideAdvice === "beside" ? PARTS.alertsBeside : 0);
  const adviceLines = linesFor(advice, at.wideEm - besideEm);
  const ribbonTakesEm = alertsBesideAdvice === null ? at.alertsEm : 0;
  const takenEm = stripHighEm(adviceLines, alertsBesideAdvice) + PARTS.gap + ribbonTakesEm;
  if (at.betweenEm - takenEm >= at.leastEm) return { adviceLines, isAdviceApart: false, alertsBesideAdvice };
  const needed = linesFor(advice, at.wideEm - PARTS.adviceBeside);
  const most = Math.floor((at.betweenEm - at.alertsEm - PARTS.advicePadding) / PARTS.adviceLine);
  return {
    adviceLines: Math.max(1, Math.min(needed, most)),
    isAdviceApart: true,
    alertsBesideAdvice: null,
  };
}

/** The height of the advice at the foot, with the alerts' own line where they have one in it. */
export function stripHighEm(lines: number, alerts: Frame["alertsBesideAdvice"]): number {
  return adviceEm(lines + (alerts === "below" ? 1 : 0));
}

/** The height of the advice. */
export function adviceEm(lines: number): number {
  return PARTS.advicePadding + lines * PARTS.adviceLine;
}
