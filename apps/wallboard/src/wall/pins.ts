/** Whether a page is held by an alert: one of its part of the floor, severe enough, that nobody has taken up or muted. */
import type { PagePlan } from "@callboard/boards";
import { type BoardAlert, SEVERITIES } from "@callboard/protocol";
import type { FloorIndex } from "../stores/floor-index.ts";

/** The alert that holds the page, the most severe first; `null` where none does. @param alerts worst first */
export function holderOf(
  page: Pick<PagePlan, "pinOn">,
  alerts: readonly BoardAlert[],
  index: Pick<FloorIndex, "hasAgent" | "hasQueue">,
): BoardAlert | null {
  const { pinOn } = page;
  if (pinOn === null) return null;
  const least = SEVERITIES.indexOf(pinOn);
  const isOpen = (alert: BoardAlert) =>
    alert.acknowledged === null &&
    alert.silenced === null &&
    !alert.isFlapping &&
    SEVERITIES.indexOf(alert.severity) <= least;
  return alerts.find((alert) => isOpen(alert) && isAbout(alert, index)) ?? null;
}

function isAbout({ entity }: BoardAlert, index: Pick<FloorIndex, "hasAgent" | "hasQueue">): boolean {
  switch (entity.kind) {
    case "feed":
      return true;
    case "agent":
      return index.hasAgent(entity.id);
    case "queue":
      return index.hasQueue(entity.id);
    default:
      return entity satisfies never;
  }
}
