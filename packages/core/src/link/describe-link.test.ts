import { describe, expect, it } from "vitest";
import { describeLink } from "./describe-link.ts";
import { IDLE_LINK, type LinkState } from "./link.ts";

const NOW = 1_800_000_000_000;

const CASES: readonly (readonly [string, LinkState, object])[] = [
  [
    "an idle link awaits nothing",
    IDLE_LINK,
    { state: "idle", untilMs: null, failures: 0, breaker: "closed" },
  ],
  [
    "a wait says how long it still is, and why",
    { kind: "waiting", sinceMs: NOW - 500, untilMs: NOW + 1_500, attempt: 2, why: "server5xx" },
    { state: "waiting", leftMs: 1_500, attempt: 2, failures: 2, breaker: "closed", why: "server5xx" },
  ],
  [
    "a wait that is over has nothing left",
    { kind: "waiting", sinceMs: NOW - 500, untilMs: NOW - 1, attempt: 2, why: "network" },
    { leftMs: 0 },
  ],
  [
    "a pause is an open breaker",
    { kind: "paused", sinceMs: NOW, untilMs: NOW + 30_000, failures: 5, why: "timeout" },
    { state: "paused", leftMs: 30_000, failures: 5, breaker: "open", why: "timeout" },
  ],
  [
    "a 403 beyond the breaker's count is an open breaker too",
    { kind: "waiting", sinceMs: NOW, untilMs: NOW + 30_000, attempt: 6, why: "refused403" },
    { state: "waiting", breaker: "open", why: "refused403" },
  ],
  [
    "the dial after a pause is the breaker's trial",
    { kind: "dialing", sinceMs: NOW, attempt: 5, tokenRenewed: false },
    { state: "dialing", untilMs: null, breaker: "halfOpen", failures: 5 },
  ],
  [
    "a link on trial is not proven",
    { kind: "open", sinceMs: NOW, proven: false, attempt: 5 },
    { state: "open", breaker: "halfOpen", proven: false },
  ],
  [
    "a proven link has no failures",
    { kind: "open", sinceMs: NOW, proven: true, attempt: 0 },
    { state: "open", sinceMs: NOW, breaker: "closed", proven: true, failures: 0, why: null },
  ],
];

describe("[L15] the link on the status page", () => {
  it.each(CASES)("%s", (_, state, facts) => {
    expect(describeLink(state, NOW)).toMatchObject(facts);
  });
});
