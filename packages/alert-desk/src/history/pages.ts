/** Stored history, page by page, for backtests: chunks as they are stored, then what is not packed yet. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { done, type Reply } from "@callboard/shell";
import { z } from "zod";
import type { Book } from "../book.ts";
import { instant, noStorage, readEdge } from "../people/edge.ts";
import type { ChunkHead } from "../storage/history-store.ts";
import type { HistoryPage } from "../views.ts";
import { lineOf } from "./entries.ts";

const query = z.object({
  from: instant,
  to: instant,
  /** The chunk to go on with. Where there is none of it yet, what is not packed follows on the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, "must be the `cursor` of the page before")
    .nullish(),
  /** For whoever looks at the floor and does not judge it: it begins with a waypoint where one is nearer. */
  withWaypoints: z.boolean().default(false),
});

type Stretch = z.infer<typeof query>;

/** Chunks looked at for one page. */
const HEADS_MAX = 500;

export function historyPage(book: Book, value: unknown): Reply<HistoryPage> {
  const read = readEdge("stretch of history", query, value);
  if (read.kind === "refused") return read;
  if (book.open() === null) return noStorage;
  const stretch = read.value;
  const page = book.read(() => {
    const first = stretch.cursor == null ? firstChunk(book, stretch) : Number(stretch.cursor);
    return (first === null ? null : chunks(book, first, stretch)) ?? tail(book, stretch);
  });
  return page === null ? noStorage : done(page);
}

/** The newest whole floor at or before `from`, else the oldest there is. */
function firstChunk({ stores: { history } }: Book, stretch: Stretch): number | null {
  return (history.keyframeBefore(stretch.from, stretch) ?? history.firstKeyframe(stretch))?.id ?? null;
}

/** Chunks from this one on, as many as fit a page; `null` where nothing is packed from there on. */
function chunks({ stores: { history } }: Book, fromId: number, stretch: Stretch): HistoryPage | null {
  const heads = history.heads(fromId, HEADS_MAX, stretch);
  const taken: ChunkHead[] = [];
  let bytes = 0;
  for (const head of heads) {
    if (head.from > stretch.to) return pageOf((one) => history.bytesOf(one), taken, null);
    if (taken.length > 0 && bytes + head.bytes > BOUNDS.historyPageBytesMax) break;
    taken.push(head);
    bytes += head.bytes;
  }
  const last = taken.at(-1);
  // What is packed before the next page is asked for has a newer id, and stands there.
  return last === undefined ? null : pageOf((head) => history.bytesOf(head), taken, String(last.id + 1));
}

function pageOf(
  bytesOf: (head: ChunkHead) => Uint8Array,
  heads: readonly ChunkHead[],
  cursor: string | null,
): HistoryPage {
  const packed = heads.map((head) => bytesOf(head));
  return { packed, plain: [], from: heads[0]?.from ?? null, to: heads.at(-1)?.to ?? null, cursor };
}

/** What is not packed yet is a minute or so; were it ever more than a page, the newest of it would be left out. */
function tail({ stores: { stream } }: Book, { to, withWaypoints }: Stretch): HistoryPage {
  const plain: string[] = [];
  let chars = 0;
  let from: EpochMs | null = null;
  let until: EpochMs | null = null;
  for (let entry = stream.nextUnpacked(0); entry !== null; entry = stream.nextUnpacked(entry.id)) {
    const line = lineOf(entry);
    if (line === null || (entry.kind === "waypoint" && !withWaypoints)) continue;
    chars += line.length;
    if (entry.at > to || (plain.length > 0 && chars > BOUNDS.historyPageBytesMax)) break;
    plain.push(line);
    from ??= entry.at;
    until = entry.at;
  }
  return { packed: [], plain, from, to: until, cursor: null };
}
