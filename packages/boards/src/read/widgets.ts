/** Widgets and filters as they come from outside. What is left out is as a new widget of the kind has it. */
import { BOUNDS, MEDIA, meant, quoted, SEVERITIES } from "@callboard/core";
import { z } from "zod";
import { defaultWidget, WIDGET_KINDS } from "../default-widget.ts";
import {
  AGENT_GROUPINGS,
  FIGURES,
  GRID,
  QUEUE_COLUMNS,
  QUEUE_ORDERS,
  SPANS,
  TREND_FIGURES,
  TREND_STRETCHES,
  type WidgetKind,
} from "../plan.ts";
import { lines, list, number, oneOf, slug, strict, theirText, title, whole, yesNo } from "./parts.ts";
import { partOf } from "./reading.ts";

const ids = list(theirText(), BOUNDS.filterIdsMax, "entries").default([]);

export const filter = strict({
  teams: list(theirText(BOUNDS.nameCharsMax), BOUNDS.filterIdsMax, "entries").default([]),
  queues: ids,
  skills: ids,
  media: list(oneOf(MEDIA), MEDIA.length, "entries").default([]),
  sites: ids,
}).prefault({});

const span = oneOf(SPANS);
const order = oneOf(QUEUE_ORDERS);
const group = oneOf(AGENT_GROUPINGS);
/** Counts, seconds or per cent: whatever the figure is. */
const bound = number(0, 1_000_000).nullable();

const EACH = { id: slug, title: title.nullable().default(null), filter };

/** A widget of a kind: its own keys, and what every widget has. */
function widgetOf<K extends WidgetKind, Shape extends z.core.$ZodShape>(
  kind: K,
  shapeOf: (fresh: ReturnType<typeof defaultWidget<K>>) => Shape,
) {
  const fresh = defaultWidget(kind, "new");
  return strict({
    kind: z.literal(kind),
    ...EACH,
    wide: whole(1, GRID).default(fresh.wide),
    high: whole(1, GRID).default(fresh.high),
    ...shapeOf(fresh),
  });
}

const none = () => ({});

export const widget = z.discriminatedUnion(
  "kind",
  [
    widgetOf("number", (fresh) => ({
      figure: oneOf(FIGURES).default(fresh.figure),
      span: span.default(fresh.span),
      warnAt: bound.default(null),
      alarmAt: bound.default(null),
      badIs: oneOf(["high", "low"]).default(fresh.badIs),
    })),
    widgetOf("queueTiles", (fresh) => ({
      order: order.default(fresh.order),
      span: span.default(fresh.span),
    })),
    widgetOf("queueTable", (fresh) => ({
      order: order.default(fresh.order),
      span: span.default(fresh.span),
      columns: list(oneOf(QUEUE_COLUMNS), QUEUE_COLUMNS.length, "columns").default([...fresh.columns]),
    })),
    widgetOf("serviceLevel", (fresh) => ({ span: span.default(fresh.span) })),
    widgetOf("agentStates", none),
    widgetOf("agentCards", (fresh) => ({
      group: group.default(fresh.group),
      showsSignedOut: yesNo.default(fresh.showsSignedOut),
    })),
    widgetOf("overview", (fresh) => ({ group: group.default(fresh.group) })),
    widgetOf("attention", none),
    widgetOf("alerts", (fresh) => ({ from: oneOf(SEVERITIES).default(fresh.from) })),
    widgetOf("trend", (fresh) => ({
      figure: oneOf(TREND_FIGURES).default(fresh.figure),
      stretch: oneOf(TREND_STRETCHES).default(fresh.stretch),
    })),
    widgetOf("mediaMix", (fresh) => ({ span: span.default(fresh.span) })),
    widgetOf("clocks", none),
    widgetOf("note", (fresh) => ({
      text: lines(BOUNDS.noteCharsMax).default(fresh.text),
      isTicker: yesNo.default(fresh.isTicker),
    })),
    widgetOf("sites", (fresh) => ({ span: span.default(fresh.span) })),
  ],
  {
    error: ({ code, input }) => {
      if (code !== "invalid_union") return "must be an object";
      const kind = partOf(input, "kind");
      const given = kind === undefined ? "is missing" : `is ${quoted(kind)}, which no widget is`;
      return `${given}${meant(kind, WIDGET_KINDS)}`;
    },
  },
);
