/**
 * Whether anybody watches for alerts at all. A floor without alerts and a floor that nobody looks at must never look
 * alike, so everything but a sure "watched" has a word of its own.
 */
import type { BoardAlert, BoardAlerting, Freshness } from "@callboard/protocol";

/** `unheard`: the alert desk does not report; `frozen`: it waits for the floor; `lost`: this screen hears nothing. */
export type AlertWatch = "watched" | "unheard" | "frozen" | "lost";

/** @param alerting `null` before the first board */
export function watchOf(alerting: BoardAlerting | null, level: Freshness["level"]): AlertWatch {
  if (level === "lost") return "lost";
  if (alerting === null) return "unheard";
  switch (alerting.state) {
    case "unheard":
      return "unheard";
    case "frozen":
      return "frozen";
    case "watching":
      return level === "stale" ? "frozen" : "watched";
    default:
      return alerting.state satisfies never;
  }
}

/** On a floor that is not seen, alerts wait as they were; those about the feed itself are the only ones still decided. */
export function isAlive({ entity }: Pick<BoardAlert, "entity">, watch: AlertWatch): boolean {
  return watch === "watched" || (watch === "frozen" && entity.kind === "feed");
}

/** The same alerts in the same order, but that what is alive stands before what waits. */
export function aliveFirst(ordered: readonly BoardAlert[], watch: AlertWatch): readonly BoardAlert[] {
  if (watch !== "frozen") return ordered;
  return [
    ...ordered.filter((alert) => isAlive(alert, watch)),
    ...ordered.filter((alert) => !isAlive(alert, watch)),
  ];
}
