/** The service level against its goal: the one door. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import { LEAST_INSIDE } from "./plan-level.ts";
import ServiceLevelWidget from "./ServiceLevelWidget.vue";

export const serviceLevel: WidgetParts<"serviceLevel"> = {
  component: ServiceLevelWidget,
  least: () => boxAround(LEAST_INSIDE),
};
