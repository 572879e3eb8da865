/** Widgets as they are before anybody has changed them: for the editor, and as the stuff of presets. They show the whole floor. */
import type { Filter, Widget, WidgetKind, WidgetOf } from "./plan.ts";

/** The whole floor. */
export const NO_FILTER: Filter = { teams: [], queues: [], skills: [], media: [], sites: [] };

type Fresh<K extends WidgetKind> = Omit<WidgetOf<K>, "id" | "title" | "filter">;

const FRESH: { readonly [K in WidgetKind]: Fresh<K> } = {
  number: {
    kind: "number",
    ...{ wide: 3, high: 3, figure: "routable", span: "last1h" },
    ...{ warnAt: null, alarmAt: null, badIs: "low" },
  },
  queueTiles: { kind: "queueTiles", wide: 6, high: 9, order: "need", span: "last1h" },
  queueTable: {
    kind: "queueTable",
    ...{ wide: 12, high: 7, order: "need", span: "last1h" },
    columns: ["waitNow", "usual", "waiting", "longestWait", "serviceLevel", "abandonPct", "routable"],
  },
  serviceLevel: { kind: "serviceLevel", wide: 4, high: 5, span: "today" },
  agentStates: { kind: "agentStates", wide: 9, high: 3 },
  agentCards: { kind: "agentCards", wide: 6, high: 9, group: "state", showsSignedOut: false },
  overview: { kind: "overview", wide: 12, high: 9, group: "team" },
  attention: { kind: "attention", wide: 5, high: 12 },
  alerts: { kind: "alerts", wide: 5, high: 6, from: "low" },
  trend: { kind: "trend", wide: 8, high: 5, figure: "serviceLevel", stretch: "day" },
  mediaMix: { kind: "mediaMix", wide: 5, high: 7, span: "today" },
  clocks: { kind: "clocks", wide: 12, high: 3 },
  note: { kind: "note", wide: 12, high: 3, text: "", isTicker: false },
  sites: { kind: "sites", wide: 7, high: 7, span: "last1h" },
};

/** In the order in which the editor offers them. */
export const WIDGET_KINDS = Object.keys(FRESH) as readonly WidgetKind[];

/** A new widget of a kind. `id` must be unique on its board. */
export function defaultWidget<K extends WidgetKind>(kind: K, id: string): WidgetOf<K>;
export function defaultWidget(kind: WidgetKind, id: string): Widget {
  return { ...FRESH[kind], id, title: null, filter: NO_FILTER };
}
