/** Opening hours: midnight, holidays, and clocks that change. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOpen, standingOf } from "./calendar.ts";
import { readCalendar } from "./read-calendar.ts";
import type { SiteCalendar } from "./rule.ts";

const calendar = (value: object): SiteCalendar => {
  const read = readCalendar({ zone: "Europe/Madrid", ...value });
  if (read.kind === "refused") throw new Error(read.complaints.join(" "));
  return read.calendar;
};
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

describe("a site", () => {
  it("[N14] without spans is always open", () => {
    expect(isOpen(calendar({}), Date.UTC(2026, 0, 1))).toBe(true);
  });

  it.each([
    ["the last instant before the holiday", "2026-12-24T22:59:59.999Z", true],
    ["the holiday's first instant, by local time", "2026-12-24T23:00:00.000Z", false],
    ["the holiday's last", "2026-12-25T22:59:59.999Z", false],
    ["the day behind it", "2026-12-25T23:00:00.000Z", true],
  ])("[N14] with holidays alone is open on every other day: %s", (_, at, expected) => {
    const holidays = calendar({ holidays: ["2026-12-25"] });
    const instant = Date.parse(at);
    expect(isOpen(holidays, instant)).toBe(expected);
    const { from, until } = standingOf(holidays, instant);
    expect([isOpen(holidays, from), isOpen(holidays, until - 1)]).toEqual([expected, expected]);
    expect(until - from).toBe(86_400_000);
  });

  it.each([
    ["a Friday at 07:59 local time", "2026-11-20T06:59:59.999Z", false],
    ["a Friday at 08:00", "2026-11-20T07:00:00.000Z", true],
    ["a Friday just before 18:00", "2026-11-20T16:59:59.999Z", true],
    ["a Friday at 18:00", "2026-11-20T17:00:00.000Z", false],
    ["a Saturday", "2026-11-21T11:00:00.000Z", false],
    ["a holiday", "2026-12-25T11:00:00.000Z", false],
    ["a summer morning, when the clocks are another hour ahead", "2026-07-03T06:00:00.000Z", true],
  ])("[N14] open from Monday to Friday, 08:00 to 18:00: on %s", (_, at, expected) => {
    const office = calendar({
      open: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }],
      holidays: ["2026-12-25"],
    });
    expect(isOpen(office, Date.parse(at))).toBe(expected);
  });

  it.each([
    ["a Friday night", "2026-11-20T22:00:00.000Z", true],
    ["the Saturday morning behind it", "2026-11-21T04:59:59.999Z", true],
    ["the Saturday at 06:00", "2026-11-21T05:00:00.000Z", false],
    ["the night into a holiday, to its end", "2026-12-25T03:00:00.000Z", true],
    ["the night that would begin on the holiday", "2026-12-25T23:00:00.000Z", false],
    ["the morning behind that", "2026-12-26T03:00:00.000Z", false],
  ])("[N14] a night from 22:00 to 06:00 belongs to the day it begins on: %s", (_, at, expected) => {
    const night = calendar({
      open: [{ days: [4, 5], from: "22:00", to: "06:00" }],
      holidays: ["2026-12-25"],
    });
    expect(isOpen(night, Date.parse(at))).toBe(expected);
  });

  it("[N14] [Z4] keeps its wall-clock hours in the night in which the clocks change", () => {
    const early = calendar({ open: [{ days: EVERY_DAY, from: "02:30", to: "04:00" }] });
    // Spring: 02:30 is skipped, so it opens at the jump to 03:00 (01:00 UTC).
    expect(isOpen(early, Date.UTC(2026, 2, 29, 0, 59))).toBe(false);
    expect(isOpen(early, Date.UTC(2026, 2, 29, 1, 0))).toBe(true);
    expect(isOpen(early, Date.UTC(2026, 2, 29, 2, 0))).toBe(false);
    // Autumn: 02:30 is there twice, and the first counts (00:30 UTC); 04:00 is at 03:00 UTC.
    expect(isOpen(early, Date.UTC(2026, 9, 25, 0, 30))).toBe(true);
    expect(isOpen(early, Date.UTC(2026, 9, 25, 2, 59))).toBe(true);
    expect(isOpen(early, Date.UTC(2026, 9, 25, 3, 0))).toBe(false);
  });

  it.each(["24:00", "00:00"])("[N14] that closes at %s closes at the end of the day", (to) => {
    const late = calendar({ zone: "UTC", open: [{ days: [5], from: "20:00", to }] });
    expect(isOpen(late, Date.UTC(2026, 10, 20, 23, 59))).toBe(true);
    expect(isOpen(late, Date.UTC(2026, 10, 21, 0, 0))).toBe(false);
  });

  it("[N14] stands as long as it is said to", () => {
    const spans = fc.array(
      fc.record({
        days: fc.subarray(EVERY_DAY, { minLength: 1 }),
        startMinute: fc.nat(1_439),
        endMinute: fc.nat(1_439),
      }),
      { maxLength: 4 },
    );
    const zone = fc.constantFrom("Europe/Madrid", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");
    const from = Date.UTC(2026, 0, 1);
    fc.assert(
      fc.property(zone, spans, fc.nat(365 * 24 * 60), fc.nat(1_000), (name, open, minute, share) => {
        const asked = from + minute * 60_000;
        const fresh = (): SiteCalendar => ({ zone: name, open, holidays: ["2026-06-01"] });
        const { isOpen: stands, until } = standingOf(fresh(), asked);
        expect(until).toBeGreaterThan(asked);
        const within = Math.min(until - 1, asked + Math.floor(((until - asked) * share) / 1_000));
        expect(isOpen(fresh(), within)).toBe(stands);
        expect(until - asked).toBeLessThanOrEqual(25 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a mistake is one sentence", () => {
  const found = (value: unknown) => {
    const read = readCalendar(value);
    return read.kind === "refused" ? read.complaints : [];
  };
  const span = (changes: object) =>
    found({ zone: "UTC", open: [{ days: [1], from: "08:00", to: "18:00", ...changes }] });

  it.each([
    [
      "a zone that is none",
      found({ zone: "Madrid" }),
      "`zone` is no time zone that we know; it is written as `Europe/Madrid`.",
    ],
    ["no zone", found({}), "`zone` must be the name of a time zone as `Europe/Madrid`."],
    [
      "a bare hour",
      span({ from: "8" }),
      "`open.0.from` must be a time of day from `00:00` to `24:00`, as `08:30`.",
    ],
    [
      "an hour that no clock has",
      span({ to: "25:00" }),
      "`open.0.to` must be a time of day from `00:00` to `24:00`, as `17:30`.",
    ],
    [
      "a day that no week has",
      span({ days: [8] }),
      "`open.0.days.0` must be a day of the week, 1 (Monday) to 7 (Sunday).",
    ],
    [
      "no days",
      span({ days: [] }),
      "`open.0.days` must list at least one day of the week, 1 (Monday) to 7 (Sunday).",
    ],
    [
      "a key that is nearly one",
      span({ form: "08:00" }),
      "`form` is not a key of `open.0`; did you mean `from`?",
    ],
    [
      "a date that no month has",
      found({ zone: "UTC", holidays: ["2026-02-30"] }),
      "`holidays.0` must be a date as `2026-12-25`.",
    ],
    ["no calendar", found(7), "the calendar must be an object."],
  ])("[N14] for %s", (_, complaints, expected) => {
    expect(complaints).toEqual([expected]);
  });

  it("[N14] reading never throws", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => /^(calendar|refused)$/.test(readCalendar(value).kind)));
  });
});
