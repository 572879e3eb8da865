/** How large a big number is set: as large as its box bears, in steps, so that a digit more or less moves nothing. */
import { textWidthEm } from "../../layout/text-width.ts";
import type { WidgetBox } from "../contract.ts";
import type { FigureUnit } from "./figure.ts";

const STEPS = [
  16, 14, 12.5, 11.2, 10, 9, 8, 7.2, 6.4, 5.7, 5, 4.5, 4, 3.6, 3.2, 2.8, 2.5, 2.2, 2, 1.8, 1.6,
] as const;
/** The smallest at which it is still the largest thing on its tile. */
const LEAST_STEP = 2;
/** A line of figures is so much higher than its letters' size; they have no tails. */
const LINE = 0.98;
/** The line below the figure: its verdict, or why there is none. */
const UNDER_EM = 1.3;
/** A box of so much height has room for words below any figure. */
export const ROOMY_EM = 5;
/** The widest that a figure of each kind usually gets; what is wider takes a step down. */
const WIDEST: Readonly<Record<FigureUnit, string>> = { count: "0,000", seconds: "00:00", pct: "~100 %" };
/** What stands beside the figure, in its own em: the trend, or how many more there may be. */
const BESIDE = 0.55;

/**
 * @param text what is shown now
 * @param hasBeside whether an arrow or a doubt stands beside it
 * @param hasUnder whether there may be words below it
 */
export function stepFor(
  unit: FigureUnit,
  text: string,
  { hasBeside, hasUnder }: { readonly hasBeside: boolean; readonly hasUnder: boolean },
  inside: WidgetBox,
): number {
  const widest = Math.max(textWidthEm(WIDEST[unit]), textWidthEm(text)) + (hasBeside ? BESIDE : 0);
  const highEm = (inside.highEm - (hasUnder ? UNDER_EM : 0)) / LINE;
  return STEPS.find((step) => step <= highEm && step * widest <= inside.wideEm) ?? 1.6;
}

/** The title, with the window beside it where the figure is counted over one. */
const TITLE_EM = { now: 7.2, ofWindow: 10 };

/** On a page this low numbers stand in their least height; of what it is higher they have use for as much. */
const LOW_PAGE_EM = 18;
const SHARE_ABOVE = 0.35;

/** The most height that is of use, the frame included, where lists have use for the rest. */
export function mostNumber(leastEm: number, room: WidgetBox): number {
  return leastEm + Math.max(0, room.highEm - LOW_PAGE_EM) * SHARE_ABOVE;
}

/** The least room inside the frame. */
export function leastNumber(unit: FigureUnit, isOfWindow: boolean): WidgetBox {
  return {
    wideEm: Math.max(
      isOfWindow ? TITLE_EM.ofWindow : TITLE_EM.now,
      (textWidthEm(WIDEST[unit]) + BESIDE) * LEAST_STEP,
    ),
    highEm: LEAST_STEP * LINE + UNDER_EM,
  };
}
