/** The one door of charts, for walls and tablets. */
export { beginOf, type ChartData, chartOf, extremesOf, newestOf } from "./chart-data.ts";
export { default as LineChart } from "./LineChart.vue";
export { LINE_DASHES, type PlotUnit, type PlotWanted } from "./plot.ts";
export { useRootPx } from "./root-px.ts";
export { timeIn } from "./time-ticks.ts";
export { type KnownTrend, TREND_QUEUES_MOST } from "./trend-source.ts";
export { useTrends } from "./use-trends.ts";
