/**
 * The link to the upstream's stream, as a state machine (SPEC L1 to L16). It decides; the desk dials, waits and
 * hangs up. It must never dial twice without an end between (invariant 11), and never read a clock.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import { guideDelayMs, spreadMs } from "./backoff.ts";
import type { LinkState, LinkStep } from "./link.ts";
import { IDLE_LINK, type LinkAction, type LinkChances, type LinkEnd, type LinkEvent } from "./link.ts";

type WaitState = Extract<LinkState, { kind: "waiting" | "paused" }>;
type DialState = Extract<LinkState, { kind: "dialing" }>;
type OpenState = Extract<LinkState, { kind: "open" }>;

/** How a dial or an open link ended, and how many failures in a row that makes. */
interface Ending {
  readonly why: LinkEnd;
  readonly failures: number;
  readonly retryAfterMs: number | null;
}

const NOTHING: LinkAction = { kind: "none" };
const DIAL: LinkAction = { kind: "dial" };

/**
 * What becomes of the link when `event` happens at `now`. An event that does not belong to the state (a second
 * close, `opened` while open, `due` while dialing) is stale and changes nothing: the same state object comes
 * back with the action `none` (SPEC L13).
 */
export function linkStep(state: LinkState, event: LinkEvent, now: EpochMs, chances: LinkChances): LinkStep {
  if (event.kind === "stop") return { state: IDLE_LINK, action: NOTHING };
  switch (state.kind) {
    case "idle":
      return event.kind === "start" ? dial(now, 0, false) : stale(state);
    case "waiting":
    case "paused":
      return event.kind === "due" ? whenDue(state, now) : stale(state);
    case "dialing":
      return whileDialing(state, event, now, chances);
    case "open":
      return whileOpen(state, event, now, chances);
    default:
      return state satisfies never;
  }
}

const stale = (state: LinkState): LinkStep => ({ state, action: NOTHING });

const dial = (now: EpochMs, attempt: number, tokenRenewed: boolean): LinkStep => ({
  state: { kind: "dialing", sinceMs: now, attempt, tokenRenewed },
  action: DIAL,
});

function whenDue(state: WaitState, now: EpochMs): LinkStep {
  // A clock that was set back would stretch the wait by the whole step, so the wait begins anew instead.
  if (now < state.sinceMs) {
    const untilMs = now + (state.untilMs - state.sinceMs);
    return { state: { ...state, sinceMs: now, untilMs }, action: { kind: "wait", untilMs } };
  }
  if (now < state.untilMs) return { state, action: { kind: "wait", untilMs: state.untilMs } };
  const attempt = state.kind === "paused" ? state.failures : state.attempt;
  return dial(now, attempt, state.why === "refused401");
}

function whileDialing(state: DialState, event: LinkEvent, now: EpochMs, chances: LinkChances): LinkStep {
  if (event.kind === "opened") {
    return { state: { kind: "open", sinceMs: now, proven: false, attempt: state.attempt }, action: NOTHING };
  }
  if (event.kind !== "failed") return stale(state);
  // The first 401 is what an expired or revoked token looks like, not yet a failure of the upstream.
  const isForgiven = event.why === "refused401" && !state.tokenRenewed;
  const failures = isForgiven ? state.attempt : state.attempt + 1;
  return ended({ why: event.why, failures, retryAfterMs: event.retryAfterMs }, now, chances);
}

function whileOpen(state: OpenState, event: LinkEvent, now: EpochMs, chances: LinkChances): LinkStep {
  if (event.kind === "message") return proof(state, now);
  if (event.kind !== "closed" && event.kind !== "silent") return stale(state);
  const failures = state.proven ? 0 : state.attempt + 1;
  return ended({ why: event.kind, failures, retryAfterMs: null }, now, chances);
}

/** A message on a link that has been up for long enough proves it (SPEC L10). */
function proof(state: OpenState, now: EpochMs): LinkStep {
  if (state.proven) return stale(state);
  // A clock that was set back must not keep a good link unproven until it has caught up.
  if (now < state.sinceMs) return { state: { ...state, sinceMs: now }, action: NOTHING };
  if (now - state.sinceMs < BOUNDS.linkProvenMs) return stale(state);
  return { state: { ...state, proven: true, attempt: 0 }, action: NOTHING };
}

function ended(ending: Ending, now: EpochMs, chances: LinkChances): LinkStep {
  const { why, failures } = ending;
  const untilMs = now + waitMs(ending, chances);
  // A 403 stays "waiting" beyond the breaker's count: its own wait is as long as the pause, and people must
  // read that the registration is wrong, not that the upstream is down.
  const isPaused = failures >= BOUNDS.breakerFailures && why !== "refused403";
  return {
    state: isPaused
      ? { kind: "paused", sinceMs: now, untilMs, failures, why }
      : { kind: "waiting", sinceMs: now, untilMs, attempt: failures, why },
    action: { kind: actionAfter(why), untilMs },
  };
}

/** The longest of the waits that the ending asks for, and the spread on top of it. */
function waitMs({ why, failures, retryAfterMs }: Ending, chances: LinkChances): number {
  const backoffMs = guideDelayMs(Math.max(0, failures - 1), chances.jitter);
  const pauseMs = failures >= BOUNDS.breakerFailures ? BOUNDS.breakerPauseMs : 0;
  return spreadMs(Math.max(backoffMs, pauseMs, askedForMs(why, retryAfterMs)), chances.spread);
}

/** The wait that one kind of ending brings with it, beside the backoff. */
function askedForMs(why: LinkEnd, retryAfterMs: number | null): number {
  if (why === "refused403") return BOUNDS.misconfiguredRetryMs;
  if (why !== "rateLimited" || retryAfterMs === null || Number.isNaN(retryAfterMs)) return 0;
  return Math.min(retryAfterMs, BOUNDS.retryAfterMaxMs);
}

function actionAfter(why: LinkEnd): "wait" | "renewToken" | "misconfigured" {
  if (why === "refused401") return "renewToken";
  return why === "refused403" ? "misconfigured" : "wait";
}
