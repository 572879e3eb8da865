import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { CheckLeases } from "./leases.ts";

const at = { now: 1_000 };
const leases = (): CheckLeases => new CheckLeases(() => at.now);

describe("the leases of connection checks", () => {
  it("are one for each subject, until they are given back", () => {
    const held = leases();
    const first = held.take("tenant:acme");
    expect(first.kind).toBe("granted");
    expect(held.take("tenant:acme")).toEqual({ kind: "refused", why: "running" });
    expect(held.take("tenant:other").kind).toBe("granted");
    held.give("tenant:acme", first.kind === "granted" ? first.id : "");
    expect(held.take("tenant:acme").kind).toBe("granted");
  });

  it("are so many in all", () => {
    const held = leases();
    for (let n = 0; n < BOUNDS.checksAtOnceMax; n += 1) held.take(`tenant:${n}`);
    expect(held.take("tenant:one-more")).toEqual({ kind: "refused", why: "tooMany" });
  });

  it("run out, and who comes back late takes away nobody else's", () => {
    const held = leases();
    const old = held.take("tenant:acme");
    at.now += BOUNDS.checkTakesMaxMs;
    expect(held.take("tenant:acme").kind).toBe("granted");
    held.give("tenant:acme", old.kind === "granted" ? old.id : "");
    expect(held.take("tenant:acme")).toEqual({ kind: "refused", why: "running" });
  });
});
