/**
 * The words of the link to the upstream's stream: its states, what can happen to it, and what the desk is told to
 * do. Types only; the rules are in `link-step.ts`. A state is plain data, so that it can be stored and sent.
 */
import type { EpochMs } from "../vocabulary.ts";

/** How a dial can fail. The numbers are the HTTP status of the refused upgrade (SPEC L6 to L9). */
export const LINK_FAILURES = [
  "network",
  "timeout",
  "refused401",
  "refused403",
  "rateLimited",
  "server5xx",
  "other4xx",
] as const;
export type LinkFailure = (typeof LINK_FAILURES)[number];

/** Why the link is waiting: how the last dial failed, or how the last open link ended. */
export type LinkEnd = LinkFailure | "closed" | "silent";

/**
 * In every state `attempt` is the number of failures in a row before it: 0 on a healthy link, and from
 * `BOUNDS.breakerFailures` on a dial is the breaker's trial (SPEC L5).
 */
export type LinkState =
  | { readonly kind: "idle" }
  | {
      readonly kind: "waiting";
      readonly sinceMs: EpochMs;
      readonly untilMs: EpochMs;
      readonly attempt: number;
      readonly why: LinkEnd;
    }
  | {
      readonly kind: "dialing";
      readonly sinceMs: EpochMs;
      readonly attempt: number;
      /** The dial before this one ended with 401 and the token was renewed for this one (SPEC L6). */
      readonly tokenRenewed: boolean;
    }
  | {
      readonly kind: "open";
      readonly sinceMs: EpochMs;
      /** It has carried messages for long enough that its past failures are forgiven (SPEC L10). */
      readonly proven: boolean;
      readonly attempt: number;
    }
  | {
      /** The breaker is open: no dial before `untilMs`, then exactly one. */
      readonly kind: "paused";
      readonly sinceMs: EpochMs;
      readonly untilMs: EpochMs;
      readonly failures: number;
      readonly why: LinkEnd;
    };

/**
 * What happened. `failed` ends a dial, `closed` and `silent` end an open link; a socket that errs while open is
 * reported as `closed` with 1006. `due` may be sent at any time: one that comes early only arms the wait again.
 * Who sends `silent` or `stop` hangs up the socket itself.
 */
export type LinkEvent =
  | { readonly kind: "start" }
  | { readonly kind: "due" }
  | { readonly kind: "opened" }
  | { readonly kind: "message" }
  | { readonly kind: "closed"; readonly code: number }
  | { readonly kind: "failed"; readonly why: LinkFailure; readonly retryAfterMs: number | null }
  | { readonly kind: "silent" }
  | { readonly kind: "stop" };

/** What to do now. Every action with `untilMs` means: send `due` at that instant. */
export type LinkAction =
  | { readonly kind: "none" }
  | { readonly kind: "dial" }
  | { readonly kind: "wait"; readonly untilMs: EpochMs }
  /** Renew the token now, once; the next dial still waits for `untilMs`. */
  | { readonly kind: "renewToken"; readonly untilMs: EpochMs }
  /** The tenant's registration is wrong: tell people, try again slowly. */
  | { readonly kind: "misconfigured"; readonly untilMs: EpochMs };

export interface LinkStep {
  readonly state: LinkState;
  readonly action: LinkAction;
}

/** Two independent random numbers in [0, 1): one inside the guide's formula, one after its cap. */
export interface LinkChances {
  readonly jitter: number;
  readonly spread: number;
}

/** A link that nobody has started. */
export const IDLE_LINK: LinkState = { kind: "idle" };
