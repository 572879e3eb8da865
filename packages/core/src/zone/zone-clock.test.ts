import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  firstInstantOf,
  hourOfWeek,
  isZone,
  localDay,
  localMinute,
  localMinuteOfWeek,
  startOfDay,
  startOfLocalHour,
} from "./zone-clock.ts";

const at = (iso: string): number => Date.parse(iso);
const shown = (ms: number): string => new Date(ms).toISOString();

/** The wall clock as the runtime's own formatter shows it: another way to the same answer. */
function wallClock(zone: string, ms: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(ms);
}

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Adelaide",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Chatham",
  "Africa/Cairo",
  "America/Santiago",
];

describe("zones", () => {
  test("[Z1] a zone is an IANA name and nothing else", () => {
    for (const zone of ZONES) expect(isZone(zone), zone).toBe(true);
    const none = ["", "Mars/Olympus", "+02:00", "2024-01-01T00:00Z", "__proto__", "Europe/Berlin\u202e"];
    for (const name of [...none, "A".repeat(10_000)]) expect(isZone(name), name.slice(0, 20)).toBe(false);
  });

  test("[Z1] asking for the time in a zone that is none is a broken promise", () => {
    expect(() => hourOfWeek("Mars/Olympus", 0)).toThrow(RangeError);
    expect(() => startOfDay("x".repeat(10_000), 0)).toThrow(/^not a time zone: x{64}$/);
  });
});

describe("wall clock", () => {
  test.each([
    ["Europe/Berlin, before spring's jump", "Europe/Berlin", "2024-03-31T00:59:59Z", 7, 1 * 60 + 59],
    ["Europe/Berlin, after spring's jump", "Europe/Berlin", "2024-03-31T01:00:00Z", 7, 3 * 60],
    ["Europe/Berlin, autumn's hour, first pass", "Europe/Berlin", "2024-10-27T00:30:00Z", 7, 2 * 60 + 30],
    ["Europe/Berlin, autumn's hour, second pass", "Europe/Berlin", "2024-10-27T01:30:00Z", 7, 2 * 60 + 30],
    ["New York, before spring's jump", "America/New_York", "2024-03-10T06:59:00Z", 7, 1 * 60 + 59],
    ["New York, after spring's jump", "America/New_York", "2024-03-10T07:00:00Z", 7, 3 * 60],
    ["New York, autumn's second pass", "America/New_York", "2024-11-03T06:15:00Z", 7, 1 * 60 + 15],
    ["Kolkata is at :30", "Asia/Kolkata", "2024-05-15T18:29:00Z", 3, 23 * 60 + 59],
    ["Kolkata's day turns at 18:30 UTC", "Asia/Kolkata", "2024-05-15T18:30:00Z", 4, 0],
    ["Adelaide is at :30 and has summer time", "Australia/Adelaide", "2024-01-01T00:00:00Z", 1, 10 * 60 + 30],
    ["Kathmandu is at :45", "Asia/Kathmandu", "2024-05-15T18:15:00Z", 4, 0],
    ["Chatham is at :45 with summer time", "Pacific/Chatham", "2024-01-01T10:15:00Z", 2, 0],
  ])("[Z2] %s", (_what, zone, iso, isoWeekday, minute) => {
    expect(localMinute(zone, at(iso))).toEqual({ isoWeekday, minute });
    expect(localMinuteOfWeek(zone, at(iso))).toBe((isoWeekday - 1) * 1440 + minute);
  });

  test("[Z2] the week begins on Monday at 00h and ends on Sunday at 23h", () => {
    expect(hourOfWeek("UTC", at("2024-05-13T00:00:00Z"))).toBe(0);
    expect(hourOfWeek("UTC", at("2024-05-19T23:59:59Z"))).toBe(167);
    expect(hourOfWeek("Asia/Kolkata", at("2024-05-12T18:30:00Z"))).toBe(0);
  });

  test("[Z2] at any instant the wall clock is the one the runtime shows, in any order of asking", () => {
    const instant = fc.integer({ min: at("2000-01-01T00:00:00Z"), max: at("2037-12-31T00:00:00Z") });
    const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (zone, ms) => {
        const { isoWeekday, minute } = localMinute(zone, ms);
        const hour = String(Math.floor(minute / 60)).padStart(2, "0");
        const written = `${days[isoWeekday - 1]}, ${hour}:${String(minute % 60).padStart(2, "0")}`;
        expect(written).toBe(wallClock(zone, ms).replace(/^(\w+),? /, "$1, "));
      }),
      { numRuns: 300 },
    );
  });

  test("[Z2] a full local hour begins at :30 of UTC in Kolkata and at :15 in Kathmandu", () => {
    expect(shown(startOfLocalHour("Asia/Kolkata", at("2024-05-15T10:29:00Z")))).toBe(
      "2024-05-15T09:30:00.000Z",
    );
    expect(shown(startOfLocalHour("Asia/Kathmandu", at("2024-05-15T10:16:00Z")))).toBe(
      "2024-05-15T10:15:00.000Z",
    );
  });
});

