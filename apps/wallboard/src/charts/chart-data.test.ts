import type { QueueTrend, TrendPoint, UsualHour } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { beginOf, type ChartInput, chartOf, extremesOf, newestOf } from "./chart-data.ts";
import { dayPassedMs, hourTicks } from "./time-ticks.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = Date.UTC(2026, 6, 15, 8, 0);

const point = (minute: number, change: Partial<TrendPoint> = {}): TrendPoint => ({
  at: FROM + minute * MINUTE,
  waitSeconds: 10,
  waiting: 1,
  routable: 2,
  serviceLevelPct: 80,
  offered: 10,
  answered: 9,
  abandoned: 1,
  blindMs: 0,
  ...change,
});
const trend = (queueId: string, points: TrendPoint[], usual: UsualHour[] = []): QueueTrend => ({
  queueId,
  from: FROM,
  to: FROM + 3 * MINUTE,
  stepMs: MINUTE,
  points,
  usual,
});
const usual = (change: Partial<UsualHour> = {}): UsualHour => ({
  from: FROM - HOUR,
  to: FROM + HOUR,
  weeks: 4,
  waitSeconds: 30,
  waitSpreadSeconds: 10,
  serviceLevelPct: 95,
  serviceLevelSpreadPct: 10,
  volume: 40,
  volumeSpread: 8,
  ...change,
});
const chart = (figure: ChartInput["figure"], trends: QueueTrend[], hasOneFormula = true) =>
  chartOf({ figure, stretch: "hours3", trends, hasOneFormula });
const ys = (figure: ChartInput["figure"], trends: QueueTrend[]) =>
  chart(figure, trends)?.lines.map((line) => line.ys);

describe("a chart's lines", () => {
  it("have a hole where nothing was seen", () => {
    expect(ys("waiting", [trend("a", [point(0), point(1), point(3)])])).toEqual([[1, 1, null, 1]]);
  });

  it("have a hole where most of a quarter hour was not seen, for what is counted over it", () => {
    const half = [point(0), point(1, { blindMs: 451_000 }), point(2, { blindMs: 449_000 })];
    expect(ys("offered", [trend("a", half)])).toEqual([[10, null, 10, null]]);
    expect(ys("waiting", [trend("a", half)])).toEqual([[1, 1, 1, null]]);
  });

  it("of several queues are sums, or the longest wait", () => {
    const both = [
      trend("a", [point(0), point(1, { waitSeconds: 90, waiting: 4 }), point(2), point(3)]),
      trend("b", [point(0, { waiting: 2 }), point(1), point(3, { waitSeconds: null })]),
    ];
    expect(ys("waiting", both)).toEqual([[3, 5, null, 2]]);
    expect(ys("waitNow", both)).toEqual([[10, 90, null, 10]]);
    expect(ys("offered", both)).toEqual([[20, 20, null, 20]]);
  });

  it("do not miss a queue that nobody had heard of yet", () => {
    const late = [trend("a", [point(0), point(1), point(2), point(3)]), trend("b", [point(2), point(3)])];
    expect(ys("waiting", late)).toEqual([[1, 1, 2, 2]]);
  });

  it("put service levels together by what each is a share of, and never else", () => {
    const of = (share: number, serviceLevelOf: number) => [
      point(0, { serviceLevelPct: share, serviceLevelOf }),
    ];
    const both = [trend("a", of(100, 30)), trend("b", of(60, 10))];
    expect(chart("serviceLevel", both)?.lines).toEqual([{ queueId: null, ys: [90, null, null, null] }]);
    expect(chart("serviceLevel", both, false)?.lines).toHaveLength(2);
    const unkept = [trend("a", of(100, 30)), trend("b", [point(0)])];
    expect(chart("serviceLevel", unkept)?.lines.map(({ queueId }) => queueId)).toEqual(["b", "a"].reverse());
  });

  it("never add up the routable, who may serve two queues; the busiest have a line each", () => {
    const many = Array.from({ length: 7 }, (_, n) => trend(`q${n}`, [point(0, { offered: n })]));
    const drawn = chart("routable", many);
    expect(drawn?.lines.map(({ queueId }) => queueId)).toEqual(["q6", "q5", "q4", "q3"]);
    expect(drawn?.left).toBe(3);
  });

  it("are none where there is nothing to draw, or a grid without end", () => {
    expect(chart("waiting", [])).toBeNull();
    expect(chart("waiting", [{ ...trend("a", []), stepMs: 0 }])).toBeNull();
    expect(chart("waiting", [{ ...trend("a", []), to: FROM + 1e12 }])).toBeNull();
  });
});

