import { describe, expect, it } from "vitest";
import { FrameLatency } from "./frame-latency.ts";

const countOf = ({ counts, edgesMs }: ReturnType<FrameLatency["facts"]>, edge: number): number =>
  counts[edgesMs.indexOf(edge)] ?? -1;

describe("the wait of frames", () => {
  it("runs from the first change of a frame, and is counted once a frame", () => {
    const latency = new FrameLatency();
    latency.begin(1_000);
    latency.begin(1_060);
    latency.end(1_080);
    latency.end(1_090);
    expect(latency.facts().sumMs).toBe(80);
    expect(latency.facts().counts.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(countOf(latency.facts(), 100)).toBe(1);
  });

  it("is in the bucket of its edge, and beyond the last one where it is longer than all", () => {
    const latency = new FrameLatency();
    for (const waitMs of [0, 5, 6, 1_000, 1_001]) {
      latency.begin(0);
      latency.end(waitMs);
    }
    const facts = latency.facts();
    expect([countOf(facts, 5), countOf(facts, 10), countOf(facts, 1_000), facts.counts.at(-1)]).toEqual([
      2, 1, 1, 1,
    ]);
  });

  it("is none where the clock was set back", () => {
    const latency = new FrameLatency();
    latency.begin(5_000);
    latency.end(1_000);
    expect(latency.facts().sumMs).toBe(0);
  });
});
