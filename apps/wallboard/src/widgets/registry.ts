/** All widgets by their kind. A kind that this version does not know is shown as such and never breaks the page. */
import type { Widget } from "@callboard/boards";
import type { Component } from "vue";
import { agentCards } from "./agent-cards/index.ts";
import { agentStates } from "./agent-states/index.ts";
import { alerts } from "./alerts/index.ts";
import { attention } from "./attention/index.ts";
import { clocks } from "./clocks/index.ts";
import type { AnyWidgetParts, WidgetBox, WidgetParts, WidgetProps } from "./contract.ts";
import { mediaMix } from "./media-mix/index.ts";
import { note } from "./note/index.ts";
import { number } from "./number/index.ts";
import { overview } from "./overview/index.ts";
import { queueTable } from "./queue-table/index.ts";
import { queueTiles } from "./queue-tiles/index.ts";
import { serviceLevel } from "./service-level/index.ts";
import { sites } from "./sites/index.ts";
import { trend } from "./trend/index.ts";

const PARTS: Partial<AnyWidgetParts> = {
  number,
  queueTiles,
  queueTable,
  serviceLevel,
  agentStates,
  agentCards,
  attention,
  alerts,
  trend,
  mediaMix,
  clocks,
  note,
  overview,
  sites,
};

/** What an unknown widget needs to say so. */
const LEAST_UNKNOWN: WidgetBox = { wideEm: 10, highEm: 3.2 };

/** `null` where this version has no such widget. */
export function componentOf(widget: Widget): Component<WidgetProps> | null {
  return partsOf(widget)?.component ?? null;
}

/** The least room in which the widget is legible. */
export function leastOf(widget: Widget): WidgetBox {
  const parts = partsOf(widget);
  if (parts === null) return LEAST_UNKNOWN;
  try {
    return parts.least(widget);
  } catch {
    // A plan of a newer version may lack what ours counts on.
    return LEAST_UNKNOWN;
  }
}

/** The most height that is of use to the widget on a page with so much room; without end for lists and charts. */
export function mostHighOf(widget: Widget, room: WidgetBox): number {
  try {
    return partsOf(widget)?.most?.(widget, room) ?? Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** The largest of the least rooms: what a screen must have for every widget to be legible on some screenful. */
export function largestLeastOf(widgets: readonly Widget[]): WidgetBox {
  const all = widgets.map(leastOf);
  return {
    wideEm: Math.max(0, ...all.map(({ wideEm }) => wideEm)),
    highEm: Math.max(0, ...all.map(({ highEm }) => highEm)),
  };
}

function partsOf(widget: Widget): WidgetParts<Widget["kind"]> | null {
  if (!Object.hasOwn(PARTS, widget.kind)) return null;
  return PARTS[widget.kind] as WidgetParts<Widget["kind"]>;
}
