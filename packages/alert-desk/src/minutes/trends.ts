/** How queues went, from the minutes that were kept. What was not seen has no point; nothing is put between two of them. */
import { BOUNDS, type EpochMs, startOfDay } from "@callboard/core";
import { done, type Reply } from "@callboard/shell";
import type { Book } from "../book.ts";
import { trendsQuery } from "../people/asked.ts";
import { noStorage, readEdge } from "../people/edge.ts";
import type { TrendFigures, TrendStretch } from "../views.ts";
import { MINUTE_MS } from "./open-minute.ts";

const HOUR_MS = 60 * MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;

/** `{queues, stretch}`: the last hours by the minute, or the site's day by quarter hours, each at its end. */
export function trends(book: Book, value: unknown): Reply<TrendFigures> {
  const read = readEdge("question for trends", trendsQuery, value);
  if (read.kind === "refused") return read;
  const memory = book.open();
  if (memory === null) return noStorage;
  // CXone's clock may be a little ahead of ours, and minutes are by CXone's.
  const at = Math.max(book.now, memory.stream.clock);
  const stretch = stretchOf(read.value.stretch, at, memory.engine.header?.zone ?? book.settings.zone);
  const asked = new Set(read.value.queues);
  const points = book.read(() => book.stores.minutes.points(asked, stretch));
  if (points === null) return noStorage;
  const trendOf = (queueId: string) => ({ queueId, ...stretch, points: points.get(queueId) ?? [] });
  return done({ at: book.now, trends: Array.from(asked, trendOf) });
}

function stretchOf(stretch: TrendStretch, to: EpochMs, zone: string) {
  switch (stretch) {
    case "hours3":
      return { from: to - 3 * HOUR_MS, to, stepMs: stepOf(3 * HOUR_MS) };
    case "hours8":
      return { from: to - 8 * HOUR_MS, to, stepMs: stepOf(8 * HOUR_MS) };
    case "day":
      return { from: startOfDay(zone, to), to, stepMs: QUARTER_MS };
    default:
      return stretch satisfies never;
  }
}

/** So many minutes that no queue has more points than can be told apart. */
const stepOf = (ms: number): number => MINUTE_MS * Math.ceil(ms / MINUTE_MS / BOUNDS.trendPointsMax);
