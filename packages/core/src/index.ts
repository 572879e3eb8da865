/** The one door into the domain. */
export { Complaints, meant, quoted } from "./alerting/complaints.ts";
export {
  baselineOf,
  type HourFigures,
  type HourLearned,
  restoreHour,
} from "./baseline/baseline.ts";
export { usualBetween } from "./baseline/usual-hours.ts";
export { BOUNDS } from "./bounds.ts";
export { packFloor, unpackFloor } from "./checkpoint/checkpoint.ts";
export { waitingContacts } from "./contact/waiting.ts";
export { deviation } from "./enrich/enrich.ts";
export { type AgentRecord, createFloor, type Floor, type QueueContext, type QueueRecord } from "./floor.ts";
export type * from "./inputs.ts";
export { guideDelayMs, spreadMs } from "./link/backoff.ts";
export { describeLink, type LinkFacts } from "./link/describe-link.ts";
export { IDLE_LINK, type LinkEvent, type LinkFailure, type LinkState } from "./link/link.ts";
export { linkStep } from "./link/link-step.ts";
export type { AgentFact, Outcome, ReconcileReport } from "./outcome.ts";
export { waitTrend } from "./queue/queue.ts";
export { idsToReconcile } from "./reconcile/reconcile.ts";
export type {
  LocalSpan,
  RoutingProfile,
  ShiftBreak,
  ShiftKnowledge,
  ShiftTemplate,
  Skill,
} from "./routability/profile.ts";
export type { Routability } from "./routability/routability.ts";
export { shiftAround } from "./routability/shift-clock.ts";
export { shiftOf } from "./routability/shift-of.ts";
export {
  DEFAULT_QUEUE_GOAL,
  goalOf,
  NO_SITE_SHIFTS,
  type QueueGoal,
  type Site,
  type SiteShifts,
  type StatusMeaning,
} from "./site.ts";
export { step } from "./step.ts";
export { isVisible, visibleLine, visibleLines } from "./visible.ts";
export * from "./vocabulary.ts";
export { blindMs, figures, type WindowFigures, type WindowKind } from "./windows/figures.ts";
export {
  abandonPct,
  ahtSeconds,
  asaSeconds,
  serviceLevelOf,
  serviceLevelPct,
} from "./windows/service-level.ts";
export { hourOfWeek, isZone, startOfDay } from "./zone/zone-clock.ts";
