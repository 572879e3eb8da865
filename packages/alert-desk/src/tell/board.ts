/** What the walls show of alerts, drawn from the memory: the worst and newest, whole each time. Pure. */
import { BOUNDS } from "@callboard/core";
import { SEVERITIES } from "@callboard/core/alerting";
import type { BoardAlert, BoardEntity } from "@callboard/protocol";
import type { AlertRecord } from "../record/alert-record.ts";

/** The alerts that are shown, and how many are not. */
export function boardAlerts(alerts: Iterable<AlertRecord>): {
  readonly alerts: readonly BoardAlert[];
  readonly more: number;
} {
  const all = [...alerts].sort(worstFirst);
  const shown = all.slice(0, BOUNDS.alertsShownMax);
  return { alerts: shown.map(boardAlert), more: all.length - shown.length };
}

function worstFirst(a: AlertRecord, b: AlertRecord): number {
  const bySeverity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return bySeverity || b.firedAt - a.firedAt || (a.id < b.id ? -1 : 1);
}

export function boardAlert(alert: AlertRecord): BoardAlert {
  const { figure, silenced, lastComment } = alert;
  return {
    id: alert.id,
    ruleId: alert.ruleId,
    ruleName: alert.ruleName,
    severity: alert.severity,
    phase: alert.phase === "recovering" ? "recovering" : "firing",
    entity: boardEntity(alert),
    queueId: alert.queueId,
    activeSince: alert.activeSince,
    firedAt: alert.firedAt,
    value: figure?.value ?? null,
    threshold: figure?.threshold ?? null,
    unit: figure?.unit ?? null,
    acknowledged: alert.acknowledged,
    silenced: silenced === null ? null : { by: silenced.by, until: silenced.until },
    isFlapping: alert.isFlapping,
    comments: alert.comments,
    lastComment,
  };
}

function boardEntity({ entity: { kind, id } }: AlertRecord): BoardEntity {
  return kind === "feed" ? { kind } : { kind, id };
}
