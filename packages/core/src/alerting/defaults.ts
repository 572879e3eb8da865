/**
 * The rules that are in force before anybody has written one (SPEC N23): the guide's two, to the letter, and what a
 * supervisor would expect beside them. What depends on a site's own habits is here, and off.
 */
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

const AGENT_RULES: readonly Rule[] = [
  // The guide's first example. An agent's stay in a state ends once, so it needs no hysteresis of its own.
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
    advice: "See whether the agent is well, and bring them back or sign them out.",
  },
  // Runs over AFTER_CALL_WORK and WRAP_UP as one, and never on a wrap-up that began in a gap (SPEC A7).
  {
    ...USUAL,
    id: "wrap_up_exceeded",
    name: "Wrap-up for more than 5 minutes",
    severity: "medium",
    scope: { of: "agents" },
    when: { field: "wrapUpSeconds", above: 300 },
    advice: "Ask whether the agent needs help with the last contact.",
  },
  // Off: how long a call may be is the site's own business, and on many floors an hour is nothing unusual.
  {
    ...USUAL,
    id: "call_exceeded",
    name: "Call for more than an hour",
    enabled: false,
    severity: "medium",
    scope: { of: "agents" },
    when: { field: "callSeconds", above: 3_600 },
    advice: "Listen in, or offer the agent help.",
  },
  // On: these codes are set by the system when a contact rang out, and none is offered until the agent is ready again. Most
  // are within a minute or so, which is nobody's concern; who is not has left the desk. A site with other codes adds its
  // own. The cooldown is longer, since who misses one ring often misses the next.
  {
    ...USUAL,
    id: "agent_not_responding",
    name: "Did not answer, and not back for 2 minutes",
    severity: "medium",
    scope: { of: "agents" },
    when: {
      all: [
        { field: "state", is: "NOT_READY" },
        {
          field: "statusCode",
          oneOf: ["RONA", "REFUSED", "NO_ANSWER", "NOT_RESPONDING"],
        },
      ],
    },
    holdSeconds: 120,
    cooldownSeconds: 900,
    advice: "See whether the agent is at the desk; until they are ready again they are offered nothing.",
  },
  // Off: after how long a site signs out who is not ready is its own setting. This one warns 5 minutes before an hour.
  {
    ...USUAL,
    id: "agent_near_logout",
    name: "About to be signed out automatically",
    enabled: false,
    severity: "low",
    scope: { of: "agents" },
    when: {
      all: [
        { field: "state", is: "NOT_READY" },
        { field: "stateSeconds", above: 3_300 },
      ],
    },
    advice: "Ask the agent to become ready, or to sign out.",
  },
];

