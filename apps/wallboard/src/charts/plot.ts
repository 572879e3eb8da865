/**
 * uPlot as this product draws with it: colours from the page's tokens, legible letters, the axis in the site's zone, holes
 * left open, the usual behind the lines, now and the goal as lines of their own. It knows nothing of Vue and holds no
 * timer; whoever makes a plot must destroy it.
 */
import uPlot from "uplot";
import type { ChartData, Ys } from "./chart-data.ts";
import { hourTicks } from "./time-ticks.ts";

export type PlotUnit = "count" | "seconds" | "pct";

export interface PlotWanted {
  readonly data: ChartData;
  readonly shape: "line" | "bars";
  readonly unit: PlotUnit;
  /** How a value stands at the axis. */
  readonly format: (value: number) => string;
  readonly zone: string;
  /** `null`: not on the chart. */
  readonly now: number | null;
  readonly goal: number | null;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The smallest legible letters. */
  readonly textPx: number;
}

export interface Plot {
  draw(wanted: PlotWanted): void;
  /** Draws the same in the colours that the page has now. */
  recolour(): void;
  destroy(): void;
}

const FAMILY = '"Barlow Semi Condensed", "Noto Sans", "Segoe UI", Roboto, sans-serif';
/** In the order of lines; each also has dashes of its own, as colour alone tells nobody apart. */
const LINE_TOKENS = ["--info", "--calm", "--ink", "--good"] as const;
export const LINE_DASHES: readonly (readonly number[])[] = [
  [],
  [0.5, 0.25],
  [0.12, 0.2],
  [0.7, 0.2, 0.12, 0.2],
];
const SECONDS_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400,
];
const COUNT_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000];
const PCT_STEPS = [10, 20, 25, 50];

export function createPlot(element: HTMLElement): Plot {
  let plot: uPlot | null = null;
  let drawn: PlotWanted | null = null;
  const remove = () => {
    plot?.destroy();
    plot = null;
  };
  const canDraw = document.createElement("canvas").getContext("2d") !== null;
  const make = (wanted: PlotWanted) => {
    remove();
    if (!canDraw) return;
    plot = new uPlot(optionsOf(wanted, coloursOf(element)), columnsOf(wanted), element);
  };
  return {
    draw(wanted) {
      // Series and axes depend on nearly everything, and once a minute a chart may be made anew.
      drawn = wanted;
      make(wanted);
      whenLettersAreThere(wanted.textPx, () => {
        if (drawn === wanted) make(wanted);
      });
    },
    recolour() {
      if (drawn !== null) make(drawn);
    },
    destroy() {
      remove();
      drawn = null;
    },
  };
}

/** A canvas does not wait for the page's font: drawn before it came, the axes would stay in another one. */
function whenLettersAreThere(textPx: number, redraw: () => void): void {
  const { fonts } = document;
  const font = `500 ${textPx}px ${FAMILY}`;
  if (fonts === undefined || fonts.check(font)) return;
  fonts.load(font).then(redraw, () => undefined);
}

type Colours = (token: string) => string;

function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  return (token) => style.getPropertyValue(token).trim() || "#888";
}

/** Behind lines, but before bars, which would hide it: places of the usual's upper and lower edge among the columns. */
const bandOf = ({ shape, data }: PlotWanted): [number, number] =>
  shape === "bars" ? [data.lines.length + 1, data.lines.length + 2] : [1, 2];

/** uPlot counts in seconds and wants its columns mutable. */
function columnsOf({ shape, data: { xs, lines, usual } }: PlotWanted): uPlot.AlignedData {
  const list = (ys: Ys) => Array.from(ys);
  const empty: Ys = xs.map(() => null);
  const ofUsual = [usual?.high ?? empty, usual?.low ?? empty, usual?.mid ?? empty].map(list);
  const ofLines = lines.map(({ ys }) => list(ys));
  const columns = shape === "bars" ? [...ofLines, ...ofUsual] : [...ofUsual, ...ofLines];
  return [xs.map((x) => x / 1_000), ...columns];
}

