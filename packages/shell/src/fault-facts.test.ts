import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { faultFacts } from "./fault-facts.ts";

function thrown(message: string): Error {
  return new RangeError(message);
}

describe("what is logged of an error", () => {
  it("is its name and where it was thrown", () => {
    const { error, frames } = faultFacts(thrown("Meier's token"));
    expect(error).toBe("RangeError");
    expect(frames).toContain("thrown");
    expect(frames).toContain("fault-facts.test.ts");
  });

  it.each(["token abc", "first\n    at secret (token abc)\nlast", ""])(
    "is never its message: %j",
    (message) => {
      const { frames } = faultFacts(thrown(message));
      expect(frames).not.toMatch(/token|secret|first|last/);
      expect(frames).toContain("thrown");
    },
  );

  it("is nothing of a stack that tells another message", () => {
    const error = thrown("token abc");
    expect(error.stack).toContain("token abc");
    error.message = "harmless";
    expect(faultFacts(error)).toEqual({ error: "RangeError", frames: "" });
  });

  it("has a bound", () => {
    const deep = (left: number): Error => (left === 0 ? thrown("x") : deep(left - 1));
    const { frames } = faultFacts(deep(50));
    expect(frames.split(" < ").length).toBeLessThanOrEqual(BOUNDS.faultFramesMax);
  });

  it("of what is no error is its kind", () => {
    expect(faultFacts("token abc")).toEqual({ error: "string", frames: "" });
    expect(faultFacts(null)).toEqual({ error: "object", frames: "" });
  });
});
