/**
 * What a contact adds to its queue's windows, and where (SPEC W4, W5): a function of the merged facts alone, so
 * that taking the old marks back and adding the new ones leaves the windows as if the facts had come in order.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import type { Contribution } from "../windows/ring.ts";
import { add, type QueueWindows } from "../windows/windows.ts";
import type { ContactRecord } from "./record.ts";

interface Mark {
  readonly at: EpochMs;
  readonly contribution: Contribution;
}

const UNMEASURED: Contribution = { unmeasured: 1 };
const ARRIVED: Contribution = { arrived: 1 };

/** The marks of one contact: its arrival, the end of its wait, and its talk, as far as each is known. */
export function marksOf(record: ContactRecord): Mark[] {
  if (record.outbound) return [];
  const marks: Mark[] = [];
  if (record.queuedAt !== null) marks.push({ at: record.queuedAt, contribution: ARRIVED });
  const waitEnd = waitEndOf(record);
  if (waitEnd !== null) marks.push(waitEnd);
  const { answeredAt, endedAt } = record;
  if (answeredAt !== null && endedAt !== null && endedAt >= answeredAt) {
    marks.push({ at: endedAt, contribution: { talks: 1, talkMs: endedAt - answeredAt } });
  }
  return marks;
}

/** Adds (1) or takes back (-1) all marks of a contact. */
export function applyMarks(windows: QueueWindows | null, marks: readonly Mark[], sign: 1 | -1): void {
  if (windows === null) return;
  for (const mark of marks) add(windows, mark.at, mark.contribution, sign);
}

function waitEndOf(record: ContactRecord): Mark | null {
  const { queuedAt, answeredAt, abandonedAt, endedAt } = record;
  if (answeredAt !== null) {
    return { at: answeredAt, contribution: answeredMark(waitMs(queuedAt, answeredAt), record.withinMs) };
  }
  if (abandonedAt !== null) return { at: abandonedAt, contribution: abandonedMark(record, abandonedAt) };
  // A talk that ended was answered once, but nobody told us when: in no count rather than in a wrong one.
  return endedAt === null ? null : { at: endedAt, contribution: UNMEASURED };
}

function answeredMark(wait: number | null, withinMs: number): Contribution {
  if (wait === null) return UNMEASURED;
  return { answered: 1, waitMs: wait, answeredWithin: wait <= withinMs ? 1 : 0 };
}

function abandonedMark(record: ContactRecord, abandonedAt: EpochMs): Contribution {
  const wait = waitMs(record.queuedAt, abandonedAt);
  if (wait === null) return UNMEASURED;
  return {
    abandoned: 1,
    abandonedWithin: wait <= record.withinMs ? 1 : 0,
    shortAbandoned: wait < record.shortMs ? 1 : 0,
  };
}

/** `null` when the wait's start is unknown, or lies so far behind its end that one of the two must be wrong. */
function waitMs(queuedAt: EpochMs | null, until: EpochMs): number | null {
  if (queuedAt === null || queuedAt > until + BOUNDS.sinceJitterMs) return null;
  return Math.max(0, until - queuedAt);
}
