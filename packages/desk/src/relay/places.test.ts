import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { type PlaceLimits, Places } from "./places.ts";

const LIMITS: PlaceLimits = { here: 2, perRelay: 3, most: 7 };

describe("a new viewer", () => {
  it("stays at the desk while that has few, then fills one relay after the other, up to the tenant's most", () => {
    const places = new Places();
    const seen: string[] = [];
    let here = 0;
    for (let count = 0; count < 8; count += 1) {
      const place = places.next(here, LIMITS, 0);
      if (place.kind === "here") here += 1;
      seen.push(place.kind === "relay" ? `relay ${place.relay}` : place.kind);
    }
    expect(seen).toEqual(["here", "here", "relay 1", "relay 1", "relay 1", "relay 2", "relay 2", "nowhere"]);
  });

  it("goes by what relays tell, not by what was sent there", () => {
    const places = new Places();
    for (let count = 0; count < 3; count += 1) places.next(2, LIMITS, 0);
    places.report(1, 1, BOUNDS.relayArrivalMs);
    expect(places.next(2, LIMITS, BOUNDS.relayArrivalMs)).toEqual({ kind: "relay", relay: 1 });
    expect(places.viewers).toBe(2);
  });

  it("is counted from the moment it is sent on, though the relay's word of that moment knows nothing of it", () => {
    const places = new Places();
    for (let count = 0; count < 3; count += 1) places.next(2, LIMITS, 1_000);
    places.report(1, 1, 1_050);
    expect(places.next(2, LIMITS, 1_100)).toEqual({ kind: "relay", relay: 2 });
  });

  it("is sent to another where the relay said that it is full", () => {
    const places = new Places();
    places.full(1, LIMITS, 0);
    expect(places.next(2, LIMITS, 0)).toEqual({ kind: "relay", relay: 2 });
  });

  it("is not kept out by a relay that was not heard of for long, also where the clock was set back", () => {
    const places = new Places();
    places.report(1, 5, 100 * BOUNDS.relayForgottenMs);
    expect(places.next(2, LIMITS, 0).kind).toBe("nowhere");
    expect(places.next(2, LIMITS, BOUNDS.relayForgottenMs + 1)).toEqual({ kind: "relay", relay: 1 });
  });
});

describe("whose sockets are at relays", () => {
  it("is added up over those that tell, as each told last", () => {
    const places = new Places();
    places.report(1, 3, 0, [
      ["ada", 2],
      ["__proto__", 1],
    ]);
    places.report(2, 1, 0, [["ada", 1]]);
    expect(["ada", "__proto__", "bo"].map((holder) => places.heldBy(holder, 0))).toEqual([3, 1, 0]);
    places.report(1, 1, 0, [["ada", 1]]);
    expect(places.heldBy("ada", 0)).toBe(2);
    places.report(2, 0, 0);
    expect(places.heldBy("ada", 0)).toBe(1);
  });

  it("stays known of one that is full or was sent more, and ends with one that is not heard of", () => {
    const places = new Places();
    places.report(1, 1, 0, [["ada", 1]]);
    places.next(2, LIMITS, 0);
    places.full(1, LIMITS, 0);
    expect(places.heldBy("ada", 0)).toBe(1);
    expect(places.heldBy("ada", BOUNDS.relayForgottenMs + 1)).toBe(0);
  });
});

describe("relays", () => {
  it("are known as long as they have viewers, and only by numbers that there are", () => {
    const places = new Places();
    for (const relay of [0, -1, 1.5, BOUNDS.relaysMax + 1, Number.NaN]) places.report(relay, 5, 0);
    expect(places.relays()).toEqual([]);
    places.report(2, 5, 0);
    expect(places.relays()).toEqual([2]);
    places.report(2, 0, 0);
    expect(places.relays()).toEqual([]);
  });

  it("are never more than there may be", () => {
    const places = new Places();
    const limits = { here: 0, perRelay: 1, most: 10_000 };
    const kinds = Array.from({ length: 100 }, () => places.next(0, limits, 0).kind);
    expect(kinds.filter((kind) => kind === "relay")).toHaveLength(BOUNDS.relaysMax);
    expect(kinds.at(-1)).toBe("nowhere");
  });
});
