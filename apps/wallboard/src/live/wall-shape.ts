/**
 * What a wall was told of its boards, read by hand: a validation library is too heavy for televisions, and the Worker has
 * checked it already. So this is tolerant. What makes no sense is left out or given its plain value, and only where no
 * board is left is there nothing. It must never throw.
 */
import {
  type BoardPlan,
  type Filter,
  GRID,
  LANGUAGES,
  type PagePlan,
  type ScheduleSpan,
  type ScreenPlan,
  type SiteView,
  SPANS,
  THEMES,
  type WallSetup,
  type Widget,
} from "@callboard/boards";
import { BOUNDS, NAME_STYLES, SEVERITIES } from "@callboard/protocol";

type Row = Readonly<Record<string, unknown>>;

/** `null` where there is no board in it. */
export function readWallSetup(value: unknown): WallSetup | null {
  const row = rowOf(value);
  if (row === null) return null;
  const boards = listOf(row.boards).map(readBoard).filter(isThere).slice(0, BOUNDS.boardsMax);
  if (boards.length === 0) return null;
  return {
    revision: numberOr(row.revision, 0),
    screen: readScreen(row.screen),
    boards,
    sites: listOf(row.sites).map(readSite).filter(isThere),
    goals: readGoals(row.goals),
    language: oneOf(LANGUAGES, row.language) ?? "en",
    zone: textOr(row.zone, "UTC"),
  };
}

/** A board by itself: also for trying one out before it is kept. */
function readBoard(value: unknown): BoardPlan | null {
  const row = rowOf(value);
  if (row === null || typeof row.id !== "string") return null;
  return {
    v: 1,
    id: row.id,
    name: textOr(row.name, ""),
    pages: listOf(row.pages).map(readPage).filter(isThere).slice(0, BOUNDS.pagesPerBoardMax),
    theme: oneOf(THEMES, row.theme) ?? "auto",
    names: oneOf(NAME_STYLES, row.names) ?? "short",
    hasRibbon: row.hasRibbon !== false,
    soundFrom: oneOf(SEVERITIES, row.soundFrom),
    language: oneOf(LANGUAGES, row.language),
  };
}

function readPage(value: unknown): PagePlan | null {
  const row = rowOf(value);
  if (row === null || typeof row.id !== "string") return null;
  return {
    id: row.id,
    name: textOr(row.name, ""),
    seconds: numberOr(row.seconds, 20),
    widgets: listOf(row.widgets).map(readWidget).filter(isThere).slice(0, BOUNDS.widgetsPerPageMax),
    filter: readFilter(row.filter),
    pinOn: oneOf(SEVERITIES, row.pinOn),
  };
}

/** What is particular to its kind is the Worker's word; a widget that cannot live with it says so in its own place. */
function readWidget(value: unknown): Widget | null {
  const row = rowOf(value);
  if (row === null || typeof row.id !== "string" || typeof row.kind !== "string") return null;
  return {
    ...row,
    ...(row.kind === "number"
      ? { warnAt: limitOr(row.warnAt, null), alarmAt: limitOr(row.alarmAt, null) }
      : {}),
    // Of a newer server's span there are no figures here; the widget says over which it shows them instead.
    ...(row.span === undefined ? {} : { span: oneOf(SPANS, row.span) ?? "last1h" }),
    title: typeof row.title === "string" ? row.title : null,
    wide: cells(row.wide),
    high: cells(row.high),
    filter: readFilter(row.filter),
  } as unknown as Widget;
}

function readFilter(value: unknown): Filter {
  const row = rowOf(value) ?? {};
  return {
    teams: textsOf(row.teams),
    queues: textsOf(row.queues),
    skills: textsOf(row.skills),
    media: textsOf(row.media) as Filter["media"],
    sites: textsOf(row.sites),
  };
}

