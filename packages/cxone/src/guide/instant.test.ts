import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstant } from "./instant.ts";

describe("instants of the upstream", () => {
  it.each([
    ["2024-05-15T14:32:10.000Z", "2024-05-15T14:32:10.000Z"],
    ["2024-05-15T14:32:10Z", "2024-05-15T14:32:10.000Z"],
    ["2024-05-15T14:32:10.5Z", "2024-05-15T14:32:10.500Z"],
    ["2024-05-15T14:32:10.0123456Z", "2024-05-15T14:32:10.012Z"],
    ["2024-05-15T14:32:10.999999999999Z", "2024-05-15T14:32:10.999Z"],
    ["2024-05-15T14:32:10,25Z", "2024-05-15T14:32:10.250Z"],
    ["2024-05-15t14:32:10z", "2024-05-15T14:32:10.000Z"],
    ["2024-05-15T14:32:10.000+00:00", "2024-05-15T14:32:10.000Z"],
    ["2024-05-15T14:32:10+0000", "2024-05-15T14:32:10.000Z"],
    ["2024-05-15T16:32:10+02:00", "2024-05-15T14:32:10.000Z"],
    ["2024-05-15T08:47:10.000-05:45", "2024-05-15T14:32:10.000Z"],
    ["2024-01-01T00:15:00+01:00", "2023-12-31T23:15:00.000Z"],
    ["2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z"],
    ["2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"],
    ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"],
  ])("reads %s", (text, iso) => {
    expect(parseInstant(text)).toBe(Date.parse(iso));
  });

  it.each([
    "",
    "now",
    "2024-05-15",
    "2024-05-15T14:32:10",
    "2024-05-15 14:32:10Z",
    "2024-05-15T14:32Z",
    "2024-05-15T14:32:10.Z",
    "2024-05-15T14:32:10.0000000000000Z",
    "2024-05-15T14:32:10.000Zx",
    " 2024-05-15T14:32:10.000Z",
    "2024-13-01T00:00:00Z",
    "2024-00-01T00:00:00Z",
    "2024-05-00T00:00:00Z",
    "2024-04-31T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z",
    "2024-05-15T24:00:00Z",
    "2024-05-15T23:60:00Z",
    "2024-05-15T23:59:60Z",
    "2024-05-15T14:32:10+24:00",
    "2024-05-15T14:32:10+01:60",
    "2024-05-15T14:32:10+1:00",
    "2024-05-15T14:32:10+01",
    "2024-05-15T14:32:10+01:00:00",
    "1969-12-31T23:59:59Z",
    "+12024-05-15T14:32:10Z",
    "2o24-05-15T14:32:10Z",
    "2024-05-15T14:32:١٠Z",
    "2024-05-15T14:32:10Z\n",
    "1715783530000",
  ])("refuses %j", (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it("reads every instant that JavaScript writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.parse("9999-12-31T23:59:59.999Z") }), (at) => {
        expect(parseInstant(new Date(at).toISOString())).toBe(at);
      }),
    );
  });

  it("reads the same instant in every zone", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 86_400_000, max: 4_000_000_000_000 }),
        fc.integer({ min: -1_439, max: 1_439 }),
        (at, east) => {
          const local = new Date(at + east * 60_000).toISOString().slice(0, -1);
          const [hours, minutes] = [Math.trunc(Math.abs(east) / 60), Math.abs(east) % 60];
          const offset = [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
          expect(parseInstant(`${local}${east < 0 ? "-" : "+"}${offset}`)).toBe(at);
        },
      ),
    );
  });

  it("never throws, and answers with whole milliseconds or nothing", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const at = parseInstant(text);
        expect(at === null || Number.isInteger(at)).toBe(true);
      }),
    );
  });
});
