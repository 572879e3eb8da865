/**
 * The book of contacts: what is going on in the queues, and what went into their windows. Events come late,
 * twice and in any order; the book merges them, and the windows always say what the merged facts say (SPEC K).
 * It is changed only through these functions and never reads a clock of its own.
 */
import { BOUNDS } from "../bounds.ts";
import type { InteractionInput } from "../inputs.ts";
import type { QueueGoal } from "../site.ts";
import type { ContactId, EpochMs, QueueId } from "../vocabulary.ts";
import type { QueueWindows } from "../windows/windows.ts";
import { applyMarks, marksOf } from "./marks.ts";
import { type ContactRecord, emptyRecord, isResolved, merge } from "./record.ts";
import { indexWaiting, unindexWaiting } from "./waiting.ts";

export interface ContactBook {
  readonly contacts: Map<ContactId, ContactRecord>;
  /** Those waiting now, by queue, so that a live view costs what is waiting and not what is remembered. */
  readonly waiting: Map<QueueId, Set<ContactRecord>>;
  /** How often the feed went blind: a contact not heard of since is reported as unsure. */
  blindCount: number;
  nextSweepAt: EpochMs;
}

export interface RecountDeps {
  readonly goalOf: (queueId: QueueId) => QueueGoal;
  /** `null` for a queue the floor does not hold: its contacts are remembered and counted nowhere. */
  readonly windowsOf: (queueId: QueueId) => QueueWindows | null;
}

export interface InteractionDeps extends RecountDeps {
  /** The event clock. Figures may be read only once it has moved on to this event, where that is newer. */
  readonly clock: EpochMs;
}

export type InteractionVerdict =
  | "contactPhase"
  | "contactRepaired"
  | "duplicate"
  | "tooLate"
  | "tooManyContacts";

export interface InteractionOutcome {
  readonly verdict: InteractionVerdict;
  /** The queues whose figures may have changed: two when the contact moved, none when nothing changed. */
  readonly queueIds: readonly QueueId[];
}

const NO_QUEUES: readonly QueueId[] = [];
const TOO_LATE: InteractionOutcome = { verdict: "tooLate", queueIds: NO_QUEUES };
const TOO_MANY: InteractionOutcome = { verdict: "tooManyContacts", queueIds: NO_QUEUES };
const DUPLICATE: InteractionOutcome = { verdict: "duplicate", queueIds: NO_QUEUES };

export function createContactBook(): ContactBook {
  return { contacts: new Map(), waiting: new Map(), blindCount: 0, nextSweepAt: Number.NEGATIVE_INFINITY };
}

/**
 * Takes one event about a contact (SPEC K1–K7). The verdict says why: `contactPhase` the contact moved on,
 * `contactRepaired` the event told what was lost or came late, `duplicate` nothing new, `tooLate` older than
 * any window corrects, `tooManyContacts` no room for a contact that is new.
 */
export function applyInteraction(
  book: ContactBook,
  input: InteractionInput,
  deps: InteractionDeps,
): InteractionOutcome {
  sweepContacts(book, deps.clock);
  if (input.at < deps.clock - BOUNDS.lateEventMs) return TOO_LATE;
  const known = book.contacts.get(input.contactId);
  if (known === undefined && book.contacts.size >= BOUNDS.contactsMax) return TOO_MANY;
  const record = known ?? emptyRecord(input.contactId, input.queueId);
  const queueBefore = record.queueId;
  const marksBefore = known === undefined ? [] : marksOf(record);
  const late = input.at < record.newsAt;

  const { changed, filledIn, newer } = merge(record, input);
  if (!changed && !newer) return DUPLICATE;
  if (newer) record.sureAsOf = book.blindCount;
  if (known === undefined) book.contacts.set(record.id, record);
  if (changed) {
    applyMarks(deps.windowsOf(queueBefore), marksBefore, -1);
    setThresholds(record, deps.goalOf(record.queueId));
    applyMarks(deps.windowsOf(record.queueId), marksOf(record), 1);
    unindexWaiting(book, record, queueBefore);
  }
  indexWaiting(book, record);
  return {
    verdict: late || filledIn ? "contactRepaired" : "contactPhase",
    queueIds: queueBefore === record.queueId ? [record.queueId] : [queueBefore, record.queueId],
  };
}

/**
 * Forgets the contacts that no accepted event can concern any more, those still waiting among them; at most once a
 * minute of event time, so it may be called on every event (SPEC K6).
 */
export function sweepContacts(book: ContactBook, clock: EpochMs): void {
  if (clock < book.nextSweepAt) return;
  book.nextSweepAt = clock + BOUNDS.contactSweepEveryMs;
  for (const record of book.contacts.values()) {
    const keptMs = isResolved(record) ? BOUNDS.contactResolvedKeptMs : BOUNDS.contactUnresolvedKeptMs;
    if (clock - record.newsAt <= keptMs) continue;
    unindexWaiting(book, record, record.queueId);
    book.contacts.delete(record.id);
  }
}

/** The feed went blind: what was alive may have ended unseen, and says so until it is heard of again (SPEC K7). */
export function markUnsure(book: ContactBook): void {
  book.blindCount += 1;
}

/**
 * Counts the remembered contacts again after the site changed its goals (SPEC W9). Quarter hours whose contacts
 * are forgotten keep the goal they were counted with. Answers which queues changed.
 */
export function recountContacts(book: ContactBook, deps: RecountDeps): readonly QueueId[] {
  const queueIds = new Set<QueueId>();
  for (const record of book.contacts.values()) {
    const goal = deps.goalOf(record.queueId);
    if (hasThresholds(record, goal)) continue;
    const windows = deps.windowsOf(record.queueId);
    applyMarks(windows, marksOf(record), -1);
    setThresholds(record, goal);
    applyMarks(windows, marksOf(record), 1);
    queueIds.add(record.queueId);
  }
  return [...queueIds];
}

function setThresholds(record: ContactRecord, goal: QueueGoal): void {
  record.withinMs = goal.thresholdSeconds * 1000;
  record.shortMs = goal.shortAbandonSeconds * 1000;
}

function hasThresholds(record: ContactRecord, goal: QueueGoal): boolean {
  return (
    record.withinMs === goal.thresholdSeconds * 1000 && record.shortMs === goal.shortAbandonSeconds * 1000
  );
}