function readScreen(value: unknown): ScreenPlan | null {
  const row = rowOf(value);
  if (row === null || typeof row.id !== "string" || typeof row.board !== "string") return null;
  return {
    id: row.id,
    name: textOr(row.name, ""),
    board: row.board,
    schedule: listOf(row.schedule).map(readSpan).filter(isThere),
    site: typeof row.site === "string" ? row.site : null,
    metres: numberOr(row.metres, 6),
    inches: numberOr(row.inches, 75),
    language: oneOf(LANGUAGES, row.language),
  };
}

const TIME = /^\d\d:\d\d$/;

function readSpan(value: unknown): ScheduleSpan | null {
  const row = rowOf(value);
  if (row === null) return null;
  const { days, from, to, board } = row;
  if (typeof from !== "string" || typeof to !== "string" || typeof board !== "string") return null;
  if (!TIME.test(from) || !TIME.test(to)) return null;
  const whole = listOf(days).filter((day): day is number => typeof day === "number");
  return { days: whole, from, to, board, theme: oneOf(THEMES, row.theme) };
}

function readSite(value: unknown): SiteView | null {
  const row = rowOf(value);
  if (row === null || typeof row.id !== "string") return null;
  return {
    id: row.id,
    name: textOr(row.name, row.id),
    zone: textOr(row.zone, "UTC"),
    teams: textsOf(row.teams),
    queues: textsOf(row.queues),
    isOpen: typeof row.isOpen === "boolean" ? row.isOpen : null,
  };
}

type Goal = WallSetup["goals"]["all"];
type Limit = "warnWaitSeconds" | "alarmWaitSeconds" | "warnWaiting" | "alarmWaiting";
const VARIANTS: readonly Goal["variant"][] = [
  "ignoreAbandons",
  "abandonsMissed",
  "abandonsMet",
  "answeredOnly",
];

const PLAIN_GOAL: Goal = {
  thresholdSeconds: 20,
  shortAbandonSeconds: 5,
  goalPct: 80,
  variant: "ignoreAbandons",
  warnWaitSeconds: null,
  alarmWaitSeconds: null,
  warnWaiting: null,
  alarmWaiting: null,
};

function readGoals(value: unknown): WallSetup["goals"] {
  const row = rowOf(value);
  const all = readGoal(row?.all, PLAIN_GOAL);
  const queues = listOf(row?.queues).map((each) => {
    const queueId = rowOf(each)?.queueId;
    return typeof queueId === "string" ? { queueId, ...readGoal(each, all) } : null;
  });
  return { all, queues: queues.filter(isThere) };
}

/** What is missing or no number is as in the other goal: nobody is judged by a limit that nobody has set. */
function readGoal(value: unknown, otherwise: Goal): Goal {
  const row = rowOf(value) ?? {};
  const limit = (name: Limit) =>
    row[name] === undefined ? otherwise[name] : limitOr(row[name], otherwise[name]);
  return {
    thresholdSeconds: numberOr(row.thresholdSeconds, otherwise.thresholdSeconds),
    shortAbandonSeconds: numberOr(row.shortAbandonSeconds, otherwise.shortAbandonSeconds),
    goalPct: numberOr(row.goalPct, otherwise.goalPct),
    variant: oneOf(VARIANTS, row.variant) ?? otherwise.variant,
    warnWaitSeconds: limit("warnWaitSeconds"),
    alarmWaitSeconds: limit("alarmWaitSeconds"),
    warnWaiting: limit("warnWaiting"),
    alarmWaiting: limit("alarmWaiting"),
  };
}

function rowOf(value: unknown): Row | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Row) : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((each): each is string => typeof each === "string");
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

/** `null` stands for no limit; what is no number is not drawn as one. */
function limitOr(value: unknown, otherwise: number | null): number | null {
  return value === null || (typeof value === "number" && Number.isFinite(value)) ? value : otherwise;
}

function cells(value: unknown): number {
  return Math.max(1, Math.min(GRID, Math.round(numberOr(value, GRID))));
}

function oneOf<T extends string>(all: readonly T[], value: unknown): T | null {
  return all.find((each) => each === value) ?? null;
}

function isThere<T>(value: T | null): value is T {
  return value !== null;
}
