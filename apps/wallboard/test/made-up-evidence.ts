/** Alerts as the alert desk tells them: evidence, passages and notices, made up from a board. Never part of the product. */
import type { Board, BoardAlert } from "@callboard/protocol";
import type { AlertDetail, AlertRow, Evidence, NoticeRow } from "../src/tablet/api/shapes.ts";

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

export function rowOf(alert: BoardAlert, board: Board, resolvedAt: number | null): AlertRow {
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

export function detailOf(alert: BoardAlert, board: Board): AlertDetail {
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

export function notice(id: string, at: number, state: NoticeRow["state"]): NoticeRow {
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

export function deadLetters(at: number): readonly NoticeRow[] {
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
