/** Several sites on one board: the one door. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import SitesWidget from "./SitesWidget.vue";
import { LEAST_INSIDE } from "./sites-box.ts";

export const sites: WidgetParts<"sites"> = {
  component: SitesWidget,
  least: () => boxAround(LEAST_INSIDE),
};
