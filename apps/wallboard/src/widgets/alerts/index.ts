/** What fires in this part of the floor, from a severity on, and whether anybody watches at all. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import AlertsWidget from "./AlertsWidget.vue";
import { ALERT_WIDE_LEAST, rowsHighEm } from "./rows.ts";

export const alerts: WidgetParts<"alerts"> = {
  component: AlertsWidget,
  least: () => boxAround({ wideEm: ALERT_WIDE_LEAST, highEm: rowsHighEm(1) }),
};
