import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOUNDS } from "../bounds.ts";
import type { QueueStats } from "../floor.ts";
import {
  type BaselineBook,
  baselineOf,
  createBaselineBook,
  type HourLearned,
  observe,
  restoreHour,
  retireBaseline,
} from "./baseline.ts";

const NO_SPREAD = { waitSpreadSeconds: null, serviceLevelSpreadPct: null, volumeSpread: null };

const at = (iso: string): number => Date.parse(iso);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Monday, 09:00 UTC. */
const NINE = at("2024-05-13T09:00:00Z");

function stats(when: number, waitSeconds: number | null, changes: Partial<QueueStats> = {}): QueueStats {
  return {
    at: when,
    waitSeconds,
    abandonedCount: 0,
    availableAgents: 4,
    callVolume1h: 120,
    serviceLevelPct: 80,
    ...changes,
  };
}

/** A reading each `everyMs` from `from` up to and with `to`. */
function feed(
  book: BaselineBook,
  from: number,
  to: number,
  reading: (when: number) => QueueStats,
  zone = "UTC",
  everyMs = MINUTE,
): HourLearned[] {
  const learned: HourLearned[] = [];
  let previousAt: number | null = null;
  for (let when = from; when <= to; when += everyMs) {
    learned.push(...observe(book, zone, "q1", reading(when), previousAt));
    previousAt = when;
  }
  return learned;
}

