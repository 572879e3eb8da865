import { describe, expect, it } from "vitest";
import { CLOSE, closeNameOf, isRetry } from "./close-codes.ts";

describe("close codes", () => {
  it("40xx and the platform's own mean try again, 45xx mean stop", () => {
    for (const code of Object.values(CLOSE)) expect(isRetry(code)).toBe(code < 4500);
    for (const code of [1000, 1001, 1005, 1006, 1012, 3000, 4600]) expect(isRetry(code)).toBe(true);
  });

  it("have a name where they are ours", () => {
    expect(closeNameOf(4502)).toBe("revoked");
    expect(closeNameOf(1006)).toBeNull();
  });
});
