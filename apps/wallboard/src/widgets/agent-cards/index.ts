/** People one by one, grouped by state or team, who needs somebody first. */
import type { WidgetParts } from "../contract.ts";
import { leastAround } from "../frame-metrics.ts";
import AgentCardsWidget from "./AgentCardsWidget.vue";
import { CARD } from "./card-lines.ts";

/** A heading and two people. */
const LINES_LEAST = 5;

export const agentCards: WidgetParts<"agentCards"> = {
  component: AgentCardsWidget,
  least: ({ title }) =>
    leastAround({ wideEm: CARD.wideLeast, highEm: LINES_LEAST * CARD.line }, title, "open"),
};
