/**
 * The floor's own words. Order matters in the `as const` lists: the board protocol sends an index into them,
 * so new words are added at the end.
 */

/** Epoch milliseconds, UTC. Local time never appears in a record (guide, edge case 3). */
export type EpochMs = number;
export type AgentId = string;
export type QueueId = string;
export type ContactId = string;

/** The guide's five states, and our two: signed out, and anything we do not recognise (SPEC A1). */
export const AGENT_STATES = [
  "READY",
  "NOT_READY",
  "CALL",
  "AFTER_CALL_WORK",
  "WRAP_UP",
  "SIGNED_OUT",
  "UNKNOWN",
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export const DIRECTIONS = ["INBOUND", "OUTBOUND"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const MEDIA = ["voice", "chat", "email", "digital", "other"] as const;
export type Media = (typeof MEDIA)[number];

export const CONTACT_PHASES = ["QUEUED", "OFFERED", "ANSWERED", "ENDED", "ABANDONED"] as const;
export type ContactPhase = (typeof CONTACT_PHASES)[number];

/** Why an agent cannot take a contact now (SPEC R2), in the order in which it is looked for. */
export const NOT_ROUTABLE_REASONS = [
  "signedOut",
  "onContact",
  "wrappingUp",
  "notReady",
  "statusCode",
  "outsideShift",
  "onBreak",
  "noSkill",
  "noQueueForSkills",
] as const;
export type NotRoutableReason = (typeof NOT_ROUTABLE_REASONS)[number];

/** Why we cannot say whether an agent could take a contact (SPEC R3). */
export const ROUTABILITY_UNKNOWN_REASONS = [
  "neverSeen",
  "stateUnknown",
  "missingUpstream",
  "profileUnknown",
  "skillQueuesUnknown",
  "shiftUnknown",
  "noQueuesYet",
] as const;
export type RoutabilityUnknownReason = (typeof ROUTABILITY_UNKNOWN_REASONS)[number];

/** What the feed is doing, as people are told it (SPEC F1). */
export const FEED_STATES = [
  "starting",
  "live",
  "catchingUp",
  "stale",
  "down",
  "paused",
  "refused",
  "misconfigured",
] as const;
export type FeedState = (typeof FEED_STATES)[number];

/** The named service-level formulas (SPEC W6). */
export const SERVICE_LEVEL_VARIANTS = [
  "ignoreAbandons",
  "abandonsMissed",
  "abandonsMet",
  "answeredOnly",
] as const;
export type ServiceLevelVariant = (typeof SERVICE_LEVEL_VARIANTS)[number];

/** How bad an alert is, the worst first. */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];
