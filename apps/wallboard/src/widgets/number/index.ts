/** The one door of the big number. */
import type { WidgetOf } from "@callboard/boards";
import { isOfWindow } from "../../floor/queue-window.ts";
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import { unitOf } from "./figure.ts";
import NumberWidget from "./NumberWidget.vue";
import { leastNumber, mostNumber } from "./steps.ts";

const leastBox = ({ figure }: Pick<WidgetOf<"number">, "figure">) =>
  boxAround(leastNumber(unitOf(figure), isOfWindow(figure)));

export const number: WidgetParts<"number"> = {
  component: NumberWidget,
  least: leastBox,
  most: (widget, room) => mostNumber(leastBox(widget).highEm, room),
};
