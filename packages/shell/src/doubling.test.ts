import { describe, expect, it } from "vitest";
import { doublingMs } from "./doubling.ts";

describe("patience that grows", () => {
  it.each([
    [0, 2_000],
    [1, 2_000],
    [2, 4_000],
    [4, 16_000],
    [5, 30_000],
    [5_000, 30_000],
  ])("after %i failures is %i ms", (failures, waitMs) => {
    expect(doublingMs(2_000, failures, 30_000)).toBe(waitMs);
  });
});
