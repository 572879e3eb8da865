/** Rules and what goes with them, made up: silences, sinks, the calendar and a backtest. Never part of the product. */
import type { Board } from "@callboard/protocol";
import type { BacktestReport, CalendarRow, RuleRow, SilenceRow, SinkRow } from "../src/tablet/api/shapes.ts";

export function rules(at: number): readonly RuleRow[] {
  const rule = (
    id: string,
    name: string,
    enabled: boolean,
    severity: RuleRow["rule"]["severity"],
    of: RuleRow["rule"]["scope"]["of"],
  ): RuleRow["rule"] => ({
    id,
    name,
    enabled,
    severity,
    scope: { of },
    when: {
      all: [
        { field: "state", is: "NOT_READY" },
        { field: "stateSeconds", above: 900 },
      ],
    },
    holdSeconds: 0,
    clear: null,
    keepFiringSeconds: 0,
    cooldownSeconds: 300,
    hours: "always",
    sinks: "all",
    advice: "",
  });
  return [
    {
      rule: rule("agent_idle_exceeded", "Not ready for more than 15 minutes", true, "high", "agents"),
      origin: "default",
      changed: null,
      firing: 3,
    },
    {
      rule: rule(
        "queue_wait_exceeded",
        "Wait over 2 minutes while agents are free",
        true,
        "critical",
        "queues",
      ),
      origin: "changed",
      changed: { by: "Maria", at: at - 86_400_000 },
      firing: 0,
    },
    {
      rule: rule("call_exceeded", "Call for more than an hour", false, "medium", "agents"),
      origin: "default",
      changed: null,
      firing: 0,
    },
    {
      rule: rule("lunch_too_long", "Lunch for more than 40 minutes", true, "low", "agents"),
      origin: "own",
      changed: { by: "Jonas", at: at - 3_600_000 },
      firing: 0,
    },
    {
      rule: rule("feed_blind", "The floor is not seen", true, "critical", "feed"),
      origin: "default",
      changed: null,
      firing: 0,
    },
  ];
}

export function silences(at: number): readonly SilenceRow[] {
  return [
    {
      id: "s1",
      matcher: { rules: ["agent_idle_exceeded"], agents: ["agent-3"] },
      reason: "Is at the doctor’s until noon.",
      by: "Maria",
      at: at - 900_000,
      until: at + 2_700_000,
      ended: null,
      isActive: true,
      mutes: 1,
    },
    {
      id: "s2",
      matcher: { queues: ["queue-1"] },
      reason: "Line is being tested",
      by: "Jonas",
      at: at - 90_000_000,
      until: at - 80_000_000,
      ended: null,
      isActive: false,
      mutes: 0,
    },
  ];
}

export function sinks(at: number): readonly SinkRow[] {
  return [
    {
      sink: {
        id: "operations",
        name: "Operations hub",
        enabled: true,
        kind: "webhook",
        host: "hooks.example.com",
        secrets: 2,
      },
      changed: { by: "Maria", at: at - 3_600_000 },
      last: null,
      lastTest: { at: at - 60_000, verdict: "delivered", status: 202, why: null, body: '{"ok":true}' },
      waiting: 2,
      dead: 4,
      locked: null,
    },
    {
      sink: { id: "team-chat", name: "Team chat", enabled: false, kind: "slack", host: "hooks.slack.com" },
      changed: { by: "Maria", at: at - 3_600_000 },
      last: null,
      lastTest: {
        at: at - 90_000_000,
        verdict: "dead",
        status: 404,
        why: "the receiver answered 404",
        body: "<b>no_service</b>",
      },
      waiting: 0,
      dead: 0,
      locked: null,
    },
  ];
}

export function backtest(at: number, board: Board): BacktestReport {
  const [first, second] = board.agents;
  const entity = (place: 0 | 1) => ({
    kind: "agent" as const,
    id: (place === 0 ? first : second)?.id ?? "?",
  });
  const nameOf = (place: 0 | 1) => (place === 0 ? first : second)?.name ?? null;
  const fire = (n: number, place: 0 | 1): BacktestReport["list"][number] => ({
    alertId: `b${n}`,
    ...{ queueId: null, activeSince: at - n * 3_600_000 - 900_000, figure: null },
    ...{ reason: "conditionMet", endReason: n === 1 ? null : "cleared" },
    entity: entity(place),
    entityName: nameOf(place),
    from: at - n * 3_600_000,
    to: n === 1 ? null : at - n * 3_600_000 + 420_000,
  });
  return {
    ruleId: "agent_idle_exceeded",
    from: at - 86_400_000,
    to: at,
    blindMs: 130_000,
    fires: 5,
    firingMs: 2_100_000,
    entities: [
      { entity: entity(0), entityName: nameOf(0), fires: 3, firingMs: 1_260_000 },
      { entity: entity(1), entityName: nameOf(1), fires: 2, firingMs: 840_000 },
    ],
    list: [fire(9, 0), fire(7, 1), fire(5, 0), fire(3, 1), fire(1, 0)],
    alreadyFiring: 1,
    already: [fire(24, 1)],
  };
}

export const calendar = (at: number): CalendarRow => ({
  calendar: {
    zone: "Europe/Berlin",
    open: [
      { days: [1, 2, 3, 4, 5], from: "08:00", to: "20:00" },
      { days: [5, 6], from: "22:00", to: "06:00" },
    ],
    holidays: ["2026-12-25", "2026-12-26", "2027-01-01"],
    sites: [],
  },
  changed: { by: "Maria", at: at - 7_200_000 },
  isOpen: true,
  sites: [],
});
