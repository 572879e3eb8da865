/**
 * The book of contacts as plain JSON for a checkpoint, and back (SPEC K9). It belongs to the windows of the same
 * checkpoint: together they say who was counted where. Unpacking trusts no byte and answers `null` for what it
 * cannot read, whole or not at all.
 */
import { BOUNDS } from "../bounds.ts";
import { type ContactId, type EpochMs, MEDIA, type QueueId } from "../vocabulary.ts";
import { type ContactBook, createContactBook } from "./contact.ts";
import type { ContactRecord } from "./record.ts";
import { indexWaiting } from "./waiting.ts";

/** Ages are in milliseconds before `base`; whole-day epochs would make the checkpoint twice as long. */
type PackedContact = readonly [
  id: ContactId,
  queue: number,
  newsAge: number,
  queuedAge: number | null,
  offeredAge: number | null,
  answeredAge: number | null,
  endedAge: number | null,
  abandonedAge: number | null,
  withinMs: number,
  shortMs: number,
  flags: number,
];

export interface PackedContacts {
  readonly v: 2;
  readonly base: EpochMs;
  readonly queues: readonly QueueId[];
  readonly contacts: readonly PackedContact[];
}

const OUTBOUND = 1;
const UNSURE = 2;
/** The medium's place in `MEDIA` stands above the two bits. */
const MEDIA_UNIT = 4;

export function packContacts(book: ContactBook): PackedContacts {
  let base: EpochMs = 0;
  const queues = new Map<QueueId, number>();
  for (const record of book.contacts.values()) {
    base = Math.max(base, record.newsAt);
    if (!queues.has(record.queueId)) queues.set(record.queueId, queues.size);
  }
  const age = (at: EpochMs | null): number | null => (at === null ? null : base - at);
  const contacts = Array.from(book.contacts.values(), (record): PackedContact => {
    const unsure = record.sureAsOf === book.blindCount ? 0 : UNSURE;
    return [
      record.id,
      queues.get(record.queueId) ?? 0,
      base - record.newsAt,
      age(record.queuedAt),
      age(record.offeredAt),
      age(record.answeredAt),
      age(record.endedAt),
      age(record.abandonedAt),
      record.withinMs,
      record.shortMs,
      MEDIA.indexOf(record.media) * MEDIA_UNIT + ((record.outbound ? OUTBOUND : 0) | unsure),
    ];
  });
  return { v: 2, base, queues: [...queues.keys()], contacts };
}

/** The book a checkpoint holds, or `null` when it is not what `packContacts` wrote. Never throws. */
export function unpackContacts(packed: unknown): ContactBook | null {
  if (typeof packed !== "object" || packed === null) return null;
  const { v, base, queues, contacts } = packed as Partial<Record<keyof PackedContacts, unknown>>;
  if (v !== 2 || !isNumber(base) || !Array.isArray(queues) || !Array.isArray(contacts)) return null;
  if (contacts.length > BOUNDS.contactsMax) return null;
  const book = createContactBook();
  // One blind stretch has passed for those that were unsure, and none for the others.
  book.blindCount = 1;
  for (const row of contacts as readonly unknown[]) {
    const record = unpackContact(row, base, queues);
    if (record === null || book.contacts.has(record.id)) return null;
    book.contacts.set(record.id, record);
    indexWaiting(book, record);
  }
  return book;
}

function unpackContact(row: unknown, base: EpochMs, queues: readonly unknown[]): ContactRecord | null {
  if (!Array.isArray(row)) return null;
  const [id, queue, newsAge, queued, offered, answered, ended, abandoned, withinMs, shortMs, flags] =
    row as readonly unknown[];
  const queueId = isNumber(queue) ? queues[queue] : null;
  const ages = [queued, offered, answered, ended, abandoned];
  if (typeof id !== "string" || typeof queueId !== "string" || !ages.every(isAge)) return null;
  if (!isNumber(newsAge) || newsAge < 0 || !isNumber(withinMs) || !isNumber(shortMs) || !isNumber(flags))
    return null;
  const media = MEDIA[Math.floor(flags / MEDIA_UNIT)];
  if (media === undefined) return null;
  const instant = (age: unknown): EpochMs | null => (isNumber(age) ? base - age : null);
  return {
    id,
    queueId,
    newsAt: base - newsAge,
    queuedAt: instant(queued),
    offeredAt: instant(offered),
    answeredAt: instant(answered),
    endedAt: instant(ended),
    abandonedAt: instant(abandoned),
    media,
    outbound: (flags & OUTBOUND) !== 0,
    withinMs,
    shortMs,
    sureAsOf: (flags & UNSURE) === 0 ? 1 : 0,
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isAge(value: unknown): boolean {
  return value === null || (isNumber(value) && value >= 0);
}
