/** Everybody at once, a cell each, on a canvas; for floors of thousands. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import OverviewWidget from "./OverviewWidget.vue";

export const overview: WidgetParts<"overview"> = {
  component: OverviewWidget,
  least: () => boxAround({ wideEm: 16, highEm: 7 }),
};
