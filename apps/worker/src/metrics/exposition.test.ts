import { describe, expect, it } from "vitest";
import { Exposition } from "./exposition.ts";

describe("the text that a scraper reads", () => {
  it("names a family once, before all of its series, wherever these come from", () => {
    const text = new Exposition();
    text.add("callboard_agents", { tenant: "a" }, 3);
    text.add("callboard_queues", { tenant: "a" }, 1);
    text.add("callboard_agents", { tenant: "b" }, 0.5);
    expect(text.toText()).toBe(
      [
        "# HELP callboard_agents Agents on the floor.",
        "# TYPE callboard_agents gauge",
        'callboard_agents{tenant="a"} 3',
        'callboard_agents{tenant="b"} 0.5',
        "# HELP callboard_queues Queues on the floor.",
        "# TYPE callboard_queues gauge",
        'callboard_queues{tenant="a"} 1',
        "",
      ].join("\n"),
    );
  });

  it("escapes what would end a label or a line", () => {
    const text = new Exposition();
    text.add("callboard_agents", { tenant: 'a"} 1\ncallboard_agents{tenant="\\' }, 1);
    const lines = text.toText().trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe('callboard_agents{tenant="a\\"} 1\\ncallboard_agents{tenant=\\"\\\\"} 1');
  });

  it("adds buckets up, with all of them in the last", () => {
    const text = new Exposition();
    const histogram = { bounds: [0.1, 0.5], counts: [2, 0, 1], sum: 3.25 };
    text.addHistogram("callboard_frame_latency_seconds", { tenant: "a" }, histogram);
    expect(text.toText().split("\n").slice(2)).toEqual([
      'callboard_frame_latency_seconds_bucket{tenant="a",le="0.1"} 2',
      'callboard_frame_latency_seconds_bucket{tenant="a",le="0.5"} 2',
      'callboard_frame_latency_seconds_bucket{tenant="a",le="+Inf"} 3',
      'callboard_frame_latency_seconds_sum{tenant="a"} 3.25',
      'callboard_frame_latency_seconds_count{tenant="a"} 3',
      "",
    ]);
  });

  it("leaves out what is not known, and never gives a series twice", () => {
    const text = new Exposition();
    text.add("callboard_agents", { tenant: "a" }, null);
    expect(text.toText()).not.toContain("callboard_agents");
    text.add("callboard_agents", { tenant: "a" }, 1);
    expect(() => text.add("callboard_agents", { tenant: "a" }, 1)).toThrow();
  });
});
