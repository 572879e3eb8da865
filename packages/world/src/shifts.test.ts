import fc from "fast-check";
import { expect, test } from "vitest";
import { dutyMinutes } from "./demand.ts";
import { createRandom } from "./random.ts";
import { drawTemplate, shiftEndedBy, shiftEndingAfter } from "./shifts.ts";
import type { ShiftTemplate } from "./types.ts";

const HOUR_MS = 3_600_000;
const at = (text: string): number => Date.parse(text);
const template = (
  zone: string,
  start: string,
  end: string,
  more: Partial<ShiftTemplate> = {},
): ShiftTemplate => ({
  id: "t",
  name: "T",
  zone,
  days: [1, 2, 3, 4, 5, 6, 7],
  start,
  end,
  breaks: [],
  ...more,
});

test.each([
  ["an ordinary night", "Europe/Berlin", "2024-05-15T20:00:00Z", "2024-05-16T04:00:00Z"],
  ["the night the clocks go forward", "Europe/Berlin", "2024-03-30T21:00:00Z", "2024-03-31T04:00:00Z"],
  ["the night the clocks go back", "Europe/Berlin", "2024-10-26T20:00:00Z", "2024-10-27T05:00:00Z"],
  ["New York, forward", "America/New_York", "2024-03-10T03:00:00Z", "2024-03-10T10:00:00Z"],
  ["India, at :30", "Asia/Kolkata", "2024-05-15T16:30:00Z", "2024-05-16T00:30:00Z"],
  ["Nepal, at :45", "Asia/Kathmandu", "2024-05-15T16:15:00Z", "2024-05-16T00:15:00Z"],
  ["Chatham, at :45 and back", "Pacific/Chatham", "2024-04-06T08:15:00Z", "2024-04-06T17:15:00Z"],
  ["Lord Howe, half an hour back", "Australia/Lord_Howe", "2024-04-06T11:00:00Z", "2024-04-06T19:30:00Z"],
])("a shift 22:00–06:00 on %s", (_name, zone, start, end) => {
  const shift = shiftEndingAfter(template(zone, "22:00", "06:00"), at(start) + HOUR_MS);
  expect(new Date(shift?.startMs ?? 0).toISOString()).toBe(new Date(at(start)).toISOString());
  expect(new Date(shift?.endMs ?? 0).toISOString()).toBe(new Date(at(end)).toISOString());
});

test("days are those of the shift's start: Friday's night shift runs on Saturday morning, Sunday has none", () => {
  const nights = template("Europe/Berlin", "22:00", "06:00", { days: [1, 2, 3, 4, 5] });
  const saturdayAt3 = at("2024-05-18T01:00:00Z");
  expect(shiftEndingAfter(nights, saturdayAt3)?.endMs).toBe(at("2024-05-18T04:00:00Z"));
  expect(shiftEndingAfter(nights, at("2024-05-18T04:00:00Z"))?.startMs).toBe(at("2024-05-20T20:00:00Z"));
  expect(shiftEndedBy(nights, at("2024-05-20T12:00:00Z"))?.endMs).toBe(at("2024-05-18T04:00:00Z"));
});

test("a break after midnight belongs to the shift that began the evening before", () => {
  const breaks = [{ name: "Meal", start: "01:30", end: "02:00" }];
  const shift = shiftEndingAfter(
    template("Europe/Berlin", "22:00", "06:00", { breaks }),
    at("2024-05-15T21:00:00Z"),
  );
  expect(shift?.breaks).toEqual([
    { code: "LUNCH", startMs: at("2024-05-15T23:30:00Z"), endMs: at("2024-05-16T00:00:00Z") },
  ]);
});

test("no template day, no shift", () => {
  expect(
    shiftEndingAfter(template("Europe/Berlin", "08:00", "16:00", { days: [] }), at("2024-05-15T00:00:00Z")),
  ).toBeNull();
});

test("drawn templates have their breaks inside the shift, in order, on any date and in any zone", () => {
  const zones = [
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/St_Johns",
    "Australia/Lord_Howe",
  ];
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...zones), fc.integer({ min: 0, max: 730 }), (seed, zone, day) => {
      const shift = shiftEndingAfter(
        drawTemplate(createRandom(seed), zone),
        at("2024-01-01T00:00:00Z") + day * 24 * HOUR_MS,
      );
      if (shift === null) throw new Error("a drawn template always has days");
      let afterMs = shift.startMs;
      for (const pause of shift.breaks) {
        expect(pause.startMs).toBeGreaterThan(afterMs);
        expect(pause.endMs).toBeGreaterThan(pause.startMs);
        afterMs = pause.endMs;
      }
      expect(shift.endMs).toBeGreaterThan(afterMs);
    }),
    { numRuns: 200 },
  );
});

test("minutes on duty per half hour: breaks taken out, the night of Sunday wraps into Monday", () => {
  const breaks = [{ name: "Break", start: "00:00", end: "00:15" }];
  const minutes = dutyMinutes(template("Europe/Berlin", "23:30", "01:00", { days: [7], breaks }));
  expect(minutes[335]).toBe(30);
  expect(minutes[0]).toBe(15);
  expect(minutes[1]).toBe(30);
  expect(minutes.reduce((sum, value) => sum + value, 0)).toBe(75);
});
