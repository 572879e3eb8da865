import { BOUNDS, IDLE_LINK, type LinkState } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { type SightFacts, sightOf } from "./sight.ts";

const NOW = 1_800_000_000_000;
const OPEN: LinkState = { kind: "open", sinceMs: NOW - 60_000, proven: true, attempt: 0 };
const dialing: LinkState = { kind: "dialing", sinceMs: NOW, attempt: 0, tokenRenewed: false };
const waiting = (why: "closed" | "rateLimited"): LinkState => ({
  kind: "waiting",
  sinceMs: NOW,
  untilMs: NOW + 1_000,
  attempt: 1,
  why,
});
const paused = (why: "network" | "rateLimited"): LinkState => ({
  kind: "paused",
  sinceMs: NOW,
  untilMs: NOW + 30_000,
  failures: 5,
  why,
});

const LIVE: SightFacts = {
  link: OPEN,
  misconfiguration: null,
  isCredentialRefused: false,
  lastAcceptedAt: NOW - 1_000,
  asOf: NOW - 1_000,
  hasNews: true,
  refusedSince: null,
  isReconciled: true,
  isTruthRefused: false,
  truthFailure: null,
};

const CASES: readonly (readonly [string, Partial<SightFacts>, string, boolean, string])[] = [
  ["an open, talking, reconciled link", {}, "live", true, ""],
  ["news exactly at the bound", { lastAcceptedAt: NOW - BOUNDS.staleAfterMs }, "live", true, ""],
  [
    "[F3] news just beyond the bound",
    { lastAcceptedAt: NOW - BOUNDS.staleAfterMs - 1 },
    "stale",
    false,
    "Nothing is heard",
  ],
  [
    "an open link before its first news",
    { hasNews: false, link: { ...OPEN, sinceMs: NOW } },
    "catchingUp",
    false,
    "",
  ],
  ["an open link that never brought news", { hasNews: false }, "stale", false, "Nothing is heard"],
  ["an open link before its first round", { isReconciled: false }, "catchingUp", true, ""],
  [
    "a link that opened without news, whatever came before it",
    { hasNews: false, lastAcceptedAt: NOW - 1_000, link: { ...OPEN, sinceMs: NOW - 20_000 } },
    "stale",
    false,
    "",
  ],
  [
    "[F4] messages from the future only",
    { lastAcceptedAt: NOW - 20_000, refusedSince: "fromFuture" },
    "stale",
    false,
    "Check the clocks",
  ],
  [
    "[F4] messages that nobody understands",
    { lastAcceptedAt: NOW - 20_000, refusedSince: "invalid" },
    "stale",
    false,
    "none of them can be understood",
  ],
  [
    "[F7] a refused renewal while all is well",
    { isCredentialRefused: true },
    "live",
    true,
    "client id and secret",
  ],
  ["[F7] ground truth that is refused", { isTruthRefused: true }, "live", true, "refuses the question"],
  [
    "refused credentials without a link",
    { link: waiting("closed"), isCredentialRefused: true },
    "refused",
    false,
    "credentials",
  ],
  ["the very first dial", { link: dialing, lastAcceptedAt: null }, "starting", false, ""],
  ["a link that nobody has started", { link: IDLE_LINK, lastAcceptedAt: null }, "starting", false, ""],
  [
    "a first dial that failed",
    { link: waiting("closed"), lastAcceptedAt: null },
    "down",
    false,
    "being made again",
  ],
  ["a redial", { link: dialing }, "down", false, "being made again"],
  ["a wait for CXone's limit", { link: waiting("rateLimited") }, "down", false, "limits our connections"],
  [
    "[F3] messages that come now and tell of what was",
    { lastAcceptedAt: NOW, asOf: NOW - BOUNDS.staleAfterMs - 1 },
    "stale",
    false,
    "tell of the past",
  ],
  [
    "[F3] the same, though some of them cannot be understood",
    { refusedSince: "unknownType", lastAcceptedAt: NOW, asOf: NOW - BOUNDS.staleAfterMs - 1 },
    "stale",
    false,
    "tell of the past",
  ],
  ["[F7] ground truth that cannot be had", { truthFailure: "status 503" }, "live", true, "(status 503)"],
  ["the breaker's pause", { link: paused("network") }, "paused", false, "could not be reached"],
  [
    "the breaker's pause after 429",
    { link: paused("rateLimited") },
    "paused",
    false,
    "limits our connections",
  ],
  [
    "[F5] missing users:read, even on an open link",
    { misconfiguration: "usersReadMissing" },
    "misconfigured",
    false,
    "users:read",
  ],
  ["[F5] refused users", { misconfiguration: "usersForbidden" }, "misconfigured", false, "users:read"],
  ["[F5] refused scopes", { misconfiguration: "scopesRefused" }, "misconfigured", false, "scopes"],
  [
    "[F5] an empty answer about agents",
    { misconfiguration: "agentsEmpty" },
    "misconfigured",
    false,
    "empty list",
  ],
  [
    "[F5] [L7] a forbidden stream",
    { misconfiguration: "streamForbidden", link: waiting("closed") },
    "misconfigured",
    false,
    "realtime:read",
  ],
];

describe("[F1] [F2] the feed as people are told of it", () => {
  it.each(CASES)("%s", (_, facts, state, isSeeing, advice) => {
    // Where a case says nothing else, the news happened when it came.
    const asOf = facts.lastAcceptedAt === undefined ? LIVE.asOf : facts.lastAcceptedAt;
    const sight = sightOf({ ...LIVE, asOf, ...facts }, NOW);
    expect(sight).toMatchObject({ state, isSeeing });
    expect(sight.advice).toContain(advice);
    if (state === "live" && advice === "") expect(sight.advice).toBe("");
  });
});
