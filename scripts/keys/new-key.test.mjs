import { describe, expect, it } from "vitest";
import { newKey } from "./new-key.mjs";

describe("the next key of CALLBOARD_KEYS", () => {
  it.each([
    ["", 1],
    ["1", 2],
    ["2,1", 3],
    [" 1 , 7 ", 8],
  ])("after the versions %j is number %d, of 32 random bytes", (present, version) => {
    const made = newKey(present);
    expect(made).toMatchObject({ kind: "made", version });
    const [number, base64] = made.key.split(":");
    expect([Number(number), Buffer.from(base64, "base64").length]).toEqual([version, 32]);
    expect(newKey(present).key).not.toBe(made.key);
  });

  it.each(["two", "1;2", "0", "1,", "-1", "2:c2VjcmV0LWtleQ=="])("is not made after %j", (present) => {
    const { kind, complaint } = newKey(present);
    expect(kind).toBe("wrong");
    expect(complaint).not.toContain("c2VjcmV0");
  });

  it("has a version that the Worker takes", () => {
    expect(newKey("1000000").kind).toBe("wrong");
  });
});
