/** Old figures are never called live [invariant 9]. */
import { BOUNDS, FEED_STATES } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BoardFeed } from "./board.ts";
import { type FreshnessInput, freshnessOf } from "./freshness.ts";

const NOW = 1_795_000_000_000;

function input(change: Partial<FreshnessInput>, feed: Partial<BoardFeed> = {}): FreshnessInput {
  return {
    feed: {
      state: "live",
      since: NOW - 60_000,
      asOf: NOW - 1_000,
      clock: NOW - 1_000,
      reconciledAt: null,
      advice: "",
      ...feed,
    },
    serverNow: NOW,
    localNow: 100_000,
    lastFrameAt: 99_000,
    isConnected: true,
    isFrozen: false,
    boardAt: NOW - 4_000,
    ...change,
  };
}

describe("freshness", () => {
  it.each([
    ["live with news a second ago", input({}), "fresh", "live"],
    ["live, but quiet for 8 s", input({}, { asOf: NOW - 8_000 }), "aging", "quiet"],
    ["live by its word, yet 15 s without news", input({}, { asOf: NOW - 15_000 }), "stale", "stale"],
    ["live by its word, yet never any news", input({}, { asOf: null }), "stale", "stale"],
    ["before any board", input({ feed: null }), "aging", "waiting"],
    ["starting, nothing seen yet", input({}, { state: "starting", asOf: null }), "aging", "starting"],
    ["catching up on old figures", input({}, { state: "catchingUp", asOf: 0 }), "stale", "catchingUp"],
    ["misconfigured", input({}, { state: "misconfigured" }), "stale", "misconfigured"],
    ["the socket just gone", input({ isConnected: false }), "aging", "reconnecting"],
    [
      "the socket gone, the feed down before",
      input({ isConnected: false }, { state: "down" }),
      "stale",
      "down",
    ],
    ["live, and a snapshot asked for", input({ isFrozen: true }), "aging", "catchingUp"],
    [
      "live, a board that 12 s of beats did not confirm",
      input({ boardAt: NOW - 12_001 }),
      "stale",
      "catchingUp",
    ],
    [
      "live, frozen for 12 s",
      input({ isFrozen: true, boardAt: NOW - 12_001 }, { asOf: NOW - 20 }),
      "stale",
      "catchingUp",
    ],
    [
      "down, and frozen",
      input({ isFrozen: true, boardAt: NOW - 60_000 }, { state: "down" }),
      "stale",
      "down",
    ],
    ["frozen, the socket gone", input({ isFrozen: true, isConnected: false }), "aging", "reconnecting"],
    ["12 s without a beat", input({ lastFrameAt: 100_000 - 12_001 }), "lost", "lost"],
  ] as const)("[F6] of a feed %s", (_case, given, level, word) => {
    expect(freshnessOf(given)).toMatchObject({ level, word });
  });

  it("tells of a frozen board how old that board is, not how fresh the desk's is", () => {
    expect(freshnessOf(input({ isFrozen: true, boardAt: NOW - 9_000 })).ageMs).toBe(9_000);
    expect(freshnessOf(input({ isFrozen: true, boardAt: NOW - 300 })).ageMs).toBe(1_000);
  });

  it("is fresh only with a socket, a beat in time, the newest board and news within the bound", () => {
    const feed = fc.record({
      state: fc.constantFrom(...FEED_STATES),
      asOf: fc.option(fc.integer({ min: NOW - 60_000, max: NOW + 5_000 }), { nil: null }),
    });
    const rest = fc.record({
      isConnected: fc.boolean(),
      isFrozen: fc.boolean(),
      boardAt: fc.integer({ min: NOW - 60_000, max: NOW + 5_000 }),
      lastFrameAt: fc.option(fc.integer({ min: 60_000, max: 100_000 }), { nil: null }),
    });
    fc.assert(
      fc.property(feed, rest, (feedPart, restPart) => {
        const given = input(restPart, feedPart);
        if (freshnessOf(given).level !== "fresh") return;
        expect(given.isConnected).toBe(true);
        expect(given.isFrozen).toBe(false);
        expect(NOW - given.boardAt).toBeLessThan(3 * BOUNDS.beatEveryMs);
        expect(given.feed?.state).toBe("live");
        expect(given.localNow - (given.lastFrameAt ?? 0)).toBeLessThan(3 * BOUNDS.beatEveryMs);
        expect(NOW - (given.feed?.asOf ?? 0)).toBeLessThan(BOUNDS.staleAfterMs);
      }),
    );
  });
});