function optionsOf(wanted: PlotWanted, colour: Colours): uPlot.Options {
  const { widthPx, heightPx, textPx, unit, data } = wanted;
  const font = `500 ${textPx}px ${FAMILY}`;
  const ticks = hourTicks(
    data.xs[0] ?? 0,
    data.xs[data.xs.length - 1] ?? 0,
    wanted.zone,
    Math.floor(widthPx / (4 * textPx)),
  );
  const grid = { stroke: colour("--line"), width: 1 };
  const axis = { stroke: colour("--dim"), font, ticks: { show: false }, border: { show: false }, grid };
  return {
    width: Math.max(1, Math.floor(widthPx)),
    height: Math.max(1, Math.floor(heightPx)),
    pxAlign: 1,
    // Room for half of the first and the last label.
    padding: [textPx * 0.6, textPx * 1.2, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    scales: {
      x: { time: false, range: () => xRange(data) },
      y: { range: (_plot, _least, most) => [0, topOf(most, unit)] },
    },
    axes: [
      {
        ...axis,
        size: textPx * 1.5,
        gap: textPx * 0.25,
        splits: () => ticks.map(({ at }) => at / 1_000),
        values: () => ticks.map(({ text }) => text),
      },
      {
        ...axis,
        size: widestOf(wanted) * textPx,
        gap: textPx * 0.3,
        space: textPx * 1.9,
        incrs: unit === "seconds" ? SECONDS_STEPS : unit === "pct" ? PCT_STEPS : COUNT_STEPS,
        values: (_plot, splits) => splits.map((value) => wanted.format(value)),
      },
    ],
    series: seriesOf(wanted, colour),
    bands: data.usual?.low === null ? [] : [{ series: bandOf(wanted), fill: faded(colour("--grey"), 0.24) }],
    hooks: { draw: [(plot) => drawMarks(plot, wanted, colour)] },
  };
}

/** Bars end at their instant, so the first needs the room of a step before it. */
const xRange = ({ xs, stepMs }: ChartData): [number, number] => [
  ((xs[0] ?? 0) - stepMs) / 1_000,
  (xs[xs.length - 1] ?? 0) / 1_000,
];

/** The axis begins at nothing and never ends on the highest value itself. */
function topOf(most: number | null, unit: PlotUnit): number {
  if (unit === "pct") return 100;
  const least = unit === "seconds" ? 30 : 5;
  return Math.max(least, (most ?? 0) * 1.08);
}

/** In em: what the widest label of the y axis takes, by its letters. */
function widestOf({ unit, format, data }: PlotWanted): number {
  if (unit === "pct") return 3;
  let most = 0;
  for (const { ys } of data.lines) for (const y of ys) most = Math.max(most, y ?? 0);
  return Math.max(1.6, format(Math.round(most * 1.1)).length * 0.52 + 0.6);
}

function seriesOf(wanted: PlotWanted, colour: Colours): uPlot.Series[] {
  const usual = usualSeries(wanted, colour);
  const lines = wanted.data.lines.map((_line, place) => lineSeries(wanted, colour, place));
  return [{}, ...(wanted.shape === "bars" ? [...lines, ...usual] : [...usual, ...lines])];
}

function usualSeries({ shape, textPx }: PlotWanted, colour: Colours): uPlot.Series[] {
  const paths = stepped(shape === "bars" ? -1 : 1);
  const edge: uPlot.Series = { ...paths, width: 0, points: { show: false } };
  const mid: uPlot.Series = {
    ...paths,
    stroke: colour(shape === "bars" ? "--ink" : "--grey"),
    width: textPx * 0.06,
    dash: [textPx * 0.3, textPx * 0.25],
    points: { show: false },
  };
  return [edge, { ...edge }, mid];
}

const stepped = (align: 1 | -1) => {
  const paths = uPlot.paths.stepped?.({ align });
  return paths === undefined ? {} : { paths };
};

function lineSeries({ shape, textPx, data }: PlotWanted, colour: Colours, place: number): uPlot.Series {
  const stroke = colour(LINE_TOKENS[place % LINE_TOKENS.length] ?? "--info");
  const bars = uPlot.paths.bars?.({ align: -1, size: [0.78, Number.POSITIVE_INFINITY] });
  if (shape === "bars" && data.lines.length === 1 && bars !== undefined) {
    return { stroke, fill: faded(stroke, 0.75), width: 0, paths: bars, points: { show: false } };
  }
  const dash = (LINE_DASHES[place % LINE_DASHES.length] ?? []).map((em) => em * textPx);
  return {
    stroke,
    width: textPx * 0.12,
    spanGaps: false,
    ...(dash.length > 0 ? { dash } : {}),
    // A value between two holes would be no line at all.
    points: { show: true, size: textPx * 0.2, width: 0, fill: stroke, filter: lonely },
  };
}

/** The places of values with a hole on either side. */
const lonely: uPlot.Series.Points.Filter = (plot, place) => {
  const ys = plot.data[place] ?? [];
  const found: number[] = [];
  for (let n = 0; n < ys.length; n += 1) {
    if (ys[n] != null && ys[n - 1] == null && ys[n + 1] == null) found.push(n);
  }
  return found;
};

function drawMarks(plot: uPlot, { now, goal, textPx, unit }: PlotWanted, colour: Colours): void {
  const { ctx, bbox } = plot;
  const scale = window.devicePixelRatio || 1;
  ctx.save();
  ctx.lineWidth = textPx * 0.06 * scale;
  ctx.setLineDash([]);
  if (now !== null) {
    const x = plot.valToPos(now / 1_000, "x", true);
    if (x >= bbox.left && x <= bbox.left + bbox.width) {
      ctx.strokeStyle = colour("--ink");
      stroke(ctx, x, bbox.top, x, bbox.top + bbox.height);
    }
  }
  if (goal !== null && unit === "pct") {
    const y = plot.valToPos(goal, "y", true);
    ctx.strokeStyle = colour("--good");
    ctx.setLineDash([textPx * 0.5 * scale, textPx * 0.3 * scale]);
    stroke(ctx, bbox.left, y, bbox.left + bbox.width, y);
  }
  ctx.restore();
}

function stroke(ctx: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

/** Tokens are written `#rrggbb`; anything else is drawn as it is. */
function faded(colour: string, share: number): string {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (parts === null) return colour;
  const [red, green, blue] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return `rgba(${red}, ${green}, ${blue}, ${share})`;
}
