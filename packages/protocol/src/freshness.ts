/**
 * How old the figures on a screen are, and in which word to say it (reliability invariant 9: old data is labelled
 * before its bound; a beat that does not come means stale, never green). Pure: both clocks come with the question.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { BoardFeed } from "./board.ts";

/**
 * `waiting` before the first board; `quiet` when live but older than usual; `reconnecting` in the first moments without
 * a socket; `lost` when Callboard itself has not been heard; the rest is the feed's own word on CXone.
 */
export type FreshnessWord =
  | "waiting"
  | "live"
  | "quiet"
  | "starting"
  | "catchingUp"
  | "reconnecting"
  | "stale"
  | "down"
  | "paused"
  | "refused"
  | "misconfigured"
  | "lost";

export interface Freshness {
  /** `fresh` may look live; `aging` must show its age; `stale` and `lost` must look old as a whole. */
  readonly level: "fresh" | "aging" | "stale" | "lost";
  readonly word: FreshnessWord;
  /** Since the last news: from CXone, or for `lost` and `reconnecting` from Callboard. `null`: there was none. */
  readonly ageMs: number | null;
}

export interface FreshnessInput {
  readonly feed: BoardFeed | null;
  /** The server's clock now, as this screen estimates it. */
  readonly serverNow: EpochMs;
  /** This screen's own monotone clock: now, and when a frame last came. */
  readonly localNow: number;
  readonly lastFrameAt: number | null;
  readonly isConnected: boolean;
}

const SILENT_BEATS = 2.4;
const AGING_SHARE = 0.5;

/** The honest word for what is on the screen right now. */
export function freshnessOf(input: FreshnessInput): Freshness {
  const { feed, lastFrameAt } = input;
  const sinceFrameMs = lastFrameAt === null ? null : Math.max(0, input.localNow - lastFrameAt);
  if (feed === null || sinceFrameMs === null) return { level: "aging", word: "waiting", ageMs: null };
  if (sinceFrameMs > SILENT_BEATS * BOUNDS.beatEveryMs) {
    return { level: "lost", word: "lost", ageMs: sinceFrameMs };
  }
  const ageMs = feed.asOf === null ? null : Math.max(0, input.serverNow - feed.asOf);
  const byFeed = byFeedState(feed, ageMs);
  if (!input.isConnected && byFeed.level !== "stale") {
    return { level: "aging", word: "reconnecting", ageMs: sinceFrameMs };
  }
  return byFeed;
}

function byFeedState(feed: BoardFeed, ageMs: number | null): Freshness {
  const isOld = ageMs === null || ageMs >= BOUNDS.staleAfterMs;
  switch (feed.state) {
    case "stale":
    case "down":
    case "paused":
    case "refused":
    case "misconfigured":
      return { level: "stale", word: feed.state, ageMs };
    case "starting":
    case "catchingUp":
      // Having nothing yet is a start; having something old is old, whatever is being done about it.
      return { level: ageMs !== null && isOld ? "stale" : "aging", word: feed.state, ageMs };
    case "live":
      if (isOld) return { level: "stale", word: "stale", ageMs };
      return ageMs >= BOUNDS.staleAfterMs * AGING_SHARE
        ? { level: "aging", word: "quiet", ageMs }
        : { level: "fresh", word: "live", ageMs };
    default:
      return feed.state satisfies never;
  }
}
