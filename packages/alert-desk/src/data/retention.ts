/**
 * How long the alert desk keeps what, as the tenant has set it, within what the product keeps at most. What is put in force is
 * obeyed by the next slice of the alarm; it must never lengthen anything beyond the bounds.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { ByPerson } from "@callboard/protocol";
import { done, type Refused, type Reply, stale } from "@callboard/shell";
import type { Book } from "../book.ts";
import { noStorage, readPerson } from "../people/edge.ts";
import type { Stores } from "../stores.ts";

export const DAY_MS = 24 * 3_600_000;

/** In days. */
export interface KeptDays {
  readonly historyDays: number;
  readonly minutesDays: number;
  readonly alertsDays: number;
  readonly auditDays: number;
}

export interface StoredRetention {
  readonly revision: number;
  readonly changed: ByPerson | null;
  readonly value: KeptDays;
}

/** What nobody has set. */
const PRODUCT: StoredRetention = {
  revision: 0,
  changed: null,
  value: {
    historyDays: BOUNDS.historyKeepMs / DAY_MS,
    minutesDays: BOUNDS.historyKeepMs / DAY_MS,
    alertsDays: BOUNDS.alertHistoryKeepMs / DAY_MS,
    auditDays: BOUNDS.auditKeepMs / DAY_MS,
  },
};

/** Rows that are older than a retention allows. */
export interface TooOld {
  readonly historyChunks: number;
  readonly historyBytes: number;
  readonly minutes: number;
  readonly alerts: number;
  readonly notices: number;
  /** Of the alert desk's own log of deeds. */
  readonly deeds: number;
}

export interface KeptView extends StoredRetention {
  readonly isTrial: boolean;
  readonly goes: TooOld;
}

/** Read where it has been written by somebody whose product kept longer, too: nothing is kept longer than by this one. */
export function retentionIn({ settings }: Pick<Stores, "settings">): StoredRetention {
  const stored = settings.retention();
  return stored === null ? PRODUCT : { ...stored, value: within(stored.value) };
}

const within = ({ historyDays, minutesDays, alertsDays, auditDays }: KeptDays): KeptDays => ({
  historyDays: Math.min(historyDays, PRODUCT.value.historyDays),
  minutesDays: Math.min(minutesDays, PRODUCT.value.minutesDays),
  alertsDays: Math.min(alertsDays, PRODUCT.value.alertsDays),
  auditDays: Math.min(auditDays, PRODUCT.value.auditDays),
});

export const isSameKept = (one: KeptDays, other: KeptDays): boolean =>
  one.historyDays === other.historyDays &&
  one.minutesDays === other.minutesDays &&
  one.alertsDays === other.alertsDays &&
  one.auditDays === other.auditDays;

export function showRetention(book: Book): Reply<KeptView> {
  const memory = book.open();
  const view = memory === null ? null : book.read(() => viewOf(book, retentionIn(book.stores), false));
  return view === null ? noStorage : done(view);
}

/** `value` has been read. A trial says what would go and changes nothing, whatever the revision. */
export function putRetention(
  book: Book,
  order: { readonly revision: number; readonly value: KeptDays; readonly isTrial: boolean },
  by: unknown,
): Reply<KeptView> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const put = book.commit((): KeptView | Refused => {
    const before = retentionIn(book.stores);
    const value = within(order.value);
    if (order.isTrial) return viewOf(book, { ...before, value }, true);
    if (order.revision !== before.revision) return stale("how long is kept what", order.revision, before);
    return viewOf(book, saveRetention(book, value, who.value), false);
  });
  if (put.kind === "failed") return noStorage;
  return "kind" in put.value ? put.value : done(put.value);
}

/** Inside a transaction. */
export function saveRetention(book: Book, value: KeptDays, by: string): StoredRetention {
  const { settings } = book.stores;
  const changed = { by, at: book.now };
  const stored = { revision: retentionIn(book.stores).revision + 1, changed, value };
  settings.saveRetention(stored);
  settings.noteDeed({ ...changed, what: "retention changed", subject: "retention", body: value });
  return stored;
}

const viewOf = (book: Book, stored: StoredRetention, isTrial: boolean): KeptView => ({
  ...stored,
  ...{ isTrial, goes: tooOld(book.stores, stored.value, book.now) },
});

function tooOld(
  { history, minutes, alerts, notices, settings }: Stores,
  kept: KeptDays,
  now: EpochMs,
): TooOld {
  const { chunks, bytes } = history.countBefore(now - kept.historyDays * DAY_MS);
  return {
    ...{ historyChunks: chunks, historyBytes: bytes },
    minutes: minutes.countBefore(now - kept.minutesDays * DAY_MS),
    alerts: alerts.countBefore(now - kept.alertsDays * DAY_MS),
    notices: notices.countBefore(now - kept.alertsDays * DAY_MS),
    deeds: settings.countDeedsBefore(now - kept.auditDays * DAY_MS),
  };
}
