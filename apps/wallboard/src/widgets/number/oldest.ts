/** How far the oldest of the figures that a number is made of is behind the floor. */
import type { FigureName } from "@callboard/boards";
import type { BoardQueue, EpochMs } from "@callboard/protocol";
import { FIGURES_OLD_MS } from "../../floor/queue-severity.ts";

/**
 * What CXone says of a queue has a time of its own; what the desk counts is as old as the floor, which the frame tells.
 *
 * @returns `null` while in time
 */
export function oldestBehindMs(
  queues: readonly Pick<BoardQueue, "statsAt">[],
  clock: EpochMs | null,
  figure: FigureName,
): number | null {
  if (figure !== "waitNow" || clock === null) return null;
  let most = 0;
  for (const { statsAt } of queues) if (statsAt !== null) most = Math.max(most, clock - statsAt);
  return most > FIGURES_OLD_MS ? most : null;
}
