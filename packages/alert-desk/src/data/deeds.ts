/**
 * Who changed rules and sinks, and what else people did here, as it is told to administrators. What a deed set is kept beside it and not
 * told: it may be long.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { done, type Reply, wrong } from "@callboard/shell";
import type { Book } from "../book.ts";
import { noStorage } from "../people/edge.ts";

export interface AlertingDeed {
  readonly number: number;
  readonly at: EpochMs;
  readonly by: string;
  /** Words of ours: "rule changed", "sink removed". */
  readonly what: string;
  /** The id of what it was done to. */
  readonly subject: string;
}

/** The newest first; `before` is what to ask with for the next page, `null` where there is none. */
export interface AlertingDeeds {
  readonly deeds: readonly AlertingDeed[];
  readonly before: number | null;
}

const DEEDS_PER_PAGE = 50;
const MOST = BOUNDS.alertPageMax;

/** `query`: `{before, limit}` as an address has them. */
export function listDeeds(book: Book, query: Readonly<Record<string, unknown>>): Reply<AlertingDeeds> {
  const { before = Number.MAX_SAFE_INTEGER, limit = DEEDS_PER_PAGE } = query;
  const [from, count] = [Number(before), Number(limit)];
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count) || count < 1 || count > MOST)
    return wrong("This is no page", [
      `\`before\` is the number of a deed, and \`limit\` is from 1 to ${MOST}.`,
    ]);
  if (book.open() === null) return noStorage;
  const deeds = book.read(() => book.stores.settings.deeds(from, count));
  if (deeds === null) return noStorage;
  return done({ deeds, before: deeds.length === count ? (deeds.at(-1)?.number ?? null) : null });
}
