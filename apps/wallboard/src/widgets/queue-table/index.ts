/** Queues in rows: the one door. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import { leastTable } from "./columns.ts";
import QueueTableWidget from "./QueueTableWidget.vue";

export const queueTable: WidgetParts<"queueTable"> = {
  component: QueueTableWidget,
  least: ({ columns }) => boxAround(leastTable(columns)),
};
