/** People counted by state: who can take a contact apart from who is merely ready, and why those are not. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import AgentStatesWidget from "./AgentStatesWidget.vue";
import { LEAST_INSIDE } from "./plan-states.ts";

export const agentStates: WidgetParts<"agentStates"> = {
  component: AgentStatesWidget,
  least: () => boxAround(LEAST_INSIDE),
};
