/** The guide's own alert record, field for field (guide, section 3): what receivers outside are told. */
import type { GuideAlert, Passage } from "./alert.ts";

/**
 * The record of one passage. Where the rule's figure is a time, `duration_seconds` and `threshold_seconds` are that figure and
 * its bound, in whole seconds as in the guide's example (SPEC N24); elsewhere they are how long the condition has held and the rule's
 * hold (SPEC N16).
 */
export function guideAlertOf(passage: Passage): GuideAlert {
  const { rule, entity, figure, at, activeSince, state } = passage;
  const isTime = figure !== null && figure.unit === "seconds" && figure.value !== null;
  const seconds = isTime ? figure.value : (at - activeSince) / 1_000;
  return {
    alert_type: rule.id,
    severity: rule.severity,
    ...(entity.kind === "agent" ? { user_id: entity.id } : {}),
    ...(entity.kind === "queue" ? { queue_id: entity.id } : {}),
    state,
    duration_seconds: Math.max(0, Math.floor(seconds)),
    threshold_seconds: isTime ? (figure.threshold ?? rule.holdSeconds) : rule.holdSeconds,
    timestamp: new Date(at).toISOString(),
  };
}
