/** The rules that are in force before anybody has written one: the guide's two, and what a supervisor would expect. */
import type { Rule } from "./rule.ts";

const USUAL = {
  enabled: true,
  holdSeconds: 0,
  clear: null,
  keepFiringSeconds: 0,
  cooldownSeconds: 300,
  hours: "always",
  sinks: "all",
} as const;

export const DEFAULT_RULES: readonly Rule[] = [
  {
    ...USUAL,
    id: "agent_idle_exceeded",
    name: "Not ready for more than 15 minutes",
    severity: "high",
    scope: { of: "agents" },
    when: {
      all: [
        { field: "state", is: "NOT_READY" },
        { field: "stateSeconds", above: 900 },
      ],
    },
    advice: "Ask whether the agent is well and means to come back.",
  },
];
