/** Alerts for made-up boards, as many and as unlikely as one likes. Never part of the product. */
import type { BoardAgent, BoardAlert, BoardQueue } from "@callboard/protocol";

const RULES = [
  {
    id: "agent_idle_exceeded",
    name: "Not ready too long",
    severity: "high",
    of: "agent",
    unit: "seconds",
    limit: 900,
  },
  {
    id: "queue_wait",
    name: "Wait over 2 minutes while agents are free",
    severity: "critical",
    of: "queue",
    unit: "seconds",
    limit: 120,
  },
  {
    id: "wrap_up_too_long",
    name: "Wrap-up too long",
    severity: "medium",
    of: "agent",
    unit: "seconds",
    limit: 180,
  },
  {
    id: "service_level",
    name: "Service level under its goal",
    severity: "high",
    of: "queue",
    unit: "pct",
    limit: 80,
  },
  {
    id: "nobody_routable",
    name: "Nobody routable on an open queue",
    severity: "critical",
    of: "queue",
    unit: "count",
    limit: 1,
  },
  {
    id: "far_from_baseline",
    name: "Wait far from the usual",
    severity: "low",
    of: "queue",
    unit: "seconds",
    limit: 90,
  },
] as const;
const PEOPLE = ["Maria", "Jonas Becker", "Aisha"];
const COMMENTS = [
  "On his way back from the training room.",
  "Asked IT.",
  "Two colleagues from Sales help out until three.",
];

export interface AlertRecipe {
  readonly alerts?: number;
  readonly hasHostileWords?: boolean;
  /** The floor is not seen, and an alert says so. */
  readonly isBlind?: boolean;
}

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "\u202eesrever\u202c rule",
  "x".repeat(10_000),
  "__proto__",
  "مرحبا بالعالم",
];

export function makeAlerts(
  { alerts = 0, hasHostileWords = false, isBlind = false }: AlertRecipe,
  at: number,
  agents: readonly BoardAgent[],
  queues: readonly BoardQueue[],
): BoardAlert[] {
  const idle = agents.filter(({ state }) => state === "NOT_READY" || state === "AFTER_CALL_WORK");
  const made = Array.from({ length: alerts }, (_, n): BoardAlert => {
    const rule = RULES[n % RULES.length] ?? RULES[0];
    const person = PEOPLE[n % PEOPLE.length] ?? "";
    const words = HOSTILE[n % HOSTILE.length] ?? "";
    const agent = idle[n % Math.max(1, idle.length)];
    const queue = queues[n % Math.max(1, queues.length)];
    const by = { by: hasHostileWords ? words : person, at: at - 30_000 };
    const isAgent = rule.of === "agent";
    return {
      id: `${rule.id}.${n}`,
      ruleId: rule.id,
      ruleName: hasHostileWords ? words : rule.name,
      severity: rule.severity,
      phase: n % 9 === 8 ? "recovering" : "firing",
      entity: isAgent ? { kind: "agent", id: agent?.id ?? "?" } : { kind: "queue", id: queue?.id ?? "?" },
      queueId: isAgent ? null : (queue?.id ?? null),
      activeSince: at - 200_000 - n * 61_000,
      firedAt: at - 20_000 - n * 61_000,
      value: rule.unit === "pct" ? 61.4 : rule.unit === "count" ? 0 : rule.limit + (isAgent ? 0 : 23),
      threshold: rule.limit,
      unit: rule.unit,
      acknowledged: n % 4 === 2 ? by : null,
      silenced: n % 7 === 6 ? { by: by.by, until: at + 3_600_000 } : null,
      isFlapping: n % 11 === 10,
      comments: n % 3 === 0 ? 1 : 0,
      lastComment:
        n % 3 === 0 ? { ...by, text: hasHostileWords ? words : (COMMENTS[n % COMMENTS.length] ?? "") } : null,
    };
  });
  return isBlind ? [...made, blindSince(at - 95_000)] : made;
}

const blindSince = (activeSince: number): BoardAlert => ({
  id: "feed_blind.0",
  ruleId: "feed_blind",
  ruleName: "The floor is not seen",
  severity: "critical",
  phase: "firing",
  entity: { kind: "feed" },
  queueId: null,
  activeSince,
  firedAt: activeSince + 60_000,
  value: 60,
  threshold: 60,
  unit: "seconds",
  acknowledged: null,
  silenced: null,
  isFlapping: false,
  comments: 0,
  lastComment: null,
});
