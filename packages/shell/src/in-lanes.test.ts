import { describe, expect, it } from "vitest";
import { inLanes } from "./in-lanes.ts";

describe("work in lanes", () => {
  it("goes through all of it, never more at once than there are lanes, whatever fails", async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;
    const failed = await inLanes([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      if (item % 3 === 0) throw new Error("this one fails");
      done.push(item);
    });
    expect(failed).toBe(2);
    expect(most).toBe(3);
    expect(done).toEqual([1, 2, 4, 5, 7]);
    expect(await inLanes([], 3, () => Promise.reject(new Error("never called")))).toBe(0);
  });
});
