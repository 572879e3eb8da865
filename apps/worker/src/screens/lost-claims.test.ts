import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { LostClaims } from "./lost-claims.ts";

const AT = Date.UTC(2026, 10, 23, 9);

function spent(lost: LostClaims, site: string): void {
  for (let n = 0; n < BOUNDS.pairingLostClaimsPerMinute; n += 1) lost.count(site, AT);
}

describe("claims in vain", () => {
  it("make their own site wait for the rest of a minute, and nobody else", () => {
    const lost = new LostClaims();
    spent(lost, "a");
    expect(lost.waitUntil("a", AT + 59_999)).toBe(AT + 60_000);
    expect(lost.waitUntil("a", AT + 60_000)).toBeNull();
    expect(lost.waitUntil("b", AT)).toBeNull();
  });

  it("are counted anew after a minute", () => {
    const lost = new LostClaims();
    spent(lost, "a");
    lost.count("a", AT + 60_000);
    expect(lost.waitUntil("a", AT + 60_000)).toBeNull();
  });

  it("keep nobody waiting for longer where the clock was set back", () => {
    const lost = new LostClaims();
    spent(lost, "a");
    expect(lost.waitUntil("a", AT - 3_600_000)).toBeNull();
  });

  it("of more sites than are counted forget the one that was first", () => {
    const lost = new LostClaims();
    spent(lost, "first");
    spent(lost, "second");
    for (let n = 0; n < BOUNDS.pairingLostClaimSitesMax - 1; n += 1) lost.count(`site-${n}`, AT);
    expect(lost.waitUntil("first", AT)).toBeNull();
    expect(lost.waitUntil("second", AT)).not.toBeNull();
  });
});
