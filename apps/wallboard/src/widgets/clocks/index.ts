/** A clock for each site, with its zone's name, its date, and whether it is open. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import ClocksWidget from "./ClocksWidget.vue";
import { CLOCK } from "./plan-clocks.ts";

export const clocks: WidgetParts<"clocks"> = {
  component: ClocksWidget,
  least: () => boxAround({ wideEm: CLOCK.wideLeast, highEm: CLOCK.highLeast }),
};
