/** What needs a supervisor now, worst first. */
import { ALERT_WIDE_LEAST, rowsHighEm } from "../alerts/rows.ts";
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import AttentionWidget from "./AttentionWidget.vue";

export const attention: WidgetParts<"attention"> = {
  component: AttentionWidget,
  least: () => boxAround({ wideEm: ALERT_WIDE_LEAST, highEm: rowsHighEm(1) }),
};