describe("the usual", () => {
  it("is a band of the mean distance around it, within what a share can be", () => {
    const drawn = chart("serviceLevel", [trend("a", [point(0)], [usual()])])?.usual;
    expect([drawn?.mid[0], drawn?.low?.[0], drawn?.high?.[0], drawn?.weeks]).toEqual([95, 85, 100, 4]);
  });

  it("is a thin line where one week alone was seen", () => {
    const drawn = chart("waitNow", [trend("a", [], [usual({ weeks: 1, waitSpreadSeconds: null })])])?.usual;
    expect([drawn?.mid[0], drawn?.low, drawn?.high, drawn?.weeks]).toEqual([30, null, null, 1]);
  });

  it("of an hour's volume is a quarter of it in a quarter hour; several queues' add up without a spread", () => {
    expect(chart("offered", [trend("a", [], [usual()])])?.usual).toMatchObject({
      mid: [10, 10, 10, 10],
      low: [8, 8, 8, 8],
    });
    const two = chart("offered", [trend("a", [], [usual()]), trend("b", [], [usual({ weeks: 2 })])])?.usual;
    expect([two?.mid[0], two?.low, two?.weeks]).toEqual([20, null, 2]);
  });

  it("of several queues' waits is not known, nor of what nobody learned", () => {
    expect(chart("waitNow", [trend("a", [], [usual()]), trend("b", [], [usual()])])?.usual).toBeNull();
    expect(chart("waiting", [trend("a", [], [usual()])])?.usual).toBeNull();
    expect(
      chart("waitNow", [trend("a", [], [usual({ from: FROM + 9 * HOUR, to: FROM + 10 * HOUR })])])?.usual,
    ).toBeNull();
  });
});

describe("what a chart says in words", () => {
  it("is its newest, lowest and highest value", () => {
    const drawn = chart("waiting", [trend("a", [point(0, { waiting: 5 }), point(1, { waiting: 2 })])]);
    if (drawn === null) throw new Error("no chart");
    expect(newestOf(drawn)).toEqual({ at: FROM + MINUTE, value: 2 });
    expect(extremesOf(drawn.xs, drawn.lines[0]?.ys ?? [])).toEqual({
      low: { at: FROM + MINUTE, value: 2 },
      high: { at: FROM, value: 5 },
    });
    expect(extremesOf(drawn.xs, [null])).toBeNull();
  });
});

describe("the axis of time", () => {
  const texts = (zone: string, hours: number, most: number) =>
    hourTicks(FROM, FROM + hours * HOUR, zone, most).map(({ text }) => text);

  it("has full hours of the site's own wall clock", () => {
    expect(texts("Europe/Berlin", 3, 9)).toEqual(["10:00", "11:00", "12:00", "13:00"]);
    expect(texts("Asia/Kathmandu", 3, 9)).toEqual(["14:00", "15:00", "16:00"]);
    expect(texts("<b>Nowhere</b>", 1, 9)).toEqual(["08:00", "09:00"]);
  });

  it("has fewer where there is less room", () => {
    expect(texts("Europe/Berlin", 24, 5)).toEqual(["12:00", "18:00", "00:00", "06:00"]);
    expect(texts("Europe/Berlin", 24, 0).length).toBeLessThanOrEqual(1);
  });

  it("tells how much of the day is over", () => {
    expect(dayPassedMs("Europe/Berlin", FROM + 5 * MINUTE)).toBe(10 * HOUR + 5 * MINUTE);
  });
});

describe("where a chart begins", () => {
  const xs = Array.from({ length: 100 }, (_, n) => n * 60_000);
  const from = (first: number) => ({
    xs,
    lines: [{ queueId: null, ys: xs.map((_, n) => (n < first ? null : 1)) }],
  });

  it("is told only where that is late", () => {
    expect(beginOf(from(60))).toBe(60 * 60_000);
    expect(beginOf(from(3))).toBeNull();
    expect(beginOf(from(100))).toBeNull();
  });
});
