import { describe, expect, it } from "vitest";
import { Pace } from "./pace.ts";

function paced(most = 2) {
  const clock = { now: 1_000 };
  return { clock, pace: new Pace({ everyMs: 100, most, now: () => clock.now }) };
}

describe("a pace", () => {
  it("is once in so long for each, and says from when on", () => {
    const { clock, pace } = paced();
    expect([pace.take("a"), pace.take("b")]).toEqual([null, null]);
    clock.now += 99;
    expect([pace.take("a"), pace.take("b")]).toEqual([1_100, 1_100]);
    clock.now += 1;
    expect([pace.take("a"), pace.take("a")]).toEqual([null, 1_200]);
  });

  it("remembers so many and no more", () => {
    const { clock, pace } = paced();
    pace.take("a");
    clock.now += 10;
    pace.take("b");
    expect(pace.take("c")).toBe(1_100);
    clock.now += 90;
    expect(pace.take("c")).toBeNull();
  });

  it("has nobody wait since a clock was set back", () => {
    const { clock, pace } = paced();
    pace.take("a");
    clock.now -= 1_000_000;
    expect(pace.take("a")).toBeNull();
  });
});
