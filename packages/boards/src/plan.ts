/**
 * What people lay out and set: boards of pages and widgets, and which screen shows which board when. Plain data, as it is
 * stored, exported and sent to screens. Nothing here may pull in a validation library: walls load these words.
 */
import type { Media, NameStyle, Severity } from "@callboard/protocol";

/** Which part of the floor a page or widget is about. An empty list asks for nothing; several lists must all hold. */
export interface Filter {
  /** Teams by the name that the roster gives them. */
  readonly teams: readonly string[];
  /** Queues by id. For agents: those whose skills reach one of them, or who work for one now. */
  readonly queues: readonly string[];
  /** Skills by id. For queues: those that the skill serves. */
  readonly skills: readonly string[];
  /** For agents: those on a contact of such a queue, or whose skills reach one. */
  readonly media: readonly Media[];
  /** Sites by id; a site is the teams and queues that its setting names. */
  readonly sites: readonly string[];
}

/** Single figures that a big number may show. */
export const FIGURES = [
  "routable",
  "readyNotRoutable",
  "onContact",
  "wrapUp",
  "notReady",
  "signedIn",
  "waiting",
  "longestWait",
  "waitNow",
  "serviceLevel",
  "offered",
  "answered",
  "abandoned",
  "abandonPct",
  "asa",
  "aht",
] as const;
export type FigureName = (typeof FIGURES)[number];

/** Over which window a figure of contacts is counted; figures of this moment have none. */
export const SPANS = ["last15m", "last1h", "today"] as const;
export type Span = (typeof SPANS)[number];

export const QUEUE_COLUMNS = [
  "waitNow",
  "usual",
  "waiting",
  "longestWait",
  "serviceLevel",
  "serviceLevelCxone",
  "abandonPct",
  "offered",
  "answered",
  "abandoned",
  "asa",
  "aht",
  "routable",
  "media",
] as const;
export type QueueColumn = (typeof QUEUE_COLUMNS)[number];

export const TREND_FIGURES = ["waitNow", "waiting", "serviceLevel", "offered", "routable"] as const;
export type TrendFigure = (typeof TREND_FIGURES)[number];

/** The last three or eight hours by the minute, or the site's day by the quarter hour. */
export const TREND_STRETCHES = ["hours3", "hours8", "day"] as const;
export type TrendStretch = (typeof TREND_STRETCHES)[number];

export const AGENT_GROUPINGS = ["state", "team"] as const;
export type AgentGrouping = (typeof AGENT_GROUPINGS)[number];

/** How queues are ordered: who needs somebody most first, by name, or by the contacts that wait. */
export const QUEUE_ORDERS = ["need", "name", "waiting"] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

/** Columns and rows of the grid in which widgets are placed; a widget's `wide` and `high` are so many of them. */
export const GRID = 12;

/** What every widget has. It gets at least the room it needs to be legible, even where it asks for less. */
interface WidgetBase {
  /** Unique on its board. */
  readonly id: string;
  /** `null` is the widget's own name for what it shows, in the board's language. */
  readonly title: string | null;
  /** 1..GRID */
  readonly wide: number;
  readonly high: number;
  readonly filter: Filter;
}

