/**
 * One contact as all events about it, in whatever order, tell it (SPEC K1–K4). Merging takes the earliest claim
 * of each instant, so it cannot matter which event came first or how often: `merge` is commutative, associative
 * and idempotent, and must stay so.
 */
import { BOUNDS } from "../bounds.ts";
import type { InteractionInput } from "../inputs.ts";
import {
  type ContactId,
  type ContactPhase,
  type EpochMs,
  MEDIA,
  type Media,
  type QueueId,
} from "../vocabulary.ts";

/** Instants of a contact's life; each is the earliest that any event has claimed, `null` while none has. */
export interface ContactTimes {
  queuedAt: EpochMs | null;
  offeredAt: EpochMs | null;
  answeredAt: EpochMs | null;
  /** The talk's end. */
  endedAt: EpochMs | null;
  /** The caller gave up; means nothing once `answeredAt` is known. */
  abandonedAt: EpochMs | null;
}

export interface ContactRecord extends ContactTimes {
  readonly id: ContactId;
  /** The queue of the newest event, so that a contact is in one queue at a time. */
  queueId: QueueId;
  /** The `at` of the newest event about this contact. */
  newsAt: EpochMs;
  /** The first of `MEDIA` that any event has named; `other`, the last, says nothing of what it is. */
  media: Media;
  /** Outbound contacts wait in no queue and are in no window (SPEC K8). */
  outbound: boolean;
  /** The thresholds this contact was counted with, so that exactly that can be taken back. */
  withinMs: number;
  shortMs: number;
  /** The book's blind count when the newest event came: behind it, nobody has vouched for this contact since. */
  sureAsOf: number;
}

/** What one event did to a record. */
export interface MergeChange {
  /** Some fact is not what it was. */
  readonly changed: boolean;
  /** The event told of a phase that is not its own and that was unknown or later until now. */
  readonly filledIn: boolean;
  /** The event is newer than all before it. */
  readonly newer: boolean;
}

const TIME_KEYS = ["queuedAt", "offeredAt", "answeredAt", "endedAt", "abandonedAt"] as const;

const OWN_KEY = {
  QUEUED: "queuedAt",
  OFFERED: "offeredAt",
  ANSWERED: "answeredAt",
  ENDED: "endedAt",
  ABANDONED: "abandonedAt",
} as const satisfies Record<ContactPhase, keyof ContactTimes>;

/** A record that knows only the contact's id; `merge` fills it. */
export function emptyRecord(id: ContactId, queueId: QueueId): ContactRecord {
  return {
    id,
    queueId,
    newsAt: Number.NEGATIVE_INFINITY,
    queuedAt: null,
    offeredAt: null,
    answeredAt: null,
    endedAt: null,
    abandonedAt: null,
    media: "other",
    outbound: false,
    withinMs: 0,
    shortMs: 0,
    sureAsOf: 0,
  };
}

/** Merges one event into the record, in place (SPEC K1). */
export function merge(record: ContactRecord, input: InteractionInput): MergeChange {
  const claims = claimsOf(input);
  let changed = false;
  let filledIn = false;
  for (const key of TIME_KEYS) {
    const earliest = earlier(record[key], claims[key]);
    if (earliest === record[key]) continue;
    record[key] = earliest;
    changed = true;
    if (key !== OWN_KEY[input.phase]) filledIn = true;
  }
  if (input.direction === "OUTBOUND" && !record.outbound) {
    record.outbound = true;
    changed = true;
  }
  if (MEDIA.indexOf(input.media) < MEDIA.indexOf(record.media)) {
    record.media = input.media;
    changed = true;
  }
  const newer = input.at > record.newsAt;
  if (newer || (input.at === record.newsAt && input.queueId > record.queueId)) {
    changed ||= record.queueId !== input.queueId;
    record.queueId = input.queueId;
    record.newsAt = input.at;
  }
  return { changed, filledIn, newer };
}

/** Whether the contact is, as far as we were told, still waiting for an answer. */
export function isWaiting(record: ContactRecord): boolean {
  return (
    !record.outbound && record.answeredAt === null && record.endedAt === null && record.abandonedAt === null
  );
}

/** For how long without news a contact of this medium may be taken for waiting still (SPEC K5). */
export function waitTrustedMs(media: Media): number {
  switch (media) {
    case "voice":
    case "chat":
      return BOUNDS.waitTrustedMs;
    case "email":
    case "digital":
    case "other":
      return BOUNDS.mailWaitTrustedMs;
    default:
      return media satisfies never;
  }
}

/** Whether nothing more can happen to the contact. */
export function isResolved(record: ContactRecord): boolean {
  return record.endedAt !== null || (record.abandonedAt !== null && record.answeredAt === null);
}

/** The instants one event vouches for; the phase's own time is the event's (DIALECT, interaction_state_change). */
function claimsOf(input: InteractionInput): ContactTimes {
  const endedAt = believed(input.endedAt, input.at);
  const claims: ContactTimes = {
    queuedAt: believed(input.queuedAt, input.at),
    offeredAt: believed(input.offeredAt, input.at),
    answeredAt: believed(input.answeredAt, input.at),
    // One wire field, two meanings: for ABANDONED it is when the caller gave up, not the end of a talk.
    endedAt: input.phase === "ABANDONED" ? null : endedAt,
    abandonedAt: input.phase === "ABANDONED" ? endedAt : null,
  };
  const own = OWN_KEY[input.phase];
  claims[own] = earlier(claims[own], input.at);
  return claims;
}

/** No event knows the future; the upstream's clocks may differ by the usual jitter. */
function believed(instant: EpochMs | null, at: EpochMs): EpochMs | null {
  if (instant === null || !Number.isFinite(instant)) return null;
  if (instant > at + BOUNDS.sinceJitterMs || instant < at - BOUNDS.toldInstantMaxAgeMs) return null;
  return Math.min(instant, at);
}

/** The earlier of two instants, either of which may be unknown. */
export function earlier(one: EpochMs | null, other: EpochMs | null): EpochMs | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
