/**
 * What a chart draws, from what the desk kept: one grid of instants, a line or several, and what was usual. What was not
 * seen is a hole and is never bridged; figures of several queues are put together by the same rules as everywhere
 * (`floor/combined.ts`), or each queue has a line of its own:
 *
 * - waiting, offered: sums. Offered is counted over the quarter hour up to each instant.
 * - wait now: the longest of the queues that had one.
 * - service level: weighted by what each share is of, where that was kept and one formula holds; else a line each.
 * - routable: a line each. Somebody with two skills is routable for two queues, so a sum would count them twice.
 *
 * The usual is of one queue (CXone's figures, as it was learned from them); of several, volumes alone can be added up, and
 * then without a spread, since spreads cannot.
 */
import type { TrendFigure, TrendStretch } from "@callboard/boards";
import type { QueueTrend, TrendPoint, UsualHour } from "@callboard/protocol";

export type Ys = readonly (number | null)[];

export interface ChartLine {
  /** The queue whose line it is; `null` for all of them together. */
  readonly queueId: string | null;
  readonly ys: Ys;
}

export interface ChartUsual {
  readonly mid: Ys;
  /** `null` where one week alone was seen, or spreads cannot be added up. */
  readonly low: Ys | null;
  readonly high: Ys | null;
  /** The fewest weeks of any hour of it. */
  readonly weeks: number;
}

export interface ChartData {
  /** Instants in order, a step apart, in epoch milliseconds; lines have a place for each. */
  readonly xs: readonly number[];
  readonly stepMs: number;
  readonly lines: readonly ChartLine[];
  readonly usual: ChartUsual | null;
  /** Queues that found no line of their own. */
  readonly left: number;
}

export interface ChartInput {
  readonly figure: TrendFigure;
  readonly stretch: TrendStretch;
  readonly trends: readonly QueueTrend[];
  /** Whether all queues' service levels are shares of one thing. */
  readonly hasOneFormula: boolean;
}

/** More lines than this cannot be told apart from across a room. */
const LINES_MOST = 4;
/** A day by the quarter hour has 100 steps at most, eight hours by the minute 480; nothing needs more. */
const STEPS_MOST = 1_500;
const QUARTER_MS = 900_000;
const HOURS_MS = 3_600_000;
/** More of the quarter hour unseen than this, and what was counted in it is a hole. */
const BLIND_MOST_MS = QUARTER_MS / 2;

export function chartOf(input: ChartInput): ChartData | null {
  const [first] = input.trends;
  if (first === undefined || first.stepMs <= 0) return null;
  const { from, to, stepMs } = first;
  const steps = Math.floor((to - from) / stepMs) + 1;
  if (steps < 1 || steps > STEPS_MOST) return null;
  const xs = Array.from({ length: steps }, (_, n) => from + n * stepMs);
  // Queues that were asked at another moment stand on another grid: they are moved onto this one by their instants.
  const columns = input.trends.map((trend) => onGrid(trend, xs, stepMs));
  const { lines, left } = linesOf(input, columns, xs);
  return { xs, stepMs, lines, left, usual: usualOf(input, xs) };
}

type Column = readonly (TrendPoint | null)[];

function onGrid({ points }: QueueTrend, xs: readonly number[], stepMs: number): Column {
  const column: (TrendPoint | null)[] = xs.map(() => null);
  const start = xs[0] ?? 0;
  for (const point of points) {
    const place = Math.round((point.at - start) / stepMs);
    if (place >= 0 && place < column.length) column[place] = point;
  }
  return column;
}

function linesOf(
  input: ChartInput,
  columns: readonly Column[],
  xs: readonly number[],
): { readonly lines: readonly ChartLine[]; readonly left: number } {
  const { figure, trends } = input;
  const isTogether = columns.length === 1 || canAdd(input, columns);
  if (isTogether) {
    const starts = columns.map((column) => column.findIndex((point) => point !== null));
    const ys = xs.map((_, n) => together(figure, pointsAt(columns, starts, n)));
    const only = trends.length === 1 ? (trends[0]?.queueId ?? null) : null;
    return { lines: [{ queueId: only, ys }], left: 0 };
  }
  const busiest = trends
    .map(({ queueId }, place) => ({ queueId, column: columns[place] ?? [] }))
    .map((each) => ({ ...each, offered: busyness(each.column) }))
    .sort((a, b) => b.offered - a.offered)
    .slice(0, LINES_MOST);
  return {
    lines: busiest.map(({ queueId, column }) => ({
      queueId,
      ys: column.map((point) => (point === null ? null : figureOf(figure, point))),
    })),
    left: trends.length - busiest.length,
  };
}

const busyness = (column: Column) => column.reduce((sum, point) => sum + (point?.offered ?? 0), 0);

function canAdd({ figure, hasOneFormula }: ChartInput, columns: readonly Column[]): boolean {
  if (figure === "routable") return false;
  if (figure !== "serviceLevel") return true;
  return (
    hasOneFormula &&
    columns.every((column) =>
      column.every(
        (point) => point === null || point.serviceLevelPct === null || point.serviceLevelOf !== undefined,
      ),
    )
  );
}

/** The points of one instant; `null` where a queue that had been seen before was not. */
function pointsAt(
  columns: readonly Column[],
  starts: readonly number[],
  n: number,
): readonly TrendPoint[] | null {
  const points: TrendPoint[] = [];
  for (const [place, column] of columns.entries()) {
    const start = starts[place] ?? -1;
    const point = column[n] ?? null;
    if (point !== null) points.push(point);
    // A queue that nobody had heard of yet is missing from no sum.
    else if (start >= 0 && n > start) return null;
  }
  return points;
}

