/** The one door of the big number. */
import { isOfWindow } from "../../floor/queue-window.ts";
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import { unitOf } from "./figure.ts";
import NumberWidget from "./NumberWidget.vue";
import { leastNumber } from "./steps.ts";

export const number: WidgetParts<"number"> = {
  component: NumberWidget,
  least: ({ figure }) => boxAround(leastNumber(unitOf(figure), isOfWindow(figure))),
};
