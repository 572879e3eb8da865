/**
 * How old the figures on a screen are, and in which word to say it (invariant 9: old data is labelled before its
 * bound; a beat that does not come means stale, never green). Pure: both clocks come with the question.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { BoardFeed } from "./board.ts";

/**
 * `waiting` before the first board; `quiet` when live but older than usual; `catchingUp` while the desk does so with CXone,
 * or this screen with the desk; `reconnecting` in the first moments without a socket; `lost` when Callboard itself has not been heard; the rest is the feed's own word on CXone.
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
  /** The copy is known not to be the newest board: a snapshot was asked for, and beats go on meanwhile. */
  readonly isFrozen: boolean;
  /** The server's clock when the copy was last known to be the newest board (`Replica.boardAt`). */
  readonly boardAt: EpochMs;
}

const SILENT_MS = BOUNDS.silentBeats * BOUNDS.beatEveryMs;

/** The honest word for what is on the screen right now. */
export function freshnessOf(input: FreshnessInput): Freshness {
  const { feed, lastFrameAt } = input;
  const sinceFrameMs = lastFrameAt === null ? null : Math.max(0, input.localNow - lastFrameAt);
  if (feed === null || sinceFrameMs === null) return { level: "aging", word: "waiting", ageMs: null };
  if (sinceFrameMs > SILENT_MS) {
    return { level: "lost", word: "lost", ageMs: sinceFrameMs };
  }
  const ageMs = feed.asOf === null ? null : Math.max(0, input.serverNow - feed.asOf);
  const byFeed = byFeedState(feed, ageMs);
  if (byFeed.level === "stale") return byFeed;
  // A beat tells how fresh the desk's board is. Ours is another one until a frame says that it is the same.
  const behindMs = Math.max(0, input.serverNow - input.boardAt);
  const behindAgeMs = Math.max(behindMs, ageMs ?? 0);
  if (behindMs > SILENT_MS) return { level: "stale", word: "catchingUp", ageMs: behindAgeMs };
  if (!input.isConnected) return { level: "aging", word: "reconnecting", ageMs: sinceFrameMs };
  return input.isFrozen ? { level: "aging", word: "catchingUp", ageMs: behindAgeMs } : byFeed;
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
      return ageMs >= BOUNDS.staleAfterMs * BOUNDS.agingShare
        ? { level: "aging", word: "quiet", ageMs }
        : { level: "fresh", word: "live", ageMs };
    default:
      return feed.state satisfies never;
  }
}
