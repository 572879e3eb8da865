import { describe, expect, it } from "vitest";
import { ORIGIN } from "../testing/tenant.ts";
import { seatedUpgrade, seatOfUpgrade } from "./handoff.ts";
import type { Seat } from "./seat.ts";
import { vouched } from "./whose.ts";

const SEAT: Seat = {
  ...{ tenant: vouched("viewers", "session"), role: "supervisor", by: "Žofie “Maria” <m@example.com>" },
  ...{ screen: null, credential: null, expiresAt: 1_800_000_000_000 },
};

describe("an upgrade on its way to an object", () => {
  it("has lost every header that came from outside, also those that objects say things in", () => {
    const outside = {
      ...{ cookie: "session=1", authorization: "Bearer x", "cf-access-jwt-assertion": "a.b.c" },
      ...{ "x-callboard-seat": "%7B%7D", "x-callboard-place": "{}", "x-callboard-line": "{}" },
      ...{ "x-callboard-avoid": "1", origin: ORIGIN, upgrade: "websocket" },
    };
    const upgrade = seatedUpgrade(new Request(`${ORIGIN}/live?board=x`, { headers: outside }), SEAT);
    expect([...upgrade.headers.keys()].sort()).toEqual(["upgrade", "x-callboard-seat"]);
    expect(upgrade.url).toBe(`${ORIGIN}/live?board=x`);
  });

  it("says whose seat it is, in any script, and to nobody but its own tenant's object", () => {
    const upgrade = seatedUpgrade(new Request(ORIGIN), SEAT);
    expect(seatOfUpgrade(upgrade, "viewers")).toEqual(SEAT);
    for (const other of ["viewer", "Viewers", "", undefined])
      expect(seatOfUpgrade(upgrade, other)).toBeNull();
  });
});
