/** What was usual over a stretch of time, hour by hour of the site's zone, for whoever draws it (SPEC B9). Reads only. */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import { hourOfWeek, startOfLocalHour } from "../zone/zone-clock.ts";
import { type BaselineBook, baselineOf, type HourUsual } from "./baseline.ts";

/** The usual of one whole hour of the wall clock. */
export interface UsualSpan extends HourUsual {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const HOUR_MS = 3_600_000;

/**
 * The usual of each hour that has a part in `from`..`to`, oldest first and whole; hours of which nothing was learned are left
 * out. At most `usualHoursMax` hours are looked at, the first ones.
 */
export function usualBetween(
  book: BaselineBook,
  zone: string,
  queueId: QueueId,
  from: EpochMs,
  to: EpochMs,
): UsualSpan[] {
  const spans: UsualSpan[] = [];
  let start = startOfLocalHour(zone, from);
  for (let hour = 0; hour < BOUNDS.usualHoursMax && start < to; hour += 1) {
    const usual = baselineOf(book, queueId, hourOfWeek(zone, start));
    // Where clocks change by half an hour, the hour that the wall clock strikes next is not a whole one away.
    const end = Math.max(startOfLocalHour(zone, start + HOUR_MS), start + HOUR_MS / 2);
    if (usual !== null) spans.push({ from: start, to: end, ...usual });
    start = end;
  }
  return spans;
}
