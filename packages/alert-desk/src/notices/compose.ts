/** A notice in our own words: what one sink is told of one incident. It holds no secret. Pure. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Notice, NoticeAlert, NoticeKind } from "@callboard/notices";
import type { AlertDeskSettings } from "../book.ts";
import { type Incident, noticeId } from "../incidents/incident.ts";
import type { AlertRecord } from "../record/alert-record.ts";

export interface Round {
  /** Which notice of its kind this is in the incident. */
  readonly number: number;
  /** Newest first; never empty. */
  readonly alerts: readonly AlertRecord[];
  /** Alerts beside those. */
  readonly more: number;
  readonly by: string | null;
  readonly at: EpochMs;
}

/** Alerts of an incident are of one rule, so of one severity: the newest are also the first of the most severe. */
export function composeNotice(
  settings: AlertDeskSettings,
  incident: Incident,
  kind: NoticeKind,
  sinkId: string,
  { number, alerts, more, by, at }: Round,
): Notice {
  const listed = alerts.slice(0, BOUNDS.noticeAlertsMax);
  return {
    id: noticeId(incident.id, sinkId, kind, number),
    kind,
    tenant: settings.tenant,
    siteName: settings.siteName,
    zone: settings.zone,
    at,
    incidentId: incident.id,
    openedAt: incident.openedAt,
    severity: incident.severity,
    alerts: listed.map(noticeAlert),
    more: alerts.length - listed.length + more,
    suppressed: incident.suppressed,
    by,
    link: linkTo(settings.link, listed),
  };
}

function noticeAlert(alert: AlertRecord): NoticeAlert {
  return {
    record: alert.record,
    alertId: alert.id,
    ruleName: alert.ruleName,
    advice: alert.advice,
    entityKind: alert.entity.kind,
    entityName: alert.entityName,
    queueId: alert.queueId,
    queueName: alert.queueName,
    teamName: alert.teamName,
    activeSince: alert.activeSince,
    firedAt: alert.firedAt,
    resolvedAt: alert.resolvedAt,
    reason: alert.reason,
    figure: alert.figure,
    isFlapping: alert.isFlapping,
  };
}

/** Of one alert all about it, of several the list of what fires. */
function linkTo(alerts: string | null, told: readonly AlertRecord[]): string | null {
  const [only, ...others] = told;
  if (alerts === null || only === undefined || others.length > 0) return alerts;
  return `${alerts}/${encodeURIComponent(only.id)}`;
}
