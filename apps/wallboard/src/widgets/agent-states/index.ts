/** People counted by state: who can take a contact apart from who is merely ready, and why those are not. */
import type { WidgetParts } from "../contract.ts";
import { leastAround } from "../frame-metrics.ts";
import AgentStatesWidget from "./AgentStatesWidget.vue";
import { LEAST_INSIDE, mostStates } from "./plan-states.ts";

/** Where somebody has given a title, it has its line. */
const leastStates = (title: string | null) => leastAround(LEAST_INSIDE, title, "plain");

export const agentStates: WidgetParts<"agentStates"> = {
  component: AgentStatesWidget,
  least: ({ title }) => leastStates(title),
  most: ({ title }, room) => mostStates(leastStates(title).highEm, room),
};
