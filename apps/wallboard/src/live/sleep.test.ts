import { describe, expect, it } from "vitest";
import { createSleepWatch } from "./sleep.ts";

function createRig() {
  const time = { now: 1_000, date: 1_795_000_000_000 };
  const slept = createSleepWatch({ now: () => time.now, date: () => time.date });
  return (nowMs: number, dateMs: number): number => {
    time.now += nowMs;
    time.date += dateMs;
    return slept();
  };
}

describe("a device that slept", () => {
  it("is noticed by its date, which went on while the other clock stood still, and told once", () => {
    const pass = createRig();
    expect(pass(100, 100)).toBe(0);
    expect(pass(100, 3_600_100)).toBe(3_600_000);
    expect(pass(100, 100)).toBe(0);
  });

  it("is not made up from late ticks, a drifting crystal, or a date that was set back", () => {
    const pass = createRig();
    expect(pass(60_000, 60_000)).toBe(0);
    for (let tick = 0; tick < 10_000; tick += 1) expect(pass(100, 101)).toBe(0);
    expect(pass(100, -86_400_000)).toBe(0);
    expect(pass(100, 100)).toBe(0);
  });
});
