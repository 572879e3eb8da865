/** What a queue's windows say at one instant of the event clock. Reads only; changes nothing. */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import { startOfDay } from "../zone/zone-clock.ts";
import { bucketAt, emptySums, type Ring, sumRing, type WindowSums } from "./ring.ts";
import type { QueueWindows } from "./windows.ts";

export const WINDOW_KINDS = ["last15m", "last1h", "today"] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/**
 * Sums over one window. `answered`: contacts whose wait ended with an answer inside it; `abandoned`: with the
 * caller giving up; `arrived`: contacts queued inside it; `unmeasured`: contacts whose waiting ended inside it
 * but whose wait or end the stream did not tell, and which are in no other count (SPEC W4).
 */
export interface WindowFigures extends Readonly<WindowSums> {
  readonly kind: WindowKind;
  /** Where the window's first bucket begins. */
  readonly fromMs: EpochMs;
  /** The event clock the figures are for. */
  readonly toMs: EpochMs;
  /** O = answered + abandoned, always. */
  readonly offered: number;
}

export interface BlindInterval {
  readonly from: EpochMs;
  readonly to: EpochMs | null;
}

/**
 * The figures of one window that ends with the bucket holding `clock` (SPEC W2): 90 or 360 buckets of ten
 * seconds, so a window's far edge is sharp to ten seconds; `today` begins exactly at the local day's start, as
 * every zone's day begins on a quarter hour of UTC.
 */
export function figures(
  windows: QueueWindows,
  window: { readonly kind: WindowKind },
  clock: EpochMs,
  zone: string,
): WindowFigures {
  switch (window.kind) {
    case "last15m":
      return fineFigures(windows.fine, "last15m", clock, 900_000);
    case "last1h":
      return fineFigures(windows.fine, "last1h", clock, 3_600_000);
    case "today":
      return dayFigures(windows.day, clock, startOfDay(zone, clock));
    default:
      return window.kind satisfies never;
  }
}

function fineFigures(ring: Ring | null, kind: WindowKind, clock: EpochMs, spanMs: number): WindowFigures {
  const last = bucketAt({ bucketMs: BOUNDS.windowBucketMs }, clock);
  const first = last - spanMs / BOUNDS.windowBucketMs + 1;
  return collect(ring, kind, first, last, first * BOUNDS.windowBucketMs, clock);
}

function dayFigures(ring: Ring | null, clock: EpochMs, dayStart: EpochMs): WindowFigures {
  const shape = { bucketMs: BOUNDS.dayBucketMs };
  return collect(ring, "today", bucketAt(shape, dayStart), bucketAt(shape, clock), dayStart, clock);
}

function collect(
  ring: Ring | null,
  kind: WindowKind,
  first: number,
  last: number,
  fromMs: EpochMs,
  toMs: EpochMs,
): WindowFigures {
  const sums = ring === null ? emptySums() : sumRing(ring, first, last);
  return { ...sums, kind, fromMs, toMs, offered: sums.answered + sums.abandoned };
}

/**
 * How much of `fromMs`..`toMs` was not seen (SPEC W8). `blind` is in the order of beginning, as the floor keeps
 * it; intervals that overlap count once, and one that is still open lasts until `toMs`.
 */
export function blindMs(blind: readonly BlindInterval[], fromMs: EpochMs, toMs: EpochMs): number {
  let seenUpTo = fromMs;
  let total = 0;
  for (const interval of blind) {
    const from = Math.max(interval.from, seenUpTo);
    const to = Math.min(interval.to ?? toMs, toMs);
    if (to <= from) continue;
    total += to - from;
    seenUpTo = to;
  }
  return total;
}
