/**
 * The sliding windows of one queue, in UTC buckets (guide, edge case 3; SPEC W1): ten seconds fine over the last
 * hour, quarter hours over the last day. What goes in comes from merged contacts and is taken back when a late
 * event corrects them; REST figures never come here.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import { addToRing, type Contribution, createRing, type Ring } from "./ring.ts";

export interface QueueWindows {
  /** Both rings are made with the first contribution: most queues of a big site are silent. */
  fine: Ring | null;
  day: Ring | null;
  /** Rises with whatever goes in or is taken back, so that who has summed them up knows if that still holds. Not packed. */
  additions: number;
}

export function createWindows(): QueueWindows {
  return { fine: null, day: null, additions: 0 };
}

/**
 * Adds (`sign` 1) or takes back (-1) what happened at `at`. An instant older than a ring changes only the ring
 * that still reaches it (SPEC W3).
 */
export function add(windows: QueueWindows, at: EpochMs, contribution: Contribution, sign: 1 | -1): void {
  windows.fine ??= createRing(BOUNDS.windowBucketMs, BOUNDS.windowFineBuckets);
  windows.day ??= createRing(BOUNDS.dayBucketMs, BOUNDS.dayBuckets);
  windows.additions += 1;
  addToRing(windows.fine, at, contribution, sign);
  addToRing(windows.day, at, contribution, sign);
}

/** Counts an agent's wrap-up of known length where it ended (SPEC W5); one of unknown length is not counted. */
export function addWrapUp(windows: QueueWindows, endedAt: EpochMs, wrapMs: number): void {
  if (!Number.isFinite(wrapMs) || wrapMs < 0) return;
  add(windows, endedAt, { wrapMs, wraps: 1 }, 1);
}
