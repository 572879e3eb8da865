/**
 * The token, and the proof that it is good for something: after each token a look at `/api/v2/users`, since CXone
 * answers a missing `users:read` with empty lists and not with an error (guide, section 1, "The Trap"). One
 * sign-in at a time, whoever asks. The token lives in memory only and is never written or logged.
 */
import { BOUNDS, type EpochMs, type LinkFailure, type RosterInput } from "@callboard/core";
import {
  type Credentials,
  type HttpAnswer,
  type HttpRefusal,
  type HttpRequest,
  readToken,
  readUsers,
  type Secret,
  tokenRequest,
  usersRequest,
} from "@callboard/cxone";
import type { Clock, Rest } from "../ports.ts";
import type { Misconfiguration } from "./sight.ts";

export type SignInResult =
  | { readonly kind: "ready"; readonly token: Secret }
  | { readonly kind: "misconfigured"; readonly why: Misconfiguration }
  | { readonly kind: "failed"; readonly why: LinkFailure; readonly retryAfterMs: number | null };

interface Held {
  readonly token: Secret;
  readonly expiresAt: EpochMs;
  readonly renewAt: EpochMs;
}

export interface SignInParts {
  readonly clock: Clock;
  readonly rest: Rest;
  readonly credentials: Credentials;
  readonly onRoster: (roster: RosterInput) => void;
  /** Every sign-in's result, whoever asked for it. */
  readonly onResult: (result: SignInResult) => void;
}

export class SignIn {
  readonly #parts: SignInParts;
  #held: Held | null = null;
  #isAsking = false;
  #waiting: ((result: SignInResult) => void)[] = [];
  #renewals = 0;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** The token, while it holds. */
  token(): Secret | null {
    const held = this.#held;
    return held !== null && held.expiresAt > this.#parts.clock.now() ? held.token : null;
  }

  facts(): {
    isHeld: boolean;
    expiresAt: EpochMs | null;
    renewAt: EpochMs | null;
    isAsking: boolean;
    obtained: number;
  } {
    const held = this.#held;
    return {
      isHeld: this.token() !== null,
      expiresAt: held?.expiresAt ?? null,
      renewAt: held?.renewAt ?? null,
      isAsking: this.#isAsking,
      obtained: this.#renewals,
    };
  }

  /** Forgets the token: the upstream has refused it. */
  drop(): void {
    this.#held = null;
  }

  /** A proven token: the one at hand, or a new one. */
  ensure(done: (result: SignInResult) => void): void {
    const token = this.token();
    if (token !== null) {
      done({ kind: "ready", token });
      return;
    }
    this.renew(done);
  }

  /** A new token, proven. Whoever asks while one is on its way gets that one. */
  renew(done: (result: SignInResult) => void): void {
    this.#waiting.push(done);
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#ask(tokenRequest(this.#parts.credentials), (answer) => {
      const read = readToken(answer);
      if (read.kind !== "ok") return this.#finish(refusal(read));
      this.#prove(read.token, read.expiresInMs);
    });
  }

  /** Looks at `/api/v2/users` again with the token at hand, and takes the roster from it. */
  proveAgain(done: (result: SignInResult) => void): void {
    const held = this.#held;
    if (held === null || this.#isAsking) {
      this.renew(done);
      return;
    }
    this.#waiting.push(done);
    this.#isAsking = true;
    this.#lookAtUsers(held);
  }

  #prove(token: Secret, lifeMs: number): void {
    const now = this.#parts.clock.now();
    this.#renewals += 1;
    const expiresAt = now + lifeMs;
    const renewAt = Math.max(now + BOUNDS.tokenRenewMinMs, expiresAt - BOUNDS.tokenRenewLeadMs);
    this.#lookAtUsers({ token, expiresAt, renewAt });
  }

  #lookAtUsers(held: Held): void {
    this.#ask(usersRequest(held.token), (answer) => {
      const read = readUsers(answer);
      switch (read.kind) {
        case "ok":
          this.#held = held;
          this.#parts.onRoster({ kind: "roster", entries: read.entries });
          return this.#finish({ kind: "ready", token: held.token });
        case "empty":
          return this.#finish({ kind: "misconfigured", why: "usersReadMissing" });
        case "forbidden":
          return this.#finish({ kind: "misconfigured", why: "usersForbidden" });
        default:
          return this.#finish(refusal(read));
      }
    });
  }

  #ask(request: HttpRequest, take: (answer: HttpAnswer) => void): void {
    this.#parts.rest.send([request], ([answer]) => {
      take(answer ?? { kind: "failed", why: "network" });
    });
  }

  #finish(result: SignInResult): void {
    this.#isAsking = false;
    // A token that proved to be scopeless is kept out of use: scopes are bound to a token when it is issued.
    if (result.kind === "misconfigured") this.#held = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#parts.onResult(result);
    for (const done of waiting) done(result);
  }
}

/** How a refused request counts for the link (SPEC L). */
function refusal(read: HttpRefusal): Extract<SignInResult, { kind: "failed" }> {
  switch (read.kind) {
    case "unauthorized":
      return { kind: "failed", why: "refused401", retryAfterMs: null };
    case "forbidden":
      return { kind: "failed", why: "refused403", retryAfterMs: null };
    case "rateLimited":
      return { kind: "failed", why: "rateLimited", retryAfterMs: read.retryAfterMs };
    case "serverError":
      return { kind: "failed", why: "server5xx", retryAfterMs: null };
    case "invalid":
      return { kind: "failed", why: "other4xx", retryAfterMs: null };
    case "unreachable":
      return { kind: "failed", why: read.why === "timeout" ? "timeout" : "network", retryAfterMs: null };
    default:
      return read satisfies never;
  }
}
