/** How large a big number is set: as large as its box bears, in a few steps, so that a digit more or less moves nothing. */
import { textWidthEm } from "../../layout/text-width.ts";
import type { WidgetBox } from "../contract.ts";
import type { FigureUnit } from "./figure.ts";

const STEPS = [16, 12.5, 10, 8, 6.4, 5, 4, 3.2, 2.5, 2, 1.6] as const;
/** The smallest at which it is still the largest thing on its tile. */
export const LEAST_STEP = 2;
/** A line of figures is so much higher than its letters' size; they have no tails. */
const LINE = 0.98;
/** The line below the figure: its verdict, or why there is none. */
export const UNDER_EM = 1.3;
/** The widest that a figure of each kind usually gets; what is wider takes a step down. */
const WIDEST: Readonly<Record<FigureUnit, string>> = { count: "0,000", seconds: "00:00", pct: "~100 %" };
/** What stands beside the figure, in its own em: the trend, or how many more there may be. */
const BESIDE = 0.55;

/** @param text what is shown now @param hasBeside whether an arrow or a doubt stands beside it */
export function stepFor(unit: FigureUnit, text: string, hasBeside: boolean, inside: WidgetBox): number {
  const widest = Math.max(textWidthEm(WIDEST[unit]), textWidthEm(text)) + (hasBeside ? BESIDE : 0);
  const highEm = (inside.highEm - UNDER_EM) / LINE;
  return STEPS.find((step) => step <= highEm && step * widest <= inside.wideEm) ?? 1.6;
}

/** The title, with the window beside it where the figure is counted over one. */
const TITLE_EM = { now: 7.2, ofWindow: 10 };

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