describe("learning an hour", () => {
  test("[B1] an hour is learned when it ends, and not before", () => {
    const book = createBaselineBook();
    expect(feed(book, NINE, NINE + 59 * MINUTE, (when) => stats(when, 30))).toEqual([]);
    expect(baselineOf(book, "q1", 9)).toBeNull();
    const learned = observe(book, "UTC", "q1", stats(NINE + HOUR, 30), NINE + 59 * MINUTE);
    const figures = { weeks: 1, waitSeconds: 30, serviceLevelPct: 80, volume: 120, ...NO_SPREAD };
    expect(learned).toEqual([{ queueId: "q1", hour: 9, figures }]);
    expect(baselineOf(book, "q1", 9)).toEqual(figures);
    expect(baselineOf(book, "q1", 10)).toBeNull();
    expect(baselineOf(book, "q2", 9)).toBeNull();
  });

  test("[B2] a reading weighs as long as it stood, and is shared between two hours", () => {
    const book = createBaselineBook();
    observe(book, "UTC", "q1", stats(NINE, 0), null);
    let previousAt = NINE;
    // 45 s of 100 against 15 s of 20 each minute, and a last minute that belongs half to the next hour.
    for (let when = NINE; when < NINE + HOUR - MINUTE; when += MINUTE) {
      observe(book, "UTC", "q1", stats(when + 45_000, 100), when);
      observe(book, "UTC", "q1", stats(when + MINUTE, 20), when + 45_000);
      previousAt = when + MINUTE;
    }
    observe(book, "UTC", "q1", stats(previousAt + 30_000, 80), previousAt);
    const [learned] = observe(book, "UTC", "q1", stats(previousAt + 90_000, 80), previousAt + 30_000);
    expect(learned?.figures.waitSeconds).toBeCloseTo(80, 9);
  });

  test("[B2] a blind stretch does not count: the reading after it speaks for a minute", () => {
    const book = createBaselineBook();
    feed(book, NINE, NINE + 34 * MINUTE, (when) => stats(when, 10));
    observe(book, "UTC", "q1", stats(NINE + 58 * MINUTE, 500), NINE + 34 * MINUTE);
    const [learned] = feed(book, NINE + 59 * MINUTE, NINE + 61 * MINUTE, (when) => stats(when, 10));
    expect(learned?.figures.waitSeconds).toBeCloseTo((35 * 10 + 1 * 500) / 36, 9);
  });

  test("[B1] the same hour a week later is another hour, though nothing came between", () => {
    const book = createBaselineBook();
    const week = 7 * 24 * HOUR;
    feed(book, NINE, NINE + 45 * MINUTE, (when) => stats(when, 10));
    const [learned] = feed(book, NINE + week, NINE + week + MINUTE, (when) => stats(when, 90));
    expect(learned).toMatchObject({ hour: 9, figures: { weeks: 1, waitSeconds: 10 } });
  });

  test("[B3] an hour seen for less than half is not learned", () => {
    const book = createBaselineBook();
    expect(feed(book, NINE + 31 * MINUTE, NINE + HOUR, (when) => stats(when, 30))).toEqual([]);
    expect(feed(book, NINE + HOUR, NINE + 2 * HOUR, (when) => stats(when, 30))).toHaveLength(1);
    expect(baselineOf(book, "q1", 9)).toBeNull();
  });

  test("[B3] a figure that the upstream does not tell stays unknown", () => {
    const book = createBaselineBook();
    const silent = (when: number) => stats(when, 30, { serviceLevelPct: null, callVolume1h: null });
    const [learned] = feed(book, NINE, NINE + HOUR, silent);
    expect(learned?.figures).toMatchObject({
      ...{ weeks: 1, waitSeconds: 30, serviceLevelPct: null, volume: null },
      ...NO_SPREAD,
    });
    expect(feed(createBaselineBook(), NINE, NINE + HOUR, (when) => stats(when, null))).toEqual([]);
  });

  test("[B4] each further week draws the figures three tenths of the way", () => {
    const book = createBaselineBook();
    const week = 7 * 24 * HOUR;
    feed(book, NINE, NINE + HOUR, (when) => stats(when, 100));
    feed(book, NINE + week, NINE + week + HOUR, (when) => stats(when, 200, { serviceLevelPct: 60 }));
    const [learned] = feed(book, NINE + 2 * week, NINE + 2 * week + HOUR, (when) => stats(when, 130));
    expect(learned?.figures.weeks).toBe(3);
    expect(learned?.figures.waitSeconds).toBeCloseTo(130, 9);
    expect(learned?.figures.serviceLevelPct).toBeCloseTo(80 - 6 + 0.3 * 6, 9);
  });

  test("[B8] the spread is unknown after one week, the second week's distance then, and drawn from there on", () => {
    const book = createBaselineBook();
    const week = 7 * 24 * HOUR;
    const weekOf = (n: number, waitSeconds: number, serviceLevelPct: number | null) =>
      feed(book, NINE + n * week, NINE + n * week + HOUR, (when) =>
        stats(when, waitSeconds, { serviceLevelPct }),
      )[0]?.figures;
    expect(weekOf(0, 100, null)).toMatchObject(NO_SPREAD);
    expect(weekOf(1, 200, 80)).toMatchObject({
      waitSpreadSeconds: 100,
      serviceLevelSpreadPct: null,
      volumeSpread: 0,
    });
    const third = weekOf(2, 130, 60);
    expect(third?.waitSpreadSeconds).toBeCloseTo(70, 9);
    expect(third?.serviceLevelSpreadPct).toBeCloseTo(20, 9);
  });

  test("[B8] the spread is never wider than all that was seen, and nothing where weeks are alike", () => {
    const waits = fc.array(fc.integer({ min: 0, max: 3_600 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(waits, (values) => {
        const book = createBaselineBook();
        const week = 7 * 24 * HOUR;
        for (const [n, value] of values.entries()) {
          feed(book, NINE + n * week, NINE + n * week + HOUR, (when) => stats(when, value), "UTC", MINUTE);
        }
        const spread = baselineOf(book, "q1", 9)?.waitSpreadSeconds ?? Number.NaN;
        const widest = Math.max(...values) - Math.min(...values);
        expect(spread).toBeGreaterThanOrEqual(0);
        expect(spread).toBeLessThanOrEqual(widest + 1e-6);
      }),
      { numRuns: 30 },
    );
  });

  test("[B8] an hour that was kept before there were spreads goes on with those to come", () => {
    const book = createBaselineBook();
    const figures = { weeks: 4, waitSeconds: 100, serviceLevelPct: 80, volume: null };
    restoreHour(book, { queueId: "q1", hour: 9, figures });
    const [learned] = feed(book, NINE, NINE + HOUR, (when) => stats(when, 140));
    expect(learned?.figures).toMatchObject({ weeks: 5, waitSpreadSeconds: 40, serviceLevelSpreadPct: 0 });
    expect(learned?.figures.volumeSpread).toBeNull();
  });

  test("[B2] an older or repeated reading teaches nothing", () => {
    const book = createBaselineBook();
    expect(observe(book, "UTC", "q1", stats(NINE, 30), NINE)).toEqual([]);
    expect(observe(book, "UTC", "q1", stats(NINE - 1, 30), NINE)).toEqual([]);
    expect(book.queues.size).toBe(0);
  });
});

describe("the site's zone", () => {
  test("[B5] the hour is the site's, where it begins at :30 of UTC too", () => {
    const book = createBaselineBook();
    const start = at("2024-05-13T03:30:00Z");
    const [learned] = feed(book, start, start + HOUR, (when) => stats(when, 30), "Asia/Kolkata");
    expect(learned?.hour).toBe(9);
  });

  test("[B5] an hour that autumn repeats is learned once", () => {
    const book = createBaselineBook();
    const start = at("2024-10-26T23:00:00Z");
    const learned = feed(book, start, start + 4 * HOUR, (when) => stats(when, 30), "Europe/Berlin");
    expect(learned.map(({ hour }) => hour - 144)).toEqual([1, 2, 3]);
    expect(learned.every(({ figures }) => figures.weeks === 1)).toBe(true);
  });

  test("[B5] an hour that spring skips is not learned", () => {
    const book = createBaselineBook();
    const start = at("2024-03-31T00:00:00Z");
    const learned = feed(book, start, start + 2 * HOUR, (when) => stats(when, 30), "Europe/Berlin");
    expect(learned.map(({ hour }) => hour - 144)).toEqual([1, 3]);
  });
});

describe("keeping baselines", () => {
  test("[B6] an hour that was kept is put back, and one that is no hour is not", () => {
    const book = createBaselineBook();
    const figures = { weeks: 4, waitSeconds: 12, serviceLevelPct: null, volume: 90 };
    expect(restoreHour(book, { queueId: "__proto__", hour: 167, figures })).toBe(true);
    expect(baselineOf(book, "__proto__", 167)).toEqual({ ...figures, ...NO_SPREAD });
    for (const hour of [-1, 168, 1.5, Number.NaN]) {
      expect(restoreHour(book, { queueId: "q1", hour, figures })).toBe(false);
    }
  });

  test("[B7] no more queues are learned than the floor may hold", () => {
    const book = createBaselineBook();
    for (let queue = 0; queue <= BOUNDS.queuesMax; queue++) {
      observe(book, "UTC", `q${queue}`, stats(NINE, 30), null);
    }
    expect(book.queues.size).toBe(BOUNDS.queuesMax);
    expect(baselineOf(book, `q${BOUNDS.queuesMax}`, 9)).toBeNull();
  });

  test("[B7] in a full book a queue that lives takes the place of one that is only remembered", () => {
    const book = createBaselineBook();
    for (let queue = 0; queue < BOUNDS.queuesMax; queue++) {
      observe(book, "UTC", `q${queue}`, stats(NINE, 30), null);
    }
    retireBaseline(book, "q7");
    observe(book, "UTC", "new", stats(NINE, 30), null);
    expect([book.queues.size, book.queues.has("q7"), book.queues.has("new")]).toEqual([
      BOUNDS.queuesMax,
      false,
      true,
    ]);
  });

  test("[B7] a queue that is only remembered is known while there is room", () => {
    const book = createBaselineBook();
    const figures = { weeks: 1, waitSeconds: 3, serviceLevelPct: null, volume: null };
    for (let queue = 0; queue < BOUNDS.queuesMax; queue++) {
      restoreHour(book, { queueId: `q${queue}`, hour: 9, figures });
    }
    observe(book, "UTC", "q0", stats(NINE, 30), null);
    observe(book, "UTC", "new", stats(NINE, 30), null);
    expect([baselineOf(book, "q0", 9), baselineOf(book, "q1", 9)]).toEqual([
      { ...figures, ...NO_SPREAD },
      null,
    ]);
  });
});
