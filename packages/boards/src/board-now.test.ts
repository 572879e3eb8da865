import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boardNow } from "./board-now.ts";
import type { ScheduleSpan, ScreenPlan } from "./plan.ts";

const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];
const span = (
  from: string,
  to: string,
  board: string,
  changes: Partial<ScheduleSpan> = {},
): ScheduleSpan => ({
  ...{ days: ALL_DAYS, from, to, board, theme: null },
  ...changes,
});
const screen = (...schedule: ScheduleSpan[]): ScreenPlan => ({
  ...{ id: "wall", name: "Wall", board: "floor", schedule, site: null },
  ...{ metres: 5, inches: 55, language: null },
});
const at = (iso: string): number => Date.parse(iso);
const shown = (plan: ScreenPlan, zone: string, iso: string): string => {
  const { board, until } = boardNow(plan, zone, at(iso));
  return until === null ? board : `${board} until ${new Date(until).toISOString()}`;
};

describe("the board of a screen at an instant", () => {
  it("is the screen's own where nothing is scheduled, for good", () => {
    expect(boardNow(screen(), "Europe/Berlin", 0)).toEqual({ board: "floor", theme: null, until: null });
  });

  const day = screen(span("08:00", "18:00", "queues"));
  it.each([
    ["before", "2026-06-10T05:59:59Z", "floor until 2026-06-10T06:00:00.000Z"],
    ["at its start", "2026-06-10T06:00:00Z", "queues until 2026-06-10T16:00:00.000Z"],
    ["at its end", "2026-06-10T16:00:00Z", "floor until 2026-06-11T06:00:00.000Z"],
  ])("follows a span of the day: %s", (_, iso, said) => {
    expect(shown(day, "Europe/Berlin", iso)).toBe(said);
  });

  // 2026-06-12 is a Friday.
  const night = screen(span("22:00", "06:00", "attention", { days: [5], theme: "night" }));
  it.each([
    ["on Friday evening", "2026-06-12T20:30:00Z", "attention until 2026-06-13T04:00:00.000Z"],
    ["on Saturday morning", "2026-06-13T03:59:00Z", "attention until 2026-06-13T04:00:00.000Z"],
    ["on Friday morning", "2026-06-12T03:00:00Z", "floor until 2026-06-12T20:00:00.000Z"],
    ["on Saturday evening", "2026-06-13T20:30:00Z", "floor until 2026-06-19T20:00:00.000Z"],
  ])("follows a span across midnight, of the day on which it starts: %s", (_, iso, said) => {
    expect(shown(night, "Europe/Berlin", iso)).toBe(said);
  });

  it("tells the theme, and that it changes although the board does not", () => {
    const plan = screen(span("22:00", "06:00", "floor", { theme: "night" }));
    const evening = at("2026-06-12T21:00:00Z");
    expect(boardNow(plan, "UTC", evening)).toEqual({
      ...{ board: "floor", theme: null, until: at("2026-06-12T22:00:00Z") },
    });
    expect(boardNow(plan, "UTC", at("2026-06-12T22:00:00Z")).theme).toBe("night");
  });

  it("lets the first span win, and says nothing of bounds at which nothing changes", () => {
    const plan = screen(span("10:00", "12:00", "people"), span("08:00", "18:00", "queues"));
    expect(shown(plan, "UTC", "2026-06-10T09:00:00Z")).toBe("queues until 2026-06-10T10:00:00.000Z");
    expect(shown(plan, "UTC", "2026-06-10T11:00:00Z")).toBe("people until 2026-06-10T12:00:00.000Z");
    const always = screen(span("00:00", "12:00", "queues"), span("12:00", "00:00", "queues"));
    expect(shown(always, "UTC", "2026-06-10T09:00:00Z")).toBe("queues");
  });

  it("takes an end at the start for the same time on the next day", () => {
    const plan = screen(span("08:00", "08:00", "queues", { days: [3] }));
    expect(shown(plan, "UTC", "2026-06-10T07:00:00Z")).toBe("floor until 2026-06-10T08:00:00.000Z");
    expect(shown(plan, "UTC", "2026-06-11T07:00:00Z")).toBe("queues until 2026-06-11T08:00:00.000Z");
  });

  it.each([
    // Spring 2026 in Berlin: 02:00 is 03:00 at 01:00Z on 29 March. Autumn: 03:00 is 02:00 at 01:00Z on 25 October.
    [
      "a start that is skipped is the jump",
      "02:30",
      "05:00",
      "2026-03-29T00:59:00Z",
      "floor until 2026-03-29T01:00:00.000Z",
    ],
    [
      "an end after the jump",
      "01:00",
      "05:00",
      "2026-03-29T00:30:00Z",
      "queues until 2026-03-29T03:00:00.000Z",
    ],
    [
      "the night of the jump is an hour shorter",
      "22:00",
      "06:00",
      "2026-03-28T23:30:00Z",
      "queues until 2026-03-29T04:00:00.000Z",
    ],
    [
      "a start that comes twice is its first pass",
      "02:30",
      "05:00",
      "2026-10-25T00:00:00Z",
      "floor until 2026-10-25T00:30:00.000Z",
    ],
    [
      "and it does not end where the hour comes again",
      "02:30",
      "05:00",
      "2026-10-25T01:10:00Z",
      "queues until 2026-10-25T04:00:00.000Z",
    ],
    [
      "an end that comes twice is its first pass",
      "00:00",
      "02:30",
      "2026-10-25T01:10:00Z",
      "floor until 2026-10-25T23:00:00.000Z",
    ],
  ])("keeps to the zone's wall clock when it is set: %s", (_, from, to, iso, said) => {
    expect(shown(screen(span(from, to, "queues")), "Europe/Berlin", iso)).toBe(said);
  });

  it.each([
    ["Asia/Kolkata", "2026-06-10T02:29:00Z", "floor until 2026-06-10T02:30:00.000Z"],
    ["Asia/Kathmandu", "2026-06-10T02:14:00Z", "floor until 2026-06-10T02:15:00.000Z"],
    ["Pacific/Kiritimati", "2026-06-09T17:00:00Z", "floor until 2026-06-09T18:00:00.000Z"],
    ["America/Adak", "2026-06-10T16:00:00Z", "floor until 2026-06-10T17:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-04T20:00:00Z", "floor until 2026-04-04T21:30:00.000Z"],
  ])("is by the site's own wall clock: %s", (zone, iso, said) => {
    expect(shown(day, zone, iso)).toBe(said);
  });

  it("is the screen's own where the device does not know the zone", () => {
    expect(shown(day, "Mars/Olympus", "2026-06-10T09:00:00Z")).toBe("floor");
  });

  it("stands until the instant it names, and not longer", () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "30"))
      .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
    const spans = fc.array(
      fc.record({
        days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        ...{ from: time, to: time },
        board: fc.constantFrom("floor", "queues", "people"),
        theme: fc.constantFrom(null, "night" as const),
      }),
      { maxLength: 4 },
    );
    const instant = fc.integer({ min: at("2026-03-01T00:00:00Z"), max: at("2026-11-15T00:00:00Z") });
    const zone = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC");
    fc.assert(
      fc.property(
        spans,
        instant,
        zone,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (schedule, ms, name, share) => {
          const plan = screen(...schedule);
          const { until, ...now } = boardNow(plan, name, ms);
          const end = until ?? ms + 7 * 86_400_000;
          expect(end).toBeGreaterThan(ms);
          const between = boardNow(plan, name, Math.min(end - 1, Math.floor(ms + (end - ms) * share)));
          expect({ board: between.board, theme: between.theme }).toEqual(now);
          if (until === null) return;
          const next = boardNow(plan, name, until);
          expect({ board: next.board, theme: next.theme }).not.toEqual(now);
        },
      ),
      { numRuns: 200 },
    );
  });
});
