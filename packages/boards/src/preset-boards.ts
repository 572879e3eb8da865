/**
 * Boards that are good as they are: the first one is what a tenant's walls show before anybody has set anything. Names are
 * English; the app translates them by id. Titles are `null` throughout, since every widget names what it shows.
 */
import { defaultWidget, NO_FILTER } from "./default-widget.ts";
import type { BoardPlan, PagePlan, Widget, WidgetKind, WidgetOf } from "./plan.ts";

type Changes<K extends WidgetKind> = Partial<Omit<WidgetOf<K>, "kind" | "id" | "filter">>;

/** A widget of a kind at `[wide, high]`, otherwise as it comes. */
const put = <K extends WidgetKind>(
  kind: K,
  id: string,
  [wide, high]: readonly [number, number],
  changes?: Changes<K>,
): WidgetOf<K> => ({ ...defaultWidget(kind, id), wide, high, ...changes });

/** Ids of widgets are unique on a board, so those of a page begin with the page's. */
const page = (id: string, name: string, widgets: readonly Widget[], seconds = 20): PagePlan => ({
  id,
  name,
  seconds,
  widgets: widgets.map((widget) => ({ ...widget, id: `${id}-${widget.id}` })),
  filter: NO_FILTER,
  pinOn: "critical",
});

const board = (id: string, name: string, ...pages: readonly PagePlan[]): BoardPlan => ({
  v: 1,
  id,
  name,
  pages,
  // Televisions say that they prefer light, whatever the room is like.
  theme: "dark",
  names: "short",
  hasRibbon: true,
  soundFrom: "high",
  language: null,
});

const FLOOR: readonly Widget[] = [
  put("agentStates", "states", [12, 3]),
  put("queueTiles", "queues", [6, 9]),
  put("agentCards", "agents", [6, 9]),
];

const QUEUES: readonly Widget[] = [
  put("queueTable", "queues", [12, 7]),
  put("serviceLevel", "level", [4, 5], { span: "last1h" }),
  put("trend", "waits", [8, 5], { figure: "waitNow", stretch: "hours3" }),
];

const PEOPLE: readonly Widget[] = [
  put("agentStates", "states", [12, 3]),
  put("agentCards", "teams", [7, 9], { group: "team" }),
  // Five columns are what a usual screen needs to tell a reason whole, beside the people and not after them.
  put("attention", "attention", [5, 9]),
];

const SERVICE: readonly Widget[] = [
  put("serviceLevel", "level", [5, 6]),
  put("trend", "day", [7, 6]),
  put("mediaMix", "media", [5, 6]),
  put("sites", "sites", [7, 6], { span: "today" }),
];

const ATTENTION: readonly Widget[] = [
  put("attention", "attention", [8, 12]),
  put("number", "waiting", [4, 3], { figure: "waiting", badIs: "high" }),
  put("number", "longest", [4, 3], { figure: "longestWait", badIs: "high" }),
  put("alerts", "alerts", [4, 6]),
];

const OVERVIEW: readonly Widget[] = [
  put("number", "signed-in", [3, 3], { figure: "signedIn" }),
  put("number", "routable", [3, 3]),
  put("number", "on-contact", [3, 3], { figure: "onContact", badIs: "high" }),
  put("number", "waiting", [3, 3], { figure: "waiting", badIs: "high" }),
  put("overview", "everybody", [12, 9]),
];

/** The board of screens for which nothing was chosen. */
export const DEFAULT_BOARD_ID = "floor";

export const PRESET_BOARDS: readonly BoardPlan[] = [
  board(DEFAULT_BOARD_ID, "The floor", page("floor", "The floor", FLOOR)),
  board("queues", "Queues", page("queues", "Queues", QUEUES)),
  board("people", "People", page("people", "People", PEOPLE)),
  board("service", "Service", page("service", "Service", SERVICE)),
  board("attention", "What needs somebody", page("attention", "Needs a look", ATTENTION)),
  board("overview", "Everybody at once", page("overview", "Everybody at once", OVERVIEW)),
  board(
    "tour",
    "One after the other",
    page("floor", "The floor", FLOOR, 30),
    page("queues", "Queues", QUEUES),
    page("service", "Service", SERVICE),
  ),
];
