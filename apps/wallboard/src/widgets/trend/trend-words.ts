/** What a trend says in words: its unit, its notes, and the sentence that stands for the picture. */
import type { TrendFigure, TrendStretch } from "@callboard/boards";
import { type ChartData, extremesOf, newestOf, type PlotUnit, timeIn } from "../../charts/index.ts";
import { seconds } from "../../format/duration.ts";
import { count, percent } from "../../format/number.ts";
import { t } from "../../words/words.ts";

export const UNIT: Readonly<Record<TrendFigure, PlotUnit>> = {
  waitNow: "seconds",
  waiting: "count",
  serviceLevel: "pct",
  offered: "count",
  routable: "count",
};

export function writtenAs(unit: PlotUnit, value: number | null): string {
  switch (unit) {
    case "count":
      return count(value);
    case "seconds":
      return seconds(value);
    case "pct":
      return percent(value);
    default:
      return unit satisfies never;
  }
}

export function stretchText(figure: TrendFigure, stretch: TrendStretch): string {
  const text = t(`queues.trend.stretches.${stretch}`);
  const isOverQuarter = stretch !== "day" && (figure === "offered" || figure === "serviceLevel");
  return isOverQuarter ? `${text}, ${t("queues.trend.overQuarter")}` : text;
}

/** Waits, shares and volumes were learned from CXone's own figures; only the wait is the same figure as the line's. */
export function usualText(figure: TrendFigure, weeks: number): string {
  return t(figure === "waitNow" ? "queues.trend.usual" : "queues.trend.usualByCxone", { n: weeks }, weeks);
}

/** The picture in sentences, a line each, for those who cannot see it. */
export function inSentences(
  chart: ChartData,
  unit: PlotUnit,
  zone: string,
  nameOf: (queueId: string | null) => string,
): string {
  const written = (value: number) => writtenAs(unit, value);
  const sentences = chart.lines.map(({ queueId, ys }) => {
    const extremes = extremesOf(chart.xs, ys);
    const newest = newestOf({ ...chart, lines: [{ queueId, ys }] });
    const name = nameOf(queueId);
    if (extremes === null || newest === null) return t("queues.trend.saidNothing", { name });
    return t("queues.trend.said", {
      name,
      value: written(newest.value ?? 0),
      time: timeIn(zone, newest.at),
      low: written(extremes.low.value),
      lowTime: timeIn(zone, extremes.low.at),
      high: written(extremes.high.value),
      highTime: timeIn(zone, extremes.high.at),
    });
  });
  return [...sentences, ...usualSaid(chart, written)].join(" ");
}

function usualSaid(chart: ChartData, written: (value: number) => string): readonly string[] {
  const { usual, xs } = chart;
  const newest = newestOf(chart);
  const place = newest === null ? -1 : xs.indexOf(newest.at);
  const mid = usual?.mid[place] ?? null;
  if (usual === null || mid === null) return [];
  const low = usual.low?.[place] ?? null;
  const high = usual.high?.[place] ?? null;
  if (low === null || high === null) return [t("queues.trend.saidUsual", { mid: written(mid) })];
  return [t("queues.trend.saidUsualBand", { low: written(low), high: written(high) })];
}
