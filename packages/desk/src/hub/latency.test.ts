import { describe, expect, it } from "vitest";
import { LATENCY_BUCKETS_MS, Latency } from "./latency.ts";

const countOf = (latency: Latency, boundMs: number | null): number | undefined => {
  const index = LATENCY_BUCKETS_MS.findIndex((bound) => bound === boundMs);
  return latency.facts().frames.at(index);
};

describe("how long news waits for its frame", () => {
  it("is counted from the oldest change of a frame", () => {
    const latency = new Latency();
    latency.begin(1_000);
    latency.begin(1_090);
    latency.end(1_100);
    expect(countOf(latency, 100)).toBe(1);
    expect(latency.facts().sumMs).toBe(100);
  });

  it("begins anew with each frame", () => {
    const latency = new Latency();
    latency.begin(0);
    latency.end(5);
    latency.begin(60_000);
    latency.end(60_006);
    expect([countOf(latency, 5), countOf(latency, 10)]).toEqual([1, 1]);
  });

  it("is in the last bucket where it is beyond all bounds, and in the first where the clock was set back", () => {
    const latency = new Latency();
    latency.begin(0);
    latency.end(9_999);
    latency.begin(5_000);
    latency.end(4_000);
    expect([countOf(latency, null), countOf(latency, 5)]).toEqual([1, 1]);
    expect(latency.facts().sumMs).toBe(9_999);
  });
});
