/** Reads from a page, by Chromium's own counters, what it costs to keep it up to date. */
import type { CDPSession, Page } from "playwright-core";

/** Seconds of work in each second of time, by kind; and what people would feel. */
export interface Cost {
  readonly seconds: number;
  readonly scriptMsPerSecond: number;
  readonly layoutMsPerSecond: number;
  readonly taskMsPerSecond: number;
  readonly framesPerSecond: number;
  readonly longTasks: number;
  readonly longestTaskMs: number;
}

/** After a collection of garbage, so that what is left is what is held. */
export interface Held {
  readonly atSeconds: number;
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

type Counters = ReadonlyMap<string, number>;

/** Counts frames and long tasks inside of the page; set before the page's own script. */
export const WATCHER = `
  window.benchWatch = { frames: 0, tasks: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.benchWatch.tasks.push(entry.duration);
  }).observe({ entryTypes: ["longtask"] });
  const count = () => { window.benchWatch.frames += 1; requestAnimationFrame(count); };
  requestAnimationFrame(count);
`;

export interface Gauge {
  /** What the page costs over the next stretch. */
  cost(seconds: number): Promise<Cost>;
  held(): Promise<Held>;
}

export async function createGauge(page: Page, session: CDPSession): Promise<Gauge> {
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  const startedAt = performance.now();
  const counters = async (): Promise<Counters> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
  const watched = (): Promise<{ frames: number; tasks: number[] }> =>
    page.evaluate(
      "(() => { const seen = window.benchWatch; window.benchWatch = { frames: 0, tasks: [] }; return seen; })()",
    );
  return {
    async cost(seconds) {
      await watched();
      const before = await counters();
      const from = performance.now();
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
      const after = await counters();
      const { frames, tasks } = await watched();
      const passed = (performance.now() - from) / 1_000;
      const perSecond = (name: string) =>
        (((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1_000) / passed;
      return {
        seconds: passed,
        scriptMsPerSecond: perSecond("ScriptDuration"),
        layoutMsPerSecond: perSecond("LayoutDuration") + perSecond("RecalcStyleDuration"),
        taskMsPerSecond: perSecond("TaskDuration"),
        framesPerSecond: frames / passed,
        longTasks: tasks.length,
        longestTaskMs: Math.max(0, ...tasks),
      };
    },
    async held() {
      await session.send("HeapProfiler.collectGarbage");
      const now = await counters();
      return {
        atSeconds: (performance.now() - startedAt) / 1_000,
        heapMb: (now.get("JSHeapUsedSize") ?? 0) / 1_048_576,
        nodes: now.get("Nodes") ?? 0,
        listeners: now.get("JSEventListeners") ?? 0,
      };
    },
  };
}
