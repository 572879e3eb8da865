/** The room that a trend needs, in em. */
import type { WidgetBox } from "../contract.ts";

/** A row of the legend. */
export const LEGEND_EM = 1.2;
/** Lines of several queues have their names in two columns. */
export const legendRows = (lines: number): number => (lines > 1 ? Math.ceil(lines / 2) : 1);

/** Some hours with their names below, and four lines of a scale. */
export const LEAST_INSIDE: WidgetBox = { wideEm: 16, highEm: LEGEND_EM + 6.4 };