export interface NumberWidget extends WidgetBase {
  readonly kind: "number";
  readonly figure: FigureName;
  readonly span: Span;
  /** From where on it is a warning, and from where on an alarm; `direction` says which side is bad. `null`: never. */
  readonly warnAt: number | null;
  readonly alarmAt: number | null;
  readonly badIs: "high" | "low";
}
export interface QueueTilesWidget extends WidgetBase {
  readonly kind: "queueTiles";
  readonly order: QueueOrder;
  readonly span: Span;
}
export interface QueueTableWidget extends WidgetBase {
  readonly kind: "queueTable";
  readonly order: QueueOrder;
  readonly span: Span;
  readonly columns: readonly QueueColumn[];
}
/** The service level of the queues together against their goal, with the formula named. */
export interface ServiceLevelWidget extends WidgetBase {
  readonly kind: "serviceLevel";
  readonly span: Span;
}
export interface AgentStatesWidget extends WidgetBase {
  readonly kind: "agentStates";
}
export interface AgentCardsWidget extends WidgetBase {
  readonly kind: "agentCards";
  readonly group: AgentGrouping;
  /** Signed-out people are not listed unless asked for. */
  readonly showsSignedOut: boolean;
}
/** Everybody at once, a cell each, on a canvas; for floors of thousands. */
export interface OverviewWidget extends WidgetBase {
  readonly kind: "overview";
  readonly group: AgentGrouping;
}
/** What needs a supervisor now, worst first: alerts, queues off their goal, people whose state asks for a look. */
export interface AttentionWidget extends WidgetBase {
  readonly kind: "attention";
}
export interface AlertsWidget extends WidgetBase {
  readonly kind: "alerts";
  /** The least severe that is shown. */
  readonly from: Severity;
}
export interface TrendWidget extends WidgetBase {
  readonly kind: "trend";
  readonly figure: TrendFigure;
  readonly stretch: TrendStretch;
}
export interface MediaMixWidget extends WidgetBase {
  readonly kind: "mediaMix";
  readonly span: Span;
}
/** A clock each; no site listed means all of them, and the tenant's own zone where there is none. */
export interface ClocksWidget extends WidgetBase {
  readonly kind: "clocks";
}
export interface NoteWidget extends WidgetBase {
  readonly kind: "note";
  readonly text: string;
  /** A ticker shows one sentence after the other; it does not slide. */
  readonly isTicker: boolean;
}
/** One line a site: who is routable, what waits, the service level, the local time, open or closed. */
export interface SitesWidget extends WidgetBase {
  readonly kind: "sites";
  readonly span: Span;
}

export type Widget =
  | NumberWidget
  | QueueTilesWidget
  | QueueTableWidget
  | ServiceLevelWidget
  | AgentStatesWidget
  | AgentCardsWidget
  | OverviewWidget
  | AttentionWidget
  | AlertsWidget
  | TrendWidget
  | MediaMixWidget
  | ClocksWidget
  | NoteWidget
  | SitesWidget;
export type WidgetKind = Widget["kind"];
export type WidgetOf<K extends WidgetKind> = Extract<Widget, { kind: K }>;

export interface PagePlan {
  readonly id: string;
  readonly name: string;
  /** How long it stays before the next page comes. */
  readonly seconds: number;
  /** In the order in which they are placed. What finds no legible room goes to a further screenful of the same page. */
  readonly widgets: readonly Widget[];
  /** All widgets of the page are about this part of the floor, besides their own filters. */
  readonly filter: Filter;
  /** The page stays while such an alert (or a worse one) of its part of the floor fires that nobody has acknowledged. */
  readonly pinOn: Severity | null;
}

export const THEMES = ["auto", "dark", "light", "night"] as const;
/** `auto` follows the device's own setting; `night` is dark and dimmed. */
export type Theme = (typeof THEMES)[number];

export const LANGUAGES = ["en", "de", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface BoardPlan {
  readonly v: 1;
  readonly id: string;
  readonly name: string;
  readonly pages: readonly PagePlan[];
  readonly theme: Theme;
  /** How names are shown on this board; screens are sent no more than that. */
  readonly names: NameStyle;
  /** The alert ribbon at the foot of every page. */
  readonly hasRibbon: boolean;
  /** Alerts of this severity and worse sound once the screen's sound is switched on; `null`: never. */
  readonly soundFrom: Severity | null;
  /** `null` is the tenant's language. */
  readonly language: Language | null;
}

/** A board at certain hours, by the wall clock of the screen's site. An end at or before the start is on the next day. */
export interface ScheduleSpan {
  /** ISO weekdays on which it starts, 1 = Monday. */
  readonly days: readonly number[];
  /** "HH:MM" */
  readonly from: string;
  readonly to: string;
  readonly board: string;
  /** `null` is the board's own. */
  readonly theme: Theme | null;
}

/** One television (or tablet on a stand), as people name it. */
export interface ScreenPlan {
  readonly id: string;
  readonly name: string;
  /** The board outside of all spans. */
  readonly board: string;
  /** The first span that holds the instant wins. */
  readonly schedule: readonly ScheduleSpan[];
  /** The site whose zone the schedule is in; `null` is the tenant's own. */
  readonly site: string | null;
  readonly metres: number;
  readonly inches: number;
  readonly language: Language | null;
}