function together(figure: TrendFigure, points: readonly TrendPoint[] | null): number | null {
  if (points === null) return null;
  if (figure === "serviceLevel" && points.length > 1) return shareOf(points);
  let result: number | null = null;
  for (const point of points) {
    const value = figureOf(figure, point);
    if (value === null && figure === "offered") return null;
    if (value === null) continue;
    result = result === null ? value : figure === "waitNow" ? Math.max(result, value) : result + value;
  }
  return result;
}

function shareOf(points: readonly TrendPoint[]): number | null {
  let sum = 0;
  let whole = 0;
  for (const point of points) {
    if (point.blindMs > BLIND_MOST_MS) return null;
    if (point.serviceLevelPct === null) continue;
    const of = point.serviceLevelOf ?? 0;
    sum += point.serviceLevelPct * of;
    whole += of;
  }
  return whole > 0 ? sum / whole : null;
}

function figureOf(figure: TrendFigure, point: TrendPoint): number | null {
  switch (figure) {
    case "waitNow":
      return point.waitSeconds;
    case "waiting":
      return point.waiting;
    case "routable":
      return point.routable;
    case "serviceLevel":
      return point.blindMs > BLIND_MOST_MS ? null : point.serviceLevelPct;
    case "offered":
      return point.blindMs > BLIND_MOST_MS ? null : point.offered;
    default:
      return figure satisfies never;
  }
}

interface UsualFigure {
  readonly mid: number;
  readonly spread: number | null;
}

function usualOf({ figure, trends }: ChartInput, xs: readonly number[]): ChartUsual | null {
  if (trends.length > 1 && figure !== "offered") return null;
  const hours = trends.map(({ usual }) => usual);
  let weeks = Number.POSITIVE_INFINITY;
  const found = xs.map((x): UsualFigure | null => {
    let mid = 0;
    let spread: number | null = null;
    for (const each of hours) {
      // An instant that ends an hour belongs to it.
      const hour = each.find(({ from, to }) => x > from && x <= to) ?? each.find(({ from }) => x === from);
      const usual = hour === undefined ? null : usualFigure(figure, hour);
      if (hour === undefined || usual === null) return null;
      mid += usual.mid;
      spread = usual.spread;
      weeks = Math.min(weeks, hour.weeks);
    }
    return { mid, spread: hours.length === 1 ? spread : null };
  });
  if (found.every((each) => each === null)) return null;
  const hasSpread = found.some((each) => each !== null && each.spread !== null);
  const top = figure === "serviceLevel" ? 100 : Number.POSITIVE_INFINITY;
  const edge = (sign: 1 | -1): Ys =>
    found.map((each) =>
      each === null || each.spread === null
        ? null
        : Math.min(top, Math.max(0, each.mid + sign * each.spread)),
    );
  return {
    mid: found.map((each) => each?.mid ?? null),
    low: hasSpread ? edge(-1) : null,
    high: hasSpread ? edge(1) : null,
    weeks,
  };
}

function usualFigure(figure: TrendFigure, hour: UsualHour): UsualFigure | null {
  switch (figure) {
    case "waitNow":
      return { mid: hour.waitSeconds, spread: hour.waitSpreadSeconds };
    case "serviceLevel":
      return hour.serviceLevelPct === null
        ? null
        : { mid: hour.serviceLevelPct, spread: hour.serviceLevelSpreadPct };
    case "offered": {
      if (hour.volume === null) return null;
      // Learned by the hour, counted by the quarter hour.
      const share = QUARTER_MS / HOURS_MS;
      return {
        mid: hour.volume * share,
        spread: hour.volumeSpread === null ? null : hour.volumeSpread * share,
      };
    }
    case "waiting":
    case "routable":
      return null;
    default:
      return figure satisfies never;
  }
}

/** A chart that begins so much later than its axis, as a share of that, is said to. */
const LATE_SHARE = 0.15;

/** When the first value was seen, where that is late on the chart; `null` where it is not, or there is none. */
export function beginOf({ xs, lines }: Pick<ChartData, "xs" | "lines">): number | null {
  const place = xs.findIndex((_, n) => lines.some(({ ys }) => (ys[n] ?? null) !== null));
  return place > xs.length * LATE_SHARE ? (xs[place] ?? null) : null;
}

/** The newest instant with a value on any line, and that value of the first; `null` where there is none. */
export function newestOf({
  xs,
  lines,
}: ChartData): { readonly at: number; readonly value: number | null } | null {
  for (let n = xs.length - 1; n >= 0; n -= 1) {
    const at = xs[n];
    if (at !== undefined && lines.some(({ ys }) => (ys[n] ?? null) !== null)) {
      return { at, value: lines[0]?.ys[n] ?? null };
    }
  }
  return null;
}

/** The lowest and the highest value of a line, each with its instant; `null` where it has none. */
export function extremesOf(
  xs: readonly number[],
  ys: Ys,
): { readonly low: { at: number; value: number }; readonly high: { at: number; value: number } } | null {
  let low: { at: number; value: number } | null = null;
  let high: { at: number; value: number } | null = null;
  for (const [n, value] of ys.entries()) {
    const at = xs[n];
    if (value === null || at === undefined) continue;
    if (low === null || value < low.value) low = { at, value };
    if (high === null || value > high.value) high = { at, value };
  }
  return low === null || high === null ? null : { low, high };
}
