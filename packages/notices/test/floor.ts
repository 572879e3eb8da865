/** Notices and sinks for tests: the guide's own idle agent (guide, section 3) on a floor in Berlin. */
import type { EpochMs } from "@callboard/core";
import type {
  EmailSink,
  Notice,
  NoticeAlert,
  NoticeKind,
  PagerDutySink,
  Sink,
  SlackSink,
  TeamsSink,
  WebhookSink,
} from "../src/index.ts";

const IDLE_SINCE: EpochMs = Date.parse("2024-05-15T14:32:10.000Z");
export const FIRED_AT: EpochMs = Date.parse("2024-05-15T14:47:22.000Z");
export const ENDED_AT: EpochMs = Date.parse("2024-05-15T14:52:40.000Z");

/** Made for the documentation: nobody signs with it. */
export const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const NEXT_SECRET = "whsec_Y2FsbGJvYXJkLWV4YW1wbGUtc2VjcmV0LTI=";

export const WEBHOOK: WebhookSink = {
  id: "operations",
  name: "Operations hub",
  enabled: true,
  kind: "webhook",
  url: "https://hooks.example.com/callboard",
  secrets: [SECRET],
};
export const SLACK: SlackSink = {
  id: "slack-floor",
  name: "Slack #floor",
  enabled: true,
  kind: "slack",
  url: "https://hooks.slack.com/services/T000/B000/hidden",
};
export const TEAMS: TeamsSink = {
  id: "teams-floor",
  name: "Teams, Floor",
  enabled: true,
  kind: "teams",
  url: "https://default0.57.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/0/triggers/manual/paths/invoke?api-version=1&sig=hidden",
};
export const PAGERDUTY: PagerDutySink = {
  id: "pager",
  name: "On call",
  enabled: true,
  kind: "pagerduty",
  routingKey: "0123456789abcdef0123456789ab7f3c",
  serviceRegion: "us",
};
export const EMAIL: EmailSink = {
  id: "leads",
  name: "Team leads",
  enabled: true,
  kind: "email",
  from: "callboard@example.com",
  to: ["leads@example.com"],
};
export const SINKS: readonly Sink[] = [WEBHOOK, SLACK, TEAMS, PAGERDUTY, EMAIL];

export function idleAlert(changed: Partial<NoticeAlert> = {}): NoticeAlert {
  return {
    record: {
      alert_type: "agent_idle_exceeded",
      severity: "high",
      user_id: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
      state: "NOT_READY",
      duration_seconds: 912,
      threshold_seconds: 900,
      timestamp: "2024-05-15T14:47:22.000Z",
    },
    alertId: "agent_idle_exceeded.lw7x7or4.a.a1b2c3d4-e5f6-7890-abcd-ef1234567890",
    ruleName: "Not ready for more than 15 minutes",
    advice: "Ask whether the agent is well and means to come back.",
    entityKind: "agent",
    entityName: "Ana Belova",
    queueId: "q9x8y7z6-w5v4-3210-fedc-ba0987654321",
    queueName: "Billing",
    teamName: "Blue",
    activeSince: IDLE_SINCE,
    firedAt: FIRED_AT,
    resolvedAt: null,
    reason: "heldLongEnough",
    figure: { field: "stateSeconds", value: 912, threshold: 900, unit: "seconds" },
    isFlapping: false,
    ...changed,
  };
}

export function queueAlert(changed: Partial<NoticeAlert> = {}): NoticeAlert {
  return idleAlert({
    record: {
      alert_type: "queue_wait_exceeded",
      severity: "critical",
      queue_id: "q9x8y7z6-w5v4-3210-fedc-ba0987654321",
      state: null,
      duration_seconds: 30,
      threshold_seconds: 120,
      timestamp: "2024-05-15T14:47:22.000Z",
    },
    alertId: "queue_wait_exceeded.lw7x7or4.q.q9x8y7z6-w5v4-3210-fedc-ba0987654321",
    ruleName: "Long wait although agents are free",
    entityKind: "queue",
    entityName: "Billing",
    teamName: null,
    figure: { field: "waitSeconds", value: 150, threshold: 120, unit: "seconds" },
    ...changed,
  });
}

export function noticeOf(kind: NoticeKind, changed: Partial<Notice> = {}): Notice {
  const isOver = kind === "resolve";
  return {
    id: `agent_idle_exceeded.lw7xr8gg.q.q9x8y7z6-w5v4-3210-fedc-ba0987654321.operations.${kind}.1`,
    kind,
    tenant: "acme",
    siteName: "Acme Berlin",
    zone: "Europe/Berlin",
    at: isOver ? ENDED_AT : FIRED_AT,
    incidentId: "agent_idle_exceeded.lw7xr8gg.q.q9x8y7z6-w5v4-3210-fedc-ba0987654321",
    openedAt: FIRED_AT,
    severity: "high",
    alerts: [isOver ? idleAlert({ resolvedAt: ENDED_AT, reason: "stayedClear" }) : idleAlert()],
    more: 0,
    suppressed: 0,
    by: kind === "acknowledge" ? "Mira" : null,
    link: "https://callboard.example.com/acme",
    ...changed,
  };
}
