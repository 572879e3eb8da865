/** Pages of stored history as their entries, one at a time: what is packed is unpacked only when its turn has come. */
import type { HistoryEntry, HistoryPage } from "@callboard/alert-desk";
import { unpack } from "./pack.ts";

/** Oldest first. What stored it was ours, and nobody else writes there. */
export async function* historyEntries(page: HistoryPage): AsyncIterable<HistoryEntry> {
  for await (const text of textsOf(page)) yield* entriesOf(text);
}

async function* textsOf({ packed, plain }: HistoryPage): AsyncIterable<string> {
  for (const bytes of packed) yield await unpack(bytes);
  yield* plain;
}

/** One line after the other, so that a text of millions of characters is not held twice. */
function* entriesOf(text: string): Iterable<HistoryEntry> {
  let from = 0;
  while (from < text.length) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 ? text.length : newline;
    if (to > from) yield JSON.parse(text.slice(from, to)) as HistoryEntry;
    from = to + 1;
  }
}
