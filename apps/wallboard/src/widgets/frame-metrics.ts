/** What a widget's frame takes of its box, in em of the smallest legible text; `WidgetFrame.vue` is drawn with the same. */
import type { WidgetBox } from "./contract.ts";

export const FRAME = {
  /** The line of the title and its note. */
  title: 1.45,
  /** Between the frame and what is in it, on each side. */
  paddingX: 0.55,
  paddingTop: 0.15,
  paddingBottom: 0.35,
} as const;

/** What is left of a widget's box for what it shows. */
export function insideOf(box: WidgetBox): WidgetBox {
  return {
    wideEm: Math.max(0, box.wideEm - 2 * FRAME.paddingX),
    highEm: Math.max(0, box.highEm - FRAME.title - FRAME.paddingTop - FRAME.paddingBottom),
  };
}

/** The box that leaves so much room inside of its frame. */
export function boxAround(inside: WidgetBox): WidgetBox {
  return {
    wideEm: inside.wideEm + 2 * FRAME.paddingX,
    highEm: inside.highEm + FRAME.title + FRAME.paddingTop + FRAME.paddingBottom,
  };
}
