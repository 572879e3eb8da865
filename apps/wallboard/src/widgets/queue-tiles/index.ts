/** Queues as tiles: the one door. */
import type { WidgetParts } from "../contract.ts";
import { leastAround } from "../frame-metrics.ts";
import { LEAST_INSIDE } from "./plan-tiles.ts";
import QueueTilesWidget from "./QueueTilesWidget.vue";

export const queueTiles: WidgetParts<"queueTiles"> = {
  component: QueueTilesWidget,
  least: ({ title }) => leastAround(LEAST_INSIDE, title, "open"),
};
