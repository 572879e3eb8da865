import { describe, expect, test } from "vitest";
import { clockTime, duration, fieldWords, quantity, zoneName } from "./figures.ts";

test.each([
  [0, "0 s"],
  [0.4, "0 s"],
  [45, "45 s"],
  [60, "1 min"],
  [912, "15 min 12 s"],
  [3_600, "1 h"],
  [3_605, "1 h"],
  [7_500, "2 h 5 min"],
  [273_600, "3 d 4 h"],
  [-5, "0 s"],
  [Number.NaN, "an unknown time"],
])("[O9] %d seconds are told as %s", (seconds, told) => expect(duration(seconds)).toBe(told));

test.each([
  [150, "seconds", "2 min 30 s"],
  [-150, "seconds", "−2 min 30 s"],
  [78.456, "pct", "78.5 %"],
  [80, "pct", "80 %"],
  [7, "count", "7"],
  [7.128, null, "7.13"],
  [null, "count", "unknown"],
  [Number.POSITIVE_INFINITY, "pct", "unknown"],
] as const)("[O9] %s in %s is told as %s", (value, unit, told) => expect(quantity(value, unit)).toBe(told));

test("[O9] a field is told by its meaning, an unknown one by its name, and none by a prototype's", () => {
  expect(fieldWords("waitSeconds")).toBe("CXone's wait of the queue");
  expect(fieldWords("blindSeconds")).toContain("not been seen");
  expect(fieldWords("somethingNew")).toBe("somethingNew");
  expect(fieldWords("constructor")).toBe("constructor");
  expect(fieldWords("__proto__")).toBe("__proto__");
});

describe("[O9] times are those of the site's zone", () => {
  const at = Date.parse("2024-05-15T14:32:10.000Z");

  test("with the offset, which alone tells the repeated hour apart", () => {
    expect(clockTime(at, "Europe/Berlin", at)).toBe("16:32:10 (GMT+2)");
    const first = Date.parse("2026-10-25T00:30:00.000Z");
    expect(clockTime(first, "Europe/Berlin", first)).toBe("02:30:00 (GMT+2)");
    expect(clockTime(first + 3_600_000, "Europe/Berlin", first)).toBe("02:30:00 (GMT+1)");
  });

  test("with the day where it is another", () => {
    expect(clockTime(at, "Europe/Berlin", at + 10 * 3_600_000)).toBe("15 May, 16:32:10 (GMT+2)");
    expect(clockTime(at, "America/Los_Angeles", at + 10 * 3_600_000)).toBe("07:32:10 (GMT-7)");
    expect(clockTime(at, "America/Los_Angeles", at + 17 * 3_600_000)).toBe("15 May, 07:32:10 (GMT-7)");
  });

  test("a zone that is none is UTC, and says so", () => {
    expect(clockTime(at, "Mars/Olympus", at)).toMatch(/^14:32:10 \(GMT(\+0)?\)$/);
    expect(zoneName("Mars/Olympus")).toBe("UTC");
    expect(zoneName("Europe/Berlin")).toBe("Europe/Berlin");
  });
});
