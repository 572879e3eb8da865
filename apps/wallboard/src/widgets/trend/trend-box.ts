/** The room that a trend needs, in em. */
import type { WidgetBox } from "../contract.ts";

export const LEGEND_EM = 1.2;

/** Some hours with their names below, and four lines of a scale. */
export const LEAST_INSIDE: WidgetBox = { wideEm: 16, highEm: LEGEND_EM + 6.4 };
