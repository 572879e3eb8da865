import type { Desk } from "@callboard/desk";
import { LATENCY_BUCKETS_MS } from "@callboard/desk";
import { describe, expect, it } from "vitest";
import { MinutePoint } from "./minute-point.ts";

/** A desk that has counted so much: `frames` of 100 ms. */
const deskOf = (seen: { messages: number; dials: number; refused: number; frames: number }): Desk => {
  const frames = [...LATENCY_BUCKETS_MS, 0].map((ms) => (ms === 100 ? seen.frames : 0));
  return {
    status: () => ({
      ...{ tenant: "acme", feed: { state: "live" }, refused: { garbled: seen.refused } },
      stream: { messages: seen.messages, dials: seen.dials, lagMs: null },
      ...{ viewers: { viewers: 3 }, alerts: { shown: 2, more: 1 } },
    }),
    figures: () => ({ latency: { frames, sumMs: 0 }, reconciled: {} }),
  } as unknown as Desk;
};

function pointsOf() {
  const written: AnalyticsEngineDataPoint[] = [];
  const METRICS = { writeDataPoint: (point = {}) => written.push(point) };
  const VERSION = { id: "build", tag: "", timestamp: "" };
  const points = new MinutePoint({ METRICS: METRICS as never, CALLBOARD_REGION: "eu", VERSION });
  return { points, written };
}

describe("a point for Analytics Engine", () => {
  it("is written once a minute, with what came since the one before", () => {
    const { points, written } = pointsOf();
    const seen = { messages: 10, dials: 1, refused: 1, frames: 4 };
    const desk = deskOf(seen);
    points.note(desk, 60_000, 5);
    points.note(desk, 119_999, 5);
    Object.assign(seen, { messages: 25, refused: 4 });
    points.note(desk, 120_000, 0);
    expect(written).toEqual([
      { indexes: ["acme"], blobs: ["acme", "eu", "live", "build"], doubles: [10, 8, 100, 100, -1, 3, 1, 1] },
      expect.objectContaining({ doubles: [15, 3, -1, -1, -1, 3, 3, 0] }),
    ]);
  });

  it("begins at nothing with another desk, and is not below it", () => {
    const { points, written } = pointsOf();
    points.note(deskOf({ messages: 10, dials: 3, refused: 1, frames: 0 }), 60_000, 0);
    points.note(deskOf({ messages: 2, dials: 1, refused: 0, frames: 0 }), 120_000, 0);
    expect(written[1]?.doubles).toEqual([2, 3, -1, -1, -1, 3, 0, 1]);
  });

  it("is not even asked for where there is nobody to take it", () => {
    const points = new MinutePoint({ VERSION: { id: "build", tag: "", timestamp: "" } });
    expect(() => points.note({} as Desk, 60_000, 0)).not.toThrow();
  });
});