describe("the day's start", () => {
  test.each([
    ["an ordinary day", "Europe/Berlin", "2024-05-15T14:32:10Z", "2024-05-14T22:00:00.000Z"],
    ["spring's day of 23 hours", "Europe/Berlin", "2024-03-31T20:00:00Z", "2024-03-30T23:00:00.000Z"],
    ["the day after spring's", "Europe/Berlin", "2024-03-31T22:00:00Z", "2024-03-31T22:00:00.000Z"],
    ["autumn's day of 25 hours", "Europe/Berlin", "2024-10-27T22:59:59Z", "2024-10-26T22:00:00.000Z"],
    ["New York in spring", "America/New_York", "2024-03-10T12:00:00Z", "2024-03-10T05:00:00.000Z"],
    ["New York in autumn", "America/New_York", "2024-11-04T04:59:00Z", "2024-11-03T04:00:00.000Z"],
    ["Kolkata", "Asia/Kolkata", "2024-05-15T12:00:00Z", "2024-05-14T18:30:00.000Z"],
    ["Kathmandu", "Asia/Kathmandu", "2024-05-15T12:00:00Z", "2024-05-14T18:15:00.000Z"],
    ["Cairo, whose midnight is skipped", "Africa/Cairo", "2024-04-26T09:00:00Z", "2024-04-25T22:00:00.000Z"],
    ["Cairo, just before that", "Africa/Cairo", "2024-04-25T21:59:59Z", "2024-04-24T22:00:00.000Z"],
    [
      "Santiago, whose midnight is skipped",
      "America/Santiago",
      "2024-09-08T12:00:00Z",
      "2024-09-08T04:00:00.000Z",
    ],
    [
      "Santiago, where 23h comes twice",
      "America/Santiago",
      "2024-04-07T03:30:00Z",
      "2024-04-06T03:00:00.000Z",
    ],
  ])("[Z3] %s", (_what, zone, iso, start) => {
    expect(shown(startOfDay(zone, at(iso)))).toBe(start);
  });

  test("[Z3] the day's start is on the same local day, and a moment earlier it is another", () => {
    const instant = fc.integer({ min: at("2015-01-01T00:00:00Z"), max: at("2037-12-31T00:00:00Z") });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (zone, ms) => {
        const start = startOfDay(zone, ms);
        expect(start).toBeLessThanOrEqual(ms);
        expect(ms - start).toBeLessThan(25 * 3_600_000 + 1);
        expect(localDay(zone, start)).toBe(localDay(zone, ms));
        expect(localDay(zone, start - 1)).toBe(localDay(zone, ms) - 1);
        expect(start % 900_000).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a wall-clock minute of a date", () => {
  test.each([
    [
      "that comes once is that instant",
      "Europe/Berlin",
      "2024-05-15T12:00:00Z",
      8 * 60,
      "2024-05-15T06:00:00Z",
    ],
    [
      "that comes twice is its first pass",
      "America/New_York",
      "2024-11-03T12:00:00Z",
      90,
      "2024-11-03T05:30:00Z",
    ],
    ["that is skipped is the jump", "Europe/Berlin", "2024-03-31T12:00:00Z", 150, "2024-03-31T01:00:00Z"],
    [
      "at a midnight that is skipped is the jump",
      "Africa/Cairo",
      "2024-04-26T12:00:00Z",
      0,
      "2024-04-25T22:00:00Z",
    ],
  ])("[Z4] %s", (_what, zone, iso, minute, instant) => {
    const day = localDay(zone, Date.parse(iso));
    expect(new Date(firstInstantOf(zone, day, minute)).toISOString()).toBe(new Date(instant).toISOString());
  });
});
