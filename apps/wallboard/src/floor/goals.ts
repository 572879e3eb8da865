/** Whether the board's queues share one service-level formula, which a footnote can then name for all of them. */
import type { BoardQueue } from "@callboard/protocol";

export type SharedGoal = Pick<BoardQueue, "goalPct" | "thresholdSeconds" | "variant">;

/** The goal all queues share; `null` where they differ, or there are none. */
export function sharedGoal(queues: Iterable<BoardQueue>): SharedGoal | null {
  let shared: SharedGoal | null = null;
  for (const { goalPct, thresholdSeconds, variant } of queues) {
    shared ??= { goalPct, thresholdSeconds, variant };
    const isSame =
      shared.goalPct === goalPct &&
      shared.thresholdSeconds === thresholdSeconds &&
      shared.variant === variant;
    if (!isSame) return null;
  }
  return shared;
}
