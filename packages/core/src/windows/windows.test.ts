import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOUNDS } from "../bounds.ts";
import { blindMs, figures, WINDOW_KINDS } from "./figures.ts";
import { packWindows, unpackWindows } from "./pack-windows.ts";
import { add, addWrapUp, createWindows } from "./windows.ts";

const at = (iso: string): number => Date.parse(iso);
const NOON = at("2024-05-15T12:00:05Z");
const ARRIVED = { arrived: 1 };
const LAST_15M = { kind: "last15m" } as const;
const LAST_1H = { kind: "last1h" } as const;
const TODAY = { kind: "today" } as const;

describe("a queue's windows", () => {
  test("[W1] nothing is stored for a queue in which nothing happened", () => {
    const windows = createWindows();
    for (const kind of WINDOW_KINDS) expect(figures(windows, { kind }, NOON, "UTC").offered).toBe(0);
    expect(windows).toMatchObject({ fine: null, day: null });
  });

  test("[W2] fifteen minutes are the 90 buckets that end with the clock's own", () => {
    const windows = createWindows();
    add(windows, at("2024-05-15T11:45:09.999Z"), ARRIVED, 1);
    add(windows, at("2024-05-15T11:45:10Z"), ARRIVED, 1);
    add(windows, at("2024-05-15T12:00:05Z"), ARRIVED, 1);
    const last = figures(windows, LAST_15M, NOON, "UTC");
    expect(last).toMatchObject({ arrived: 2, fromMs: at("2024-05-15T11:45:10Z"), toMs: NOON });
    expect(figures(windows, LAST_15M, NOON + 5_000, "UTC").arrived).toBe(1);
  });

  test("[W2] an hour is 360 buckets, and what leaves it is still in the day", () => {
    const windows = createWindows();
    add(windows, at("2024-05-15T11:00:10Z"), ARRIVED, 1);
    expect(figures(windows, LAST_1H, NOON, "UTC").arrived).toBe(1);
    expect(figures(windows, LAST_1H, NOON + 5_000, "UTC").arrived).toBe(0);
    expect(figures(windows, TODAY, NOON + 5_000, "UTC").arrived).toBe(1);
  });

  test.each([
    ["UTC", "2024-05-15T00:00:00Z"],
    ["Europe/Berlin", "2024-05-14T22:00:00Z"],
    ["Asia/Kolkata", "2024-05-14T18:30:00Z"],
    ["Asia/Kathmandu", "2024-05-14T18:15:00Z"],
  ])("[W2] today begins with the day of %s, to the millisecond", (zone, start) => {
    const windows = createWindows();
    add(windows, at(start) - 1, ARRIVED, 1);
    add(windows, at(start), ARRIVED, 1);
    expect(figures(windows, TODAY, NOON, zone)).toMatchObject({ arrived: 1, fromMs: at(start) });
  });

  test("[W2] a day of 25 hours is kept whole to its last second", () => {
    const windows = createWindows();
    add(windows, at("2024-10-26T22:00:00Z"), ARRIVED, 1);
    add(windows, at("2024-10-27T22:59:59Z"), ARRIVED, 1);
    expect(figures(windows, TODAY, at("2024-10-27T22:59:59Z"), "Europe/Berlin").arrived).toBe(2);
  });

  test("[W3] what is older than the fine ring changes only the day; older than both, nothing", () => {
    const windows = createWindows();
    add(windows, NOON, ARRIVED, 1);
    add(windows, NOON - 5 * 3_600_000, ARRIVED, 1);
    add(windows, NOON - 48 * 3_600_000, ARRIVED, 1);
    expect(figures(windows, LAST_1H, NOON, "UTC").arrived).toBe(1);
    expect(figures(windows, TODAY, NOON, "UTC").arrived).toBe(2);
  });

  test("[W3] an overtaken bucket never comes back, whether added to or taken from", () => {
    const windows = createWindows();
    const lap = BOUNDS.windowBucketMs * BOUNDS.windowFineBuckets;
    add(windows, NOON, ARRIVED, 1);
    add(windows, NOON - lap, ARRIVED, 1);
    add(windows, NOON - lap, ARRIVED, -1);
    expect(figures(windows, LAST_15M, NOON, "UTC").arrived).toBe(1);
  });

  test("[W3] nonsense instants change nothing", () => {
    const windows = createWindows();
    for (const nonsense of [Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300])
      add(windows, nonsense, ARRIVED, 1);
    expect(packWindows(windows)).toEqual({ v: 1, fine: [], day: [] });
  });

  test("[W5] a wrap-up counts where it ended, and one of unknown length not at all", () => {
    const windows = createWindows();
    addWrapUp(windows, NOON, 42_000);
    addWrapUp(windows, NOON, Number.NaN);
    addWrapUp(windows, NOON, -1);
    expect(figures(windows, LAST_15M, NOON, "UTC")).toMatchObject({ wraps: 1, wrapMs: 42_000 });
  });
});

