import { describe, expect, it } from "vitest";
import { type Guard, timersPort } from "./ports.ts";
import { Tenure } from "./tenure.ts";

const guard: Guard = (_, turn) => turn();

describe("the time of one desk", () => {
  it("ends all that it began: no timer of it rings any more", async () => {
    const tenure = new Tenure();
    const rung: string[] = [];
    const timers = timersPort(guard, tenure);
    timers.after(0, () => rung.push("in time"));
    await scheduler.wait(5);
    timers.after(0, () => rung.push("too late"));
    tenure.end();
    await scheduler.wait(5);
    expect(rung).toEqual(["in time"]);
    expect(tenure.isOver).toBe(true);
  });

  it("calls off what is under way once, and nothing that has ended by itself", () => {
    const tenure = new Tenure();
    const ended: string[] = [];
    const forget = tenure.onEnd(() => {
      ended.push("by itself");
    });
    tenure.onEnd(() => {
      ended.push("under way");
    });
    forget();
    tenure.end();
    tenure.end();
    expect(ended).toEqual(["under way"]);
  });
});
