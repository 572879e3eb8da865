import { expect, test } from "vitest";
import { halfHourOfWeek, isZone, offsetMsAt, zoneWithLocalHour } from "./zone.ts";

const at = (text: string): number => Date.parse(text);
const HALF_HOUR_MS = 1_800_000;

test.each([
  ["Asia/Kolkata", "2024-05-15T00:00:00Z", 5.5],
  ["Asia/Kathmandu", "2024-05-15T00:00:00Z", 5.75],
  ["Pacific/Chatham", "2024-01-15T00:00:00Z", 13.75],
  ["Australia/Lord_Howe", "2024-07-15T00:00:00Z", 10.5],
  ["Europe/Berlin", "2024-03-31T00:59:59Z", 1],
  ["Europe/Berlin", "2024-03-31T01:00:00Z", 2],
  ["America/New_York", "2024-11-03T06:00:00Z", -5],
])("%s at %s is %s h from UTC", (zone, instant, hours) => {
  expect(offsetMsAt(zone, at(instant))).toBe(hours * 3_600_000);
});

test.each([
  ["2024-05-13T00:00:00Z", 0, 0],
  ["2024-05-19T23:59:59Z", 0, 335],
  ["2024-05-12T18:30:00Z", 5.5, 0],
  ["2024-05-12T18:15:00Z", 5.75, 0],
  ["1969-12-29T00:00:00Z", 0, 0],
])("%s with an offset of %s h is half hour %s of the local week", (instant, hours, slot) => {
  expect(halfHourOfWeek(at(instant), hours * 3_600_000)).toBe(slot);
});

test("there is a well-known zone within half an hour of any local hour at any time of the year", () => {
  for (const day of ["2024-01-10", "2024-07-10", "2026-11-22"]) {
    for (let step = 0; step < 48; step++) {
      const nowMs = at(`${day}T00:00:00Z`) + step * HALF_HOUR_MS;
      const zone = zoneWithLocalHour(10, nowMs);
      const localMs = (nowMs + offsetMsAt(zone, nowMs)) % 86_400_000;
      expect(Math.abs(localMs - 10 * 3_600_000), `${day} ${step} ${zone}`).toBeLessThanOrEqual(HALF_HOUR_MS);
    }
  }
});

test("a zone that is none is told apart", () => {
  expect(isZone("Europe/Berlin")).toBe(true);
  expect(isZone("Middle/Earth")).toBe(false);
});
