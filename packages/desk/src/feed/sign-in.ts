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
  type TokenResult,
  tokenRequest,
  type UsersResult,
  usersRequest,
} from "@callboard/cxone";
import type { Clock } from "@callboard/shell";
import type { Rest } from "../ports.ts";
import type { Misconfiguration } from "./sight.ts";

export type SignInResult =
  | { readonly kind: "ready"; readonly token: Secret }
  | { readonly kind: "misconfigured"; readonly why: Misconfiguration }
  | SignInFailure;

export interface SignInFailure {
  readonly kind: "failed";
  readonly why: LinkFailure;
  readonly retryAfterMs: number | null;
  /** It was the client id or secret that was refused, and not a token that has gone bad. */
  readonly isCredentials: boolean;
}

interface Held {
  readonly token: Secret;
  readonly expiresAt: EpochMs;
  readonly renewAt: EpochMs;
  /** The answer named the scopes that were granted, and `users:read` was not among them. */
  readonly lacksUsersRead: boolean;
}

export interface SignInParts {
  readonly clock: Clock;
  readonly rest: Rest;
  readonly credentials: Credentials;
  readonly onRoster: (roster: RosterInput) => void;
  /** Rows of the roster that were not used, and why; nought of them is no news. */
  readonly onLeftOut: (reason: string, count: number) => void;
  /** Every sign-in's result, whoever asked for it. */
  readonly onResult: (result: SignInResult) => void;
}

type Granted = Extract<TokenResult, { kind: "ok" }>;
type Done = (result: SignInResult) => void;

export class SignIn {
  readonly #parts: SignInParts;
  #held: Held | null = null;
  /** A new token whose proof got no answer: it is proven with the next try, instead of asking for yet another. */
  #unproven: Held | null = null;
  #isAsking = false;
  #waiting: Done[] = [];
  #obtained = 0;
  /** The upstream asked for patience until then. */
  #notBefore: EpochMs = 0;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** The token, while it holds. */
  token(): Secret | null {
    return isGood(this.#held, this.#parts.clock.now()) ? this.#held.token : null;
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
      obtained: this.#obtained,
    };
  }

  /** Forgets the token: the upstream has refused it. */
  drop(): void {
    this.#held = null;
  }

  /** A proven token: the one at hand, or a new one. */
  ensure(done: Done): void {
    const token = this.token();
    if (token === null) this.renew(done);
    else done({ kind: "ready", token });
  }

  /** A new token, proven. Whoever asks while one is on its way gets that one. */
  renew(done?: Done): void {
    if (done !== undefined) this.#waiting.push(done);
    if (this.#isAsking) return;
    this.#isAsking = true;
    const now = this.#parts.clock.now();
    const restMs = Math.min(this.#notBefore - now, BOUNDS.retryAfterMaxMs);
    if (restMs > 0) this.#finish(limited(restMs));
    else if (this.#unproven !== null && this.#unproven.renewAt > now) this.#prove(this.#unproven);
    else this.#askForToken();
  }

  /** Looks at `/api/v2/users` again with the token at hand, and takes the roster from it. */
  proveAgain(): void {
    const held = this.#held;
    if (this.#isAsking || !isGood(held, this.#parts.clock.now())) {
      this.renew();
      return;
    }
    this.#isAsking = true;
    this.#prove(held);
  }

  #askForToken(): void {
    this.#unproven = null;
    const askedAt = this.#parts.clock.now();
    this.#ask(tokenRequest(this.#parts.credentials), (answer) => {
      const read = readToken(answer);
      if (read.kind === "ok") this.#prove(this.#holding(read, askedAt));
      else if (read.kind === "forbidden") this.#finish({ kind: "misconfigured", why: "scopesRefused" });
      else this.#finish(failure(read, read.kind === "unauthorized"));
    });
  }

  /** Its life counts from the question: a token whose answer was slow has been ageing on its way. */
  #holding({ token, expiresInMs, scopes }: Granted, askedAt: EpochMs): Held {
    const now = this.#parts.clock.now();
    const expiresAt = askedAt + expiresInMs;
    this.#obtained += 1;
    const renewAt = Math.max(now + BOUNDS.tokenRenewMinMs, expiresAt - BOUNDS.tokenRenewLeadMs);
    return { token, expiresAt, renewAt, lacksUsersRead: scopes?.includes("users:read") === false };
  }

  #prove(held: Held): void {
    const isNew = held !== this.#held;
    this.#ask(usersRequest(held.token), (answer) => {
      const read = readUsers(answer);
      const isDropped = !isNew && this.#held !== held;
      if (read.kind === "ok") this.#takeRoster(read);
      // What the upstream has refused in the meantime must not come back, and nor must a token that went bad.
      if (isDropped || (!isNew && read.kind === "unauthorized")) {
        this.drop();
        this.#askForToken();
        return;
      }
      this.#settle(held, isNew, read);
    });
  }

  #takeRoster({
    entries,
    refusedRows,
    excessRows,
    inactiveRows,
  }: Extract<UsersResult, { kind: "ok" }>): void {
    const { onRoster, onLeftOut } = this.#parts;
    onRoster({ kind: "roster", entries });
    onLeftOut("rosterRow", refusedRows);
    onLeftOut("rosterTooLong", excessRows);
    onLeftOut("inactiveUser", inactiveRows);
  }

  #settle(held: Held, isNew: boolean, read: UsersResult): void {
    this.#unproven = null;
    switch (read.kind) {
      case "ok":
        this.#held = held;
        this.#finish({ kind: "ready", token: held.token });
        return;
      case "empty":
        this.#finish(misconfigured(held, "usersReadMissing"));
        return;
      case "forbidden":
        this.#finish(misconfigured(held, "usersForbidden"));
        return;
      case "unauthorized":
        this.#finish(failure(read, false));
        return;
      case "rateLimited":
      case "serverError":
      case "invalid":
      case "unreachable":
        if (isNew) this.#unproven = held;
        this.#finish(failure(read, false));
        return;
      default:
        read satisfies never;
    }
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
    if (result.kind === "failed" && result.retryAfterMs !== null) {
      this.#notBefore = this.#parts.clock.now() + Math.min(result.retryAfterMs, BOUNDS.retryAfterMaxMs);
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#parts.onResult(result);
    for (const done of waiting) done(result);
  }
}

const isGood = (held: Held | null, now: EpochMs): held is Held => held !== null && held.expiresAt > now;

/** What the token's own answer said of its scopes is more exact than what `/users` shows. */
const misconfigured = (held: Held, why: Misconfiguration): SignInResult => ({
  kind: "misconfigured",
  why: held.lacksUsersRead ? "usersReadNotGranted" : why,
});

const limited = (retryAfterMs: number): SignInFailure => ({
  kind: "failed",
  why: "rateLimited",
  retryAfterMs,
  isCredentials: false,
});

/** How a refused request counts for the link (SPEC L). */
function failure(read: HttpRefusal, isCredentials: boolean): SignInFailure {
  const retryAfterMs = read.kind === "rateLimited" ? read.retryAfterMs : null;
  return { kind: "failed", why: failureOf(read), retryAfterMs, isCredentials };
}

function failureOf(read: HttpRefusal): LinkFailure {
  switch (read.kind) {
    case "unauthorized":
      return "refused401";
    case "forbidden":
      return "refused403";
    case "rateLimited":
      return "rateLimited";
    case "serverError":
      return "server5xx";
    case "invalid":
      return "other4xx";
    case "unreachable":
      return read.why === "timeout" ? "timeout" : "network";
    default:
      return read satisfies never;
  }
}
