/** What history does not hold of a stretch. */
import { describe, expect, it } from "vitest";
import { isKept, unkeptParts } from "./unkept.ts";

const hour = { from: 1_000, to: 2_000 };

describe("what is not kept of a stretch", () => {
  it.each([
    ["nothing is kept", null, [{ from: 0, to: 1 }]],
    ["all is kept", { from: 0, to: 9_000 }, []],
    ["it begins within", { from: 1_250, to: 9_000 }, [{ from: 0, to: 0.25 }]],
    [
      "it begins and ends within",
      { from: 1_500, to: 1_750 },
      [
        { from: 0, to: 0.5 },
        { from: 0.75, to: 1 },
      ],
    ],
    ["it is all after it", { from: 3_000, to: 4_000 }, [{ from: 0, to: 1 }]],
  ])("where %s", (_, kept, parts) => {
    expect(unkeptParts(hour, kept)).toEqual(parts);
  });

  it("is what no moment is offered of", () => {
    expect([999, 1_000, 2_000, 2_001].map((at) => isKept(at, hour))).toEqual([false, true, true, false]);
    expect(isKept(1_500, null)).toBe(false);
  });
});
