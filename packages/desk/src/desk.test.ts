import { describe, expect, it } from "vitest";
import { Timeline } from "../test/timeline.ts";

describe("the first minute of a desk", () => {
  it("signs in, takes the roster, dials, reconciles and is live", () => {
    const t = new Timeline("a1", "a2").live();
    expect(t.upstream.batches.map(({ call }) => call)).toEqual(["token", "users", "skills", "agents"]);
    expect(t.feedStates()).toEqual(["catchingUp", "live"]);
    expect(t.feed).toBe("live");
    expect(t.stateOf("a1")).toBe("READY");
  });
});
