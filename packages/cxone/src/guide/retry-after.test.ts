import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const NOW = Date.parse("2024-05-15T14:32:10.000Z");

describe("Retry-After", () => {
  it.each<[string | null, number | null]>([
    ["0", 0],
    ["30", 30_000],
    [" 30 ", 30_000],
    ["999999999", 999_999_999_000],
    ["Wed, 15 May 2024 14:33:10 GMT", 60_000],
    ["Wed, 15 May 2024 14:31:10 GMT", 0],
    [null, null],
    ["", null],
    ["-1", null],
    ["1.5", null],
    ["1e3", null],
    ["9999999999", null],
    ["soon", null],
    ["Wed, 15 Xyz 2024 14:33:10 GMT", null],
    ["2024-05-15T14:33:10Z", null],
    ["Wed, 15 May 2024 14:33:10 CEST", null],
  ])("%j asks for %j ms", (header, waitMs) => {
    expect(parseRetryAfter(header, NOW)).toBe(waitMs);
  });
});
