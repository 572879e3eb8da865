/**
 * A notice as machines read it: the guide's alert field for field, and ours beside it, never instead (guide, section 3).
 * It is a webhook's `data` and a PagerDuty event's `custom_details`. Names are on one line and short; ids are whole.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { GuideAlert } from "@callboard/core/alerting";
import type { Notice, NoticeAlert } from "../notice.ts";
import { clean } from "../words/clean.ts";
import { safeLink } from "../words/link.ts";
import { firstOf } from "../words/subject.ts";

/** The most severe alert at the top, as if it were the only one; then the incident, with all that are told. */
export function toldOf(notice: Notice) {
  const first = firstOf(notice);
  return {
    ...alertOf(first),
    site: clean(notice.siteName, BOUNDS.nameCharsMax),
    link: safeLink(notice.link),
    by: notice.by === null ? null : clean(notice.by, BOUNDS.personCharsMax),
    incident: {
      id: notice.incidentId,
      opened_at: iso(notice.openedAt),
      severity: notice.severity,
    },
    alerts: notice.alerts.map(alertOf),
    more: notice.more,
    suppressed: notice.suppressed,
  };
}

function alertOf(alert: NoticeAlert) {
  return {
    ...recordOf(alert.record),
    alert_id: alert.alertId,
    rule_name: clean(alert.ruleName, BOUNDS.nameCharsMax),
    advice: clean(alert.advice, BOUNDS.adviceCharsMax),
    entity: { kind: alert.entityKind, name: nameOf(alert.entityName) },
    queue: alert.queueId === null ? null : { id: alert.queueId, name: nameOf(alert.queueName) },
    team: nameOf(alert.teamName),
    reason: alert.reason,
    is_flapping: alert.isFlapping,
    values: alert.figure,
    active_since: iso(alert.activeSince),
    fired_at: iso(alert.firedAt),
    resolved_at: alert.resolvedAt === null ? null : iso(alert.resolvedAt),
  };
}

/** Written out field by field, so that a field which the record gains one day is not sent unseen. */
function recordOf(record: GuideAlert): GuideAlert {
  return {
    alert_type: record.alert_type,
    severity: record.severity,
    ...(record.user_id === undefined ? {} : { user_id: record.user_id }),
    ...(record.queue_id === undefined ? {} : { queue_id: record.queue_id }),
    state: record.state,
    duration_seconds: record.duration_seconds,
    threshold_seconds: record.threshold_seconds,
    timestamp: record.timestamp,
  };
}

const nameOf = (name: string | null) => (name === null ? null : clean(name, BOUNDS.nameCharsMax));

/** ISO 8601, UTC, with milliseconds. */
export function iso(at: EpochMs): string {
  return new Date(at).toISOString();
}
