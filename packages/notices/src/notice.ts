/**
 * A notice: what one sink is told about one incident, in our own words, before a sink's format is put on it. It holds
 * no secret, and every text in it came from outside and is hostile until a format has escaped it.
 */
import type { EpochMs } from "@callboard/core";
import type { Figure, GuideAlert, Severity } from "@callboard/core/alerting";

/** `test` is what "Send a test" sends; `acknowledge` goes only where the receiver knows what that is (PagerDuty). */
export const NOTICE_KINDS = ["fire", "acknowledge", "resolve", "test"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** One alert in a notice: the guide's record, and ours beside it. */
export interface NoticeAlert {
  readonly record: GuideAlert;
  readonly alertId: string;
  readonly ruleName: string;
  readonly advice: string;
  readonly entityKind: "agent" | "queue" | "feed";
  readonly entityName: string | null;
  readonly queueId: string | null;
  readonly queueName: string | null;
  readonly teamName: string | null;
  readonly activeSince: EpochMs;
  readonly firedAt: EpochMs;
  readonly resolvedAt: EpochMs | null;
  /** A named reason of the last passage, e.g. "heldLongEnough", "stayedClear", "corrected". */
  readonly reason: string;
  readonly figure: Figure | null;
  /** It comes and goes so often that this notice is the last of it until it is calm. */
  readonly isFlapping: boolean;
}

export interface Notice {
  /** Stays the same through every retry: what a receiver tells duplicates by. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly tenant: string;
  readonly siteName: string;
  /** IANA zone, for times that people read. */
  readonly zone: string;
  /** When it was decided. */
  readonly at: EpochMs;
  /** The incident: alerts of one rule in one queue that overlap, or of none that fire at one time. One incident, one thread in the receiver. */
  readonly incidentId: string;
  readonly openedAt: EpochMs;
  readonly severity: Severity;
  /** The newest `noticeAlertsMax` of them, most severe first; the rest are in `more`. Never empty. */
  readonly alerts: readonly NoticeAlert[];
  readonly more: number;
  /** Alerts that fired within their cooldown or while flapping, or were over before their turn, and were not told one by one. */
  readonly suppressed: number;
  /** Who acknowledged; `null` for other kinds. */
  readonly by: string | null;
  /** Where people look: the wallboard's address, or `null` where the deployment has not been told its own. */
  readonly link: string | null;
}
