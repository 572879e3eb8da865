/** Answers of an alert desk that there is not, for looking at the alerts page and for its tests. Never part of the product. */
import type { Board, BoardAlert } from "@callboard/protocol";
import type {
  AlertDetail,
  AlertRow,
  BacktestReport,
  CalendarRow,
  Evidence,
  Explanation,
  NoticeRow,
  RuleRow,
  SilenceRow,
  SinkRow,
} from "../src/tablet/api/shapes.ts";

const MINUTE_MS = 60_000;

const WINDOW = {
  ...{ offered: 40, answered: 36, abandoned: 4, serviceLevelPct: 78.5, abandonPct: 10 },
  ...{ asaSeconds: 22, ahtSeconds: 310, blindMs: 0 },
};

export function evidenceAt(at: number, alert: Pick<BoardAlert, "value" | "threshold" | "unit">): Evidence {
  return {
    at,
    feed: "live",
    compared: [
      { field: "state", value: "NOT_READY", test: "is", against: "NOT_READY", unit: null, verdict: "true" },
      {
        field: "stateSeconds",
        value: alert.value,
        test: "above",
        against: alert.threshold,
        unit: alert.unit,
        verdict: "true",
      },
      {
        field: "status",
        value: null,
        test: "noneOf",
        against: ["Lunch", "Training"],
        unit: null,
        verdict: "unknown",
      },
    ],
    events: [
      { at: at - 20 * MINUTE_MS, what: "blind", details: { until: at - 18 * MINUTE_MS } },
      {
        at: at - 15 * MINUTE_MS,
        what: "state",
        details: {
          from: "CALL",
          to: "NOT_READY",
          rawState: null,
          code: "LUNCH",
          since: at - 15 * MINUTE_MS,
          queueId: null,
          isRepaired: true,
        },
      },
      {
        at: at - MINUTE_MS,
        what: "reading",
        details: { waitSeconds: 143, availableAgents: 6, serviceLevelPct: 78.5, waiting: 4 },
      },
    ],
    queue: {
      id: "queue-1",
      name: "Technical Support",
      statsAt: at - 2_000,
      waitSeconds: 143,
      availableAgents: 6,
      serviceLevelPct: 78.5,
      waitDeviationSeconds: 45,
      waiting: 4,
      routableAgents: 2,
      workingAgents: 9,
      ...{ abandonedCount: 4, callVolume1h: 120, usualWeeks: 3, serviceLevelDeviationPct: -4 },
      longestWaitSince: at - 143_000,
      goal: { thresholdSeconds: 20, shortAbandonSeconds: 5, goalPct: 80, variant: "ignoreAbandons" },
      ...{ last15m: WINDOW, last1h: WINDOW, today: WINDOW },
    },
    blindMs: 2 * MINUTE_MS,
    seenSince: at - 26 * 60 * MINUTE_MS,
  };
}

function rowOf(alert: BoardAlert, board: Board, resolvedAt: number | null): AlertRow {
  const { entity } = alert;
  const name =
    entity.kind === "agent"
      ? board.agents.find(({ id }) => id === entity.id)?.name
      : entity.kind === "queue"
        ? board.queues.find(({ id }) => id === entity.id)?.name
        : null;
  return {
    ...alert,
    entity: entity.kind === "feed" ? { kind: "feed", id: "feed" } : entity,
    entityName: name ?? null,
    queueName: board.queues.find(({ id }) => id === alert.queueId)?.name ?? null,
    teamName: entity.kind === "agent" ? "Team 3" : null,
    advice: "See whether the agent is well, and bring them back or sign them out.",
    phase: resolvedAt === null ? alert.phase : "resolved",
    resolvedAt,
    reason: "heldLongEnough",
    figure: { field: "stateSeconds", value: alert.value, threshold: alert.threshold, unit: alert.unit },
    telling: "told",
    teamId: null,
    incidentId: `${alert.ruleId}.${alert.queueId ?? ""}`,
    silenced: alert.silenced === null ? null : { id: "s1", ...alert.silenced },
    record: {
      ...{ alert_type: alert.ruleId, severity: alert.severity, state: null },
      ...{ duration_seconds: 0, threshold_seconds: 0, timestamp: new Date(alert.firedAt).toISOString() },
    },
    commentCount: alert.comments,
  };
}

function detailOf(alert: BoardAlert, board: Board): AlertDetail {
  const { firedAt } = alert;
  const evidence = evidenceAt(firedAt, alert);
  const by = alert.lastComment ?? { by: "Maria", at: firedAt };
  return {
    ...rowOf(alert, board, null),
    passages: [
      { from: "pending", to: "firing", reason: "heldLongEnough", at: firedAt, evidence },
      { from: "firing", to: "recovering", reason: "cleared", at: firedAt + 9_000, evidence },
      { from: "recovering", to: "firing", reason: "conditionMetAgain", at: firedAt + 15_000, evidence },
    ],
    passagesLeftOut: 0,
    comments: [
      {
        by: by.by,
        at: firedAt + 5_000,
        text: alert.lastComment?.text ?? "I am asking him.\nHe is at lunch.",
      },
      { by: "Jonas", at: firedAt + 8_000, text: "Fine." },
    ],
    notices: [notice(`${alert.id}.n1`, firedAt, "delivered"), notice(`${alert.id}.n2`, firedAt, "ready")],
  };
}

