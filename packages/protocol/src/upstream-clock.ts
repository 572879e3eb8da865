/**
 * CXone's clock as a screen estimates it. Every `since` on a board is told by CXone's clock, which may be minutes from
 * the server's; a duration counted from one clock to the other would be wrong by as much. Pure: no clock is read here.
 */
import type { EpochMs } from "@callboard/core";
import type { BoardFeed } from "./board.ts";
import type { Freshness } from "./freshness.ts";

/** Both clocks' words for one instant wander by what messages take on their way; less than this is no difference. */
const JITTER_MS = 1_000;

/**
 * How far CXone's clock is ahead of the server's, in milliseconds (negative: behind): the feed names one instant by
 * both, as `clock` and as `asOf`.
 *
 * @param heldMs what was found before, 0 at first. It stands until the feed differs from it by a second or more, so that
 *   a busy feed does not shake every timer; clocks that agree to within a second are taken to agree.
 */
export function upstreamAheadMs(feed: Pick<BoardFeed, "clock" | "asOf"> | null, heldMs: number): number {
  if (feed === null || feed.clock === null || feed.asOf === null) return heldMs;
  const aheadMs = feed.clock - feed.asOf;
  return Math.abs(aheadMs - heldMs) < JITTER_MS ? heldMs : aheadMs;
}

export interface FloorTimeInput {
  readonly feed: Pick<BoardFeed, "clock" | "asOf"> | null;
  readonly level: Freshness["level"];
  /** The server's clock now, as this screen estimates it. */
  readonly serverNow: EpochMs;
  /** Of `upstreamAheadMs`. */
  readonly aheadMs: number;
}

/**
 * The instant, by CXone's clock, up to which durations on the floor are counted. While the figures are old it stands
 * still at the last news: a time that runs on claims that nothing has changed since, which nobody knows.
 *
 * @returns `null` where figures are old and no news was ever dated: then no duration is known
 */
export function floorTimeOf({ feed, level, serverNow, aheadMs }: FloorTimeInput): EpochMs | null {
  switch (level) {
    case "fresh":
    case "aging":
      return serverNow + aheadMs;
    case "stale":
    case "lost":
      if (feed === null) return null;
      return feed.clock ?? (feed.asOf === null ? null : feed.asOf + aheadMs);
    default:
      return level satisfies never;
  }
}
