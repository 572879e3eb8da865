/**
 * A queue's own figures as the upstream reports them, kept as running sums of the last hour so that a report
 * costs what has happened, never the length of the history. Also the forgetting of old contacts.
 */

import { HOUR_MS, KEEP_CONTACTS_MS, MAX_CONTACTS_KEPT } from "./bounds.ts";
import type { Book, Contact, Floor, Queue } from "./floor.ts";
import { availableAgents } from "./routing.ts";

export function emptyBook(): Book {
  return { arrivals: [], outcomes: [], inTime: 0, answered: 0, abandoned: 0 };
}

export function noteArrival(floor: Floor, queue: Queue): void {
  queue.book.arrivals.push(floor.nowMs);
}

/** Enters an answered or abandoned inbound contact into the queue's book. */
export function noteOutcome(floor: Floor, queue: Queue, contact: Contact): void {
  const waitMs = floor.nowMs - (contact.queuedAtMs ?? floor.nowMs);
  const isAnswered = contact.answeredAtMs !== null;
  const verdict = isAnswered ? (waitMs <= queue.thresholdMs ? "inTime" : "late") : "abandoned";
  queue.book.outcomes.push({ atMs: floor.nowMs, verdict });
  count(queue.book, verdict, 1);
}

function count(book: Book, verdict: Book["outcomes"][number]["verdict"], by: number): void {
  if (verdict === "abandoned") book.abandoned += by;
  else book.answered += by;
  if (verdict === "inTime") book.inTime += by;
}

/** Drops from the front what is older than the hour. Cheap: the lists are in time order. */
function forget(book: Book, beforeMs: number): void {
  let old = 0;
  while ((book.arrivals[old] ?? Number.POSITIVE_INFINITY) < beforeMs) old += 1;
  if (old > 0) book.arrivals.splice(0, old);
  old = 0;
  for (
    let first = book.outcomes[0];
    first !== undefined && first.atMs < beforeMs;
    first = book.outcomes[old]
  ) {
    count(book, first.verdict, -1);
    old += 1;
  }
  if (old > 0) book.outcomes.splice(0, old);
}

/** Emits the queue's figures as of now. */
export function tellQueue(floor: Floor, queue: Queue): void {
  const { book } = queue;
  forget(book, floor.nowMs - HOUR_MS);
  forgetContacts(queue, floor.nowMs - KEEP_CONTACTS_MS);
  if (floor.isSilent) return;
  const decided = book.answered + book.abandoned;
  const oldestMs = queue.waiting[0]?.queuedAtMs ?? floor.nowMs;
  floor.events.push({
    kind: "queueStats",
    atMs: floor.nowMs,
    queueId: queue.id,
    queueName: queue.name,
    waitSeconds: Math.floor((floor.nowMs - oldestMs) / 1_000),
    abandonedCount: book.abandoned,
    availableAgents: availableAgents(queue),
    callVolume1h: book.arrivals.length,
    serviceLevelPct: decided === 0 ? null : Math.round((1_000 * book.inTime) / decided) / 10,
  });
}

/** Removes closed contacts from the front once they are too old or too many; trims in lots, not one by one. */
function forgetContacts(queue: Queue, beforeMs: number): void {
  const lot = 200;
  const { contacts } = queue;
  let old = 0;
  while (old < contacts.length) {
    const contact = contacts[old];
    const isClosed = contact?.phase === "ENDED" || contact?.phase === "ABANDONED";
    const isTooMany = contacts.length - old > MAX_CONTACTS_KEPT;
    if (contact === undefined || !isClosed || (contact.lastUpdatedMs >= beforeMs && !isTooMany)) break;
    old += 1;
  }
  if (old >= lot) contacts.splice(0, old);
}