function notice(id: string, at: number, state: NoticeRow["state"]): NoticeRow {
  const last =
    state === "delivered"
      ? { at, status: 202, why: null, isTimeout: false }
      : { at, status: 500, why: "the receiver answered 500", isTimeout: false };
  return {
    id,
    kind: "fire",
    sinkId: "operations",
    ruleId: "agent_idle_exceeded",
    at,
    state,
    ...{ incidentId: "agent_idle_exceeded", deliveredAt: state === "delivered" ? at : null, resentBy: null },
    about: { entityKind: "agent", entityName: "Zofia Nowak", teamName: "Team 3", queueName: null },
    alerts: 1,
    tries: state === "delivered" ? 1 : 10,
    last,
  };
}

function rules(at: number): readonly RuleRow[] {
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

function silences(at: number): readonly SilenceRow[] {
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

function sinks(at: number): readonly SinkRow[] {
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

function backtest(at: number, board: Board): BacktestReport {
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

const calendar = (at: number): CalendarRow => ({
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

function deadLetters(at: number): readonly NoticeRow[] {
  const dead = notice("n9", at - 7_200_000, "dead");
  const last = { at: at - 3_600_000, status: 500, why: "the receiver answered 500", isTimeout: false };
  const people = ["Zofia Nowak", "Jonas Becker", "Aisha Khan"];
  return [
    {
      ...{ ...dead, id: "n10", ruleId: "queue_wait_exceeded", alerts: 3, last },
      about: { entityKind: "queue", entityName: "Billing", teamName: null, queueName: "Billing" },
    },
    ...people.map((entityName, n) => ({
      ...{ ...dead, id: `n${n}`, at: dead.at - n * MINUTE_MS, last },
      about: { entityKind: "agent" as const, entityName, teamName: "Team 3", queueName: null },
    })),
  ];
}

export interface MadeUpAnswer {
  readonly status: number;
  readonly body: unknown;
}

const ok = (body: unknown): MadeUpAnswer => ({ status: 200, body });
const missing: MadeUpAnswer = {
  status: 404,
  body: {
    title: "There is no such alert",
    detail: "It may have been forgotten: alerts are kept for 400 days.",
  },
};

/** What an alert desk would answer to `method` at `path` (below the tenant's own). */
export function answerFor(method: string, path: string, board: Board, at: number): MadeUpAnswer {
  const [kind = "", id = "", deed = ""] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
  const alert = board.alerts.find((one) => one.id === id) ?? null;
  if (kind === "alerts" && id === "") {
    return ok({
      alerts: board.alerts.map((one, n) => rowOf(one, board, n % 3 === 0 ? null : one.firedAt + 400_000)),
      next: "more",
    });
  }
  if (kind === "alerts") return alert === null ? missing : ok(detailOf(alert, board));
  if (kind === "silences") return ok(method === "GET" ? silences(at) : silences(at)[0]);
  if (kind === "rules" && id === "backtest") return ok(backtest(at, board));
  if (kind === "rules" && id === "check") {
    return ok({
      isRule: false,
      complaints: [
        "`waitSecnds` is not a field of a queue; did you mean `waitSeconds`?",
        "`holdSeconds` must be a whole number of seconds.",
      ],
    });
  }
  if (kind === "rules" && deed === "why") {
    const explanation: Explanation = {
      ruleId: id,
      entity: { kind: "agent", id: "agent-1" },
      phase: "pending",
      activeSince: at - 300_000,
      firesAt: at + 600_000,
      because: ["notHeldLongEnough"],
      hours: { site: { id: "berlin", name: "Berlin" }, zone: "Europe/Berlin", isOpen: true },
      evidence: evidenceAt(at, { value: 300, threshold: 900, unit: "seconds" }),
    };
    return ok(explanation);
  }
  if (kind === "rules" && method === "PUT") {
    return {
      status: 400,
      body: {
        title: "This is no rule",
        detail: "Mend it.",
        complaints: ["`severity` must be one of critical, high, medium, low."],
      },
    };
  }
  if (kind === "rules") return ok(rules(at));
  if (kind === "calendar") return ok(calendar(at));
  if (kind === "sinks" && deed === "resend-dead") return ok({ sent: 4, left: 0 });
  if (kind === "sinks") return ok(method === "GET" ? sinks(at) : sinks(at)[0]?.lastTest);
  if (kind === "notices")
    return ok(method === "GET" ? { notices: deadLetters(at), next: null } : notice("n9", at, "ready"));
  return { status: 404, body: { title: "Not found", detail: "There is no such address." } };
}
