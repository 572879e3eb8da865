/**
 * What the desk can see, told to people: the feed's state and, where something is wrong, what to do about it.
 * Derived anew each time from plain facts, so that no flag can stay behind and show a dead feed as live (SPEC F).
 */
import { BOUNDS, type EpochMs, type FeedState, type LinkState } from "@callboard/core";

/** Why the tenant's registration cannot work, found by looking (guide, section 1, "The Trap"). */
export type Misconfiguration =
  | "scopesRefused"
  | "usersReadMissing"
  | "usersReadNotGranted"
  | "usersForbidden"
  | "agentsEmpty"
  | "streamForbidden";

export interface SightFacts {
  readonly link: LinkState;
  readonly misconfiguration: Misconfiguration | null;
  readonly isCredentialRefused: boolean;
  /** When an input was last let in, by the desk's clock; `null` before the first. */
  readonly lastAcceptedAt: EpochMs | null;
  /** The instant of the floor that is known, by the desk's clock; late messages leave it behind. */
  readonly asOf: EpochMs | null;
  /** Whether one was let in since the link was last dialled. */
  readonly hasNews: boolean;
  /** Messages came after that and none was let in, and this was the reason. */
  readonly refusedSince: string | null;
  /** Whether ground truth has been compared since the link opened. */
  readonly isReconciled: boolean;
  /** CXone refuses the question for agents' states. */
  readonly isTruthRefused: boolean;
  /** Why the last rounds failed, once several have in a row; `null` otherwise. */
  readonly truthFailure: string | null;
}

export interface Sight {
  readonly state: FeedState;
  /** Whether what comes now can be trusted to be now. */
  readonly isSeeing: boolean;
  readonly advice: string;
}

const ADVICE: Record<Misconfiguration, string> = {
  scopesRefused:
    "CXone refuses to issue a token with the scopes realtime:read, users:read and analytics:read. Add them to the application in the CXone Developer Portal.",
  usersReadMissing:
    "users:read is missing: CXone answered /api/v2/users with an empty list. Add the scope users:read and the permission Users > View to the application in the CXone Developer Portal.",
  usersReadNotGranted:
    "users:read is missing: CXone issued the token without it. Add the scope users:read to the application in the CXone Developer Portal.",
  usersForbidden:
    "users:read is missing: CXone refused /api/v2/users. Add the scope users:read and the permission Users > View to the application in the CXone Developer Portal.",
  agentsEmpty:
    "CXone answers the question for agents' states with an empty list although it lists users. Check the scopes realtime:read and users:read and the permission Real Time Analytics > View.",
  streamForbidden:
    "CXone forbids the stream. Add the scope realtime:read and the permission Real Time Analytics > View, and check that the Real-Time Analytics module is licensed.",
};

/** The feed as people are told of it at `now`. */
export function sightOf(facts: SightFacts, now: EpochMs): Sight {
  if (facts.misconfiguration !== null) {
    return { state: "misconfigured", isSeeing: false, advice: ADVICE[facts.misconfiguration] };
  }
  return facts.link.kind === "open" ? openSight(facts, facts.link.sinceMs, now) : closedSight(facts);
}

function openSight(facts: SightFacts, openedAt: EpochMs, now: EpochMs): Sight {
  const { hasNews, asOf } = facts;
  const newsAt = hasNews ? (asOf ?? openedAt) : openedAt;
  if (now - newsAt > BOUNDS.staleAfterMs) {
    return { state: "stale", isSeeing: false, advice: staleAdvice(facts, now) };
  }
  if (!hasNews || !facts.isReconciled) {
    return { state: "catchingUp", isSeeing: hasNews, advice: openAdvice(facts) };
  }
  return { state: "live", isSeeing: true, advice: openAdvice(facts) };
}

function openAdvice({ isCredentialRefused, isTruthRefused, truthFailure }: SightFacts): string {
  if (isCredentialRefused) {
    return "CXone refused to renew the token: check the client id and secret before the stream next drops.";
  }
  if (isTruthRefused) {
    return "CXone refuses the question for agents' states, so nothing that the stream missed is repaired. Check the scope realtime:read and the permission Real Time Analytics > View.";
  }
  if (truthFailure !== null) {
    return `CXone's answers about agents' states cannot be had (${truthFailure}), so nothing that the stream missed is repaired.`;
  }
  return "";
}

function staleAdvice(facts: SightFacts, now: EpochMs): string {
  if (facts.refusedSince === "fromFuture") {
    return "CXone's clock runs ahead of ours by more than is allowed, so its events are refused. Check the clocks.";
  }
  const { hasNews, lastAcceptedAt } = facts;
  const isHeard = hasNews && lastAcceptedAt !== null && now - lastAcceptedAt <= BOUNDS.staleAfterMs;
  if (isHeard) return "CXone's messages tell of the past: its stream is late, or its clock was set back.";
  if (facts.refusedSince !== null) {
    return "Messages arrive, but none of them can be understood. See the status page.";
  }
  return "Nothing is heard from CXone. The connection is being renewed.";
}

function closedSight(facts: SightFacts): Sight {
  if (facts.isCredentialRefused) {
    return {
      state: "refused",
      isSeeing: false,
      advice: "CXone refused the client id or secret. Check the credentials of this tenant.",
    };
  }
  if (facts.link.kind === "paused") {
    return { state: "paused", isSeeing: false, advice: pauseAdvice(facts.link.why) };
  }
  const isNew = facts.lastAcceptedAt === null && facts.link.kind !== "waiting";
  return { state: isNew ? "starting" : "down", isSeeing: false, advice: isNew ? "" : downAdvice(facts.link) };
}

const pauseAdvice = (why: string): string =>
  why === "rateLimited"
    ? "CXone limits our connections. We wait as long as it asks before the next try."
    : "CXone could not be reached several times in a row. We pause before the next try.";

function downAdvice(link: LinkState): string {
  if (link.kind === "waiting" && link.why === "rateLimited") return pauseAdvice(link.why);
  return "The connection to CXone is lost and is being made again.";
}
