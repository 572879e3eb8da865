/** How a figure went: the one door. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import TrendWidget from "./TrendWidget.vue";
import { LEAST_INSIDE } from "./trend-box.ts";

export const trend: WidgetParts<"trend"> = {
  component: TrendWidget,
  least: () => boxAround(LEAST_INSIDE),
};
