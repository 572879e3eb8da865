/**
 * The rules and sinks of a simulated site: like the guide's, with bounds short enough for a few virtual minutes. Each agent
 * rule stands beside what it means in the world's own terms, which is all that the checks go by.
 */
import { DEFAULT_RULES } from "@callboard/core/alerting";
import type { AgentState, QueueStatsEvent } from "@callboard/world";
import { SIM } from "../bounds.ts";

/** One stay of an agent in a state and code, as the world has it. */
export interface Stay {
  readonly agentId: string;
  readonly state: AgentState;
  readonly statusCode: string;
  readonly sinceMs: number;
}

/** An agent rule as the world means it: who stays so for longer than `boundMs` is to be told of. */
export interface StayRule {
  readonly id: string;
  readonly covers: (stay: Stay) => boolean;
  /** From the stay's beginning: when the alert is active since, and when it is due. */
  readonly activeAfterMs: number;
  readonly dueAfterMs: number;
}

const NOT_READY_SECONDS = 60;
const READY_SECONDS = 45;
const WRAP_UP_SECONDS = 25;

export const STAY_RULES: readonly StayRule[] = [
  {
    id: "sim_not_ready",
    covers: ({ state }) => state === "NOT_READY",
    // "above" is past the bound, by a millisecond at least (SPEC N4).
    activeAfterMs: NOT_READY_SECONDS * 1_000 + 1,
    dueAfterMs: NOT_READY_SECONDS * 1_000 + 1,
  },
  {
    id: "sim_ready_long",
    covers: ({ state, statusCode }) => state === "READY" && statusCode === "AVAILABLE",
    activeAfterMs: 0,
    dueAfterMs: READY_SECONDS * 1_000,
  },
  {
    id: "sim_wrap_up",
    covers: ({ state }) => state === "AFTER_CALL_WORK" || state === "WRAP_UP",
    activeAfterMs: WRAP_UP_SECONDS * 1_000 + 1,
    dueAfterMs: WRAP_UP_SECONDS * 1_000 + 1,
  },
];

export const WRAP_UP_RULE = "sim_wrap_up";

/** A queue rule: whether one reading meets it, and for how long readings must. */
export interface ReadingRule {
  readonly id: string;
  readonly isMet: (reading: QueueStatsEvent) => boolean;
  /** Whether one that fires may end with it. */
  readonly isClear: (reading: QueueStatsEvent) => boolean;
  readonly holdMs: number;
}

const WAIT_SECONDS = 15;
const CALM_SECONDS = 5;
const QUEUE_HOLD_SECONDS = 10;

export const READING_RULES: readonly ReadingRule[] = [
  {
    id: "sim_queue_wait",
    isMet: ({ waitSeconds, availableAgents }) => waitSeconds > WAIT_SECONDS && availableAgents < 3,
    isClear: ({ waitSeconds }) => waitSeconds <= CALM_SECONDS,
    holdMs: 0,
  },
  {
    id: "sim_queue_busy",
    isMet: ({ waitSeconds }) => waitSeconds > CALM_SECONDS,
    isClear: ({ waitSeconds }) => waitSeconds <= CALM_SECONDS,
    holdMs: QUEUE_HOLD_SECONDS * 1_000,
  },
];

export const FEED_RULE = "feed_blind";

const USUAL = { enabled: true, cooldownSeconds: 0, hours: "always", advice: "" };

const OWN_RULES: readonly object[] = [
  {
    ...USUAL,
    id: "sim_not_ready",
    name: "Not ready for a minute",
    severity: "high",
    scope: { of: "agents" },
    when: {
      all: [
        { field: "state", is: "NOT_READY" },
        { field: "stateSeconds", above: NOT_READY_SECONDS },
      ],
    },
    sinks: "all",
  },
  {
    ...USUAL,
    id: "sim_ready_long",
    name: "Nothing to do",
    severity: "low",
    scope: { of: "agents" },
    when: {
      all: [
        { field: "state", is: "READY" },
        { field: "statusCode", is: "AVAILABLE" },
      ],
    },
    holdSeconds: READY_SECONDS,
    cooldownSeconds: 120,
    sinks: ["hook"],
  },
  {
    ...USUAL,
    id: WRAP_UP_RULE,
    name: "Wrap-up takes long",
    severity: "medium",
    scope: { of: "agents" },
    when: { field: "wrapUpSeconds", above: WRAP_UP_SECONDS },
    sinks: ["hook", SIM.hangingSink],
  },
  {
    ...USUAL,
    id: "sim_queue_wait",
    name: "Somebody waits",
    severity: "critical",
    scope: { of: "queues" },
    when: {
      all: [
        { field: "waitSeconds", above: WAIT_SECONDS },
        { field: "availableAgents", below: 3 },
      ],
    },
    clear: { field: "waitSeconds", atMost: CALM_SECONDS },
    keepFiringSeconds: 10,
    sinks: ["hook", "slack", "pager"],
  },
  {
    ...USUAL,
    id: "sim_queue_busy",
    name: "They wait again and again",
    severity: "medium",
    scope: { of: "queues" },
    when: { field: "waitSeconds", above: CALM_SECONDS },
    holdSeconds: QUEUE_HOLD_SECONDS,
    sinks: ["hook"],
  },
];

/** As a person enters them: the shipped ones are off, but for the feed's own. */
export const RULES: readonly object[] = [
  ...DEFAULT_RULES.filter(({ id }) => id !== FEED_RULE).map((rule) => ({ ...rule, enabled: false })),
  ...OWN_RULES,
];

export const SINKS: readonly object[] = [
  { id: "hook", kind: "webhook", name: "Hook", url: "https://hooks.example.com/first" },
  { id: SIM.hangingSink, kind: "webhook", name: "Late hook", url: "https://late.example.com/second" },
  { id: "slack", kind: "slack", name: "Slack", url: "https://hooks.slack.com/services/T0/B0/hush" },
  { id: "pager", kind: "pagerduty", name: "Pager", routingKey: "0123456789abcdef0123456789abcdef" },
];

/** What must stand in no line of the journal. */
export const SINK_SECRETS = ["whsec_", "T0/B0/hush", "0123456789abcdef0123456789abcdef"];
