/** Who is waiting in a queue right now (the longest wait is of contacts that wait *now*; SPEC K5, K7). */
import type { EpochMs, QueueId } from "../vocabulary.ts";
import type { ContactBook } from "./contact.ts";
import { type ContactRecord, earlier, isWaiting, waitTrustedMs } from "./record.ts";

export interface WaitingContacts {
  /** Contacts that are waiting for sure. */
  readonly count: number;
  /** Since when the longest of them has waited; `null` when none waits or no start is known. */
  readonly longestWaitSince: EpochMs | null;
  /**
   * Contacts that may have gone unseen: waiting when the feed went blind, or longer than one waits without a word,
   * and not heard of since. Not in `count`.
   */
  readonly unsureWaiting: number;
  readonly longestUnsureSince: EpochMs | null;
}

/** The live view of one queue. Costs what is waiting, not what is remembered. */
export function waitingContacts(book: ContactBook, queueId: QueueId, clock: EpochMs): WaitingContacts {
  let count = 0;
  let unsureWaiting = 0;
  let longestWaitSince: EpochMs | null = null;
  let longestUnsureSince: EpochMs | null = null;
  for (const record of book.waiting.get(queueId) ?? []) {
    const isTrusted = clock - record.newsAt <= waitTrustedMs(record.media);
    if (isTrusted && record.sureAsOf === book.blindCount) {
      count += 1;
      longestWaitSince = earlier(longestWaitSince, record.queuedAt);
    } else {
      unsureWaiting += 1;
      longestUnsureSince = earlier(longestUnsureSince, record.queuedAt);
    }
  }
  return { count, longestWaitSince, unsureWaiting, longestUnsureSince };
}

/** Puts the contact on its queue's live view if it is waiting, and takes it off if it is not. */
export function indexWaiting(book: ContactBook, record: ContactRecord): void {
  if (!isWaiting(record)) {
    unindexWaiting(book, record, record.queueId);
    return;
  }
  const queue = book.waiting.get(record.queueId);
  if (queue === undefined) book.waiting.set(record.queueId, new Set([record]));
  else queue.add(record);
}

/** Takes the contact off the live view of `queueId`; an emptied queue leaves nothing behind. */
export function unindexWaiting(book: ContactBook, record: ContactRecord, queueId: QueueId): void {
  const queue = book.waiting.get(queueId);
  if (queue?.delete(record) === true && queue.size === 0) book.waiting.delete(queueId);
}
