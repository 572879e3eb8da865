import { describe, expect, it } from "vitest";
import { Scheduler } from "./scheduler.ts";

describe("virtual time", () => {
  it("jumps to what is due, in order of time, and of asking where times are equal", () => {
    const scheduler = new Scheduler(1_000);
    const seen: [string, number][] = [];
    const see = (name: string) => () => seen.push([name, scheduler.nowMs]);
    scheduler.after(50, see("b"));
    scheduler.after(50, see("c"));
    scheduler.after(10, see("a"));
    scheduler.at(0, see("past"));
    scheduler.runUntil(2_000);
    expect(seen).toEqual([
      ["past", 1_000],
      ["a", 1_010],
      ["b", 1_050],
      ["c", 1_050],
    ]);
    expect(scheduler.nowMs).toBe(2_000);
  });

  it("forgets what was called off, and stops where it is told to", () => {
    const scheduler = new Scheduler(0);
    let runs = 0;
    const callOff = scheduler.after(5, () => {
      runs += 100;
    });
    callOff();
    scheduler.every(10, () => {
      runs += 1;
    });
    scheduler.runUntil(1_000, () => runs === 3);
    expect([runs, scheduler.nowMs]).toEqual([3, 30]);
  });
});
