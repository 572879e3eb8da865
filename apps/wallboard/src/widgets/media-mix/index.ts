/** What waits and what was answered, by medium: the one door. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import MediaMixWidget from "./MediaMixWidget.vue";
import { LEAST_INSIDE } from "./mix-box.ts";

export const mediaMix: WidgetParts<"mediaMix"> = {
  component: MediaMixWidget,
  least: () => boxAround(LEAST_INSIDE),
};