interface Happening {
  readonly at: number;
  readonly waitMs: number;
}

describe("any history", () => {
  const happening: fc.Arbitrary<Happening> = fc.record({
    at: fc.integer({ min: NOON - 30 * 3_600_000, max: NOON }),
    waitMs: fc.integer({ min: 0, max: 3_600_000 }),
  });

  test("[W2] sums what a plain list sums, and taking all back leaves zero", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (history) => {
        const windows = createWindows();
        for (const { at: when, waitMs } of history) add(windows, when, { answered: 1, waitMs }, 1);
        for (const kind of WINDOW_KINDS) {
          const { answered, waitMs, fromMs } = figures(windows, { kind }, NOON, "Europe/Berlin");
          const inside = history.filter((one) => one.at >= fromMs);
          expect(answered).toBe(inside.length);
          expect(waitMs).toBe(inside.reduce((sum, one) => sum + one.waitMs, 0));
        }
        for (const { at: when, waitMs } of history) add(windows, when, { answered: 1, waitMs }, -1);
        expect(packWindows(windows)).toEqual({ v: 1, fine: [], day: [] });
      }),
    );
  });

  test("[W10] survives a checkpoint", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (history) => {
        const windows = createWindows();
        for (const { at: when, waitMs } of history)
          add(windows, when, { answered: 1, waitMs, arrived: 2 }, 1);
        const back = unpackWindows(JSON.parse(JSON.stringify(packWindows(windows))));
        if (back === null) throw new Error("not unpacked");
        for (const kind of WINDOW_KINDS) {
          expect(figures(back, { kind }, NOON, "UTC")).toEqual(figures(windows, { kind }, NOON, "UTC"));
        }
        expect(packWindows(back)).toEqual(packWindows(windows));
      }),
    );
  });
});

describe("a damaged checkpoint", () => {
  test.each([
    [null],
    ["windows"],
    [{}],
    [{ v: 2, fine: [], day: [] }],
    [{ v: 1, fine: [], day: "x" }],
    [{ v: 1, fine: [1], day: [] }],
    [{ v: 1, fine: [1, 1], day: [] }],
    [{ v: 1, fine: [1, 1, -1], day: [] }],
    [{ v: 1, fine: [1, 1, 1.5], day: [] }],
    [{ v: 1, fine: [1, 1 << 20, 1], day: [] }],
    [{ v: 1, fine: [1e12, 1, 1], day: [] }],
    [{ v: 1, fine: Array(100_000).fill(0), day: [] }],
  ])("[W10] %j is nothing", (packed) => {
    expect(unpackWindows(packed)).toBeNull();
  });

  test("[W10] any JSON is either windows or nothing, never a throw", () => {
    const almost = fc.record({
      v: fc.constant(1),
      fine: fc.array(fc.nat(), { maxLength: 9 }),
      day: fc.jsonValue(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almost), (packed) => {
        const back = unpackWindows(packed);
        expect(back === null || figures(back, LAST_1H, NOON, "UTC").offered >= 0).toBe(true);
      }),
    );
  });
});

describe("blind time", () => {
  const blind = [
    { from: 100, to: 200 },
    { from: 150, to: 300 },
    { from: 500, to: null },
  ];

  test.each([
    [0, 50, 0],
    [0, 1_000, 700],
    [250, 400, 50],
    [120, 180, 60],
    [600, 700, 100],
  ])("[W8] of %d..%d, %d ms were not seen", (fromMs, toMs, expected) => {
    expect(blindMs(blind, fromMs, toMs)).toBe(expected);
  });
});
