/** Queues as tiles: the one door. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import { LEAST_INSIDE } from "./plan-tiles.ts";
import QueueTilesWidget from "./QueueTilesWidget.vue";

export const queueTiles: WidgetParts<"queueTiles"> = {
  component: QueueTilesWidget,
  least: () => boxAround(LEAST_INSIDE),
};