const QUEUE_RULES: readonly Rule[] = [
  // The guide's second example, both figures of one reading. A queue's wait swings around its bound, so the alert stays until
  // the wait has been well below it for a minute.
  {
    ...USUAL,
    id: "queue_wait_exceeded",
    name: "Long wait although agents are available",
    severity: "high",
    scope: { of: "queues" },
    when: {
      all: [
        { field: "waitSeconds", above: 120 },
        { field: "availableAgents", above: 5 },
      ],
    },
    clear: {
      any: [
        { field: "waitSeconds", atMost: 100 },
        { field: "availableAgents", atMost: 3 },
      ],
    },
    keepFiringSeconds: 60,
    advice: "Agents are free and callers wait: look at skills, routing and ring-outs of this queue.",
  },
  // One bad minute of a small queue is no bad level, so it needs twenty contacts: on a floor of thirty queues ten gave twice
  // the alerts. A site with small queues lowers it. It ends two points above the goal, or when few call.
  {
    ...USUAL,
    id: "service_level_low",
    name: "Service level under its goal for 5 minutes",
    severity: "high",
    scope: { of: "queues" },
    when: {
      all: [
        { field: "goalServiceLevelPct15m", below: { field: "goalPct" } },
        { field: "offered15m", atLeast: 20 },
      ],
    },
    holdSeconds: 300,
    clear: {
      any: [
        { field: "goalServiceLevelPct15m", atLeast: { field: "goalPct", plus: 2 } },
        { field: "offered15m", below: 10 },
      ],
    },
    keepFiringSeconds: 120,
    cooldownSeconds: 900,
    advice: "Move agents to this queue, or end breaks and back-office work early.",
  },
  // Who hangs up within seconds was let down by nobody, so the service level must have suffered, too: a tenth that gave up after
  // waiting brings it under 90.
  {
    ...USUAL,
    id: "abandonment_high",
    name: "More than 10 % give up",
    severity: "high",
    scope: { of: "queues" },
    when: {
      all: [
        { field: "abandonPct15m", above: 10 },
        { field: "offered15m", atLeast: 20 },
        { field: "goalServiceLevelPct15m", below: 95 },
      ],
    },
    clear: {
      any: [
        { field: "abandonPct15m", below: 8 },
        { field: "offered15m", below: 10 },
        { field: "goalServiceLevelPct15m", atLeast: 98 },
      ],
    },
    keepFiringSeconds: 120,
    cooldownSeconds: 900,
    advice: "Shorten the wait: more agents, a call-back offer, or an announcement.",
  },
  // The one caller whom averages hide. Ends with that caller's wait, and stays half a minute, as the next is close behind.
  {
    ...USUAL,
    id: "longest_wait_exceeded",
    name: "Somebody waits for more than 5 minutes",
    severity: "medium",
    scope: { of: "queues" },
    when: { field: "longestWaitSeconds", above: 300 },
    clear: {
      any: [
        { field: "longestWaitSeconds", below: 240 },
        { field: "waiting", atMost: 0 },
      ],
    },
    keepFiringSeconds: 30,
    advice: "Have somebody take the contact that waits longest.",
  },
  // Where contacts wait all agents are busy by nature, so nobody must even be at work for the queue: then nobody is there. Ours
  // and CXone's count must both be none: either alone may be a shift that is not mapped, or a reading that is late.
  {
    ...USUAL,
    id: "nobody_routable",
    name: "Contacts wait and nobody could take them",
    severity: "critical",
    scope: { of: "queues" },
    when: {
      all: [
        { field: "waiting", atLeast: 1 },
        { field: "routableAgents", atMost: 0 },
        { field: "availableAgents", atMost: 0 },
        { field: "workingAgents", atMost: 0 },
      ],
    },
    holdSeconds: 60,
    hours: "open",
    keepFiringSeconds: 30,
    advice: "Bring somebody with this skill to the queue, or close it with an announcement.",
  },
  // Off: it needs weeks of learning, and on a floor of calm queues a minute and a half more is nobody's concern.
  {
    ...USUAL,
    id: "wait_far_from_usual",
    name: "Wait far above the usual of this hour",
    enabled: false,
    severity: "low",
    scope: { of: "queues" },
    when: {
      all: [
        { field: "waitDeviationSeconds", above: 90 },
        { field: "usualWeeks", atLeast: 2 },
      ],
    },
    holdSeconds: 120,
    clear: { field: "waitDeviationSeconds", below: 60 },
    keepFiringSeconds: 120,
    cooldownSeconds: 1_800,
    hours: "open",
    advice: "Find out what is different today: a campaign, an outage, people missing.",
  },
];

const FEED_RULES: readonly Rule[] = [
  // While it fires all others stand still, so it is the one alert that must never be mistaken for a calm floor.
  {
    ...USUAL,
    id: "feed_blind",
    name: "Nobody sees the floor",
    severity: "critical",
    scope: { of: "feed" },
    when: { field: "blindSeconds", above: 30 },
    advice:
      "Figures are old and alerts stand still: see the feed's own advice, and watch the floor by other means.",
  },
];

export const DEFAULT_RULES: readonly Rule[] = [...AGENT_RULES, ...QUEUE_RULES, ...FEED_RULES];
