/**
 * What follows on a sign-in or a reconciliation: what is now known to be wrong, and when to try again. The facts
 * it keeps are those that `sightOf` cannot see for itself.
 */
import { BOUNDS, type EpochMs, guideDelayMs, type LinkState, spreadMs } from "@callboard/core";
import { type Chance, type Clock, doublingMs } from "@callboard/shell";
import type { DeskAgenda } from "./dues.ts";
import type { Misconfiguration } from "./feed/sight.ts";
import type { SignIn, SignInFailure, SignInResult } from "./feed/sign-in.ts";
import type { LinkLog } from "./link-log.ts";
import type { RoundResult } from "./rounds/reconciler.ts";

export interface UpkeepParts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly agenda: DeskAgenda;
  readonly reconcileEveryMs: number;
  readonly log: LinkLog;
  readonly link: () => LinkState;
  readonly signIn: () => SignIn;
}

/** So many rounds may fail in a row before people are told. */
const ROUND_HICCUPS = 2;

export class Upkeep {
  readonly #parts: UpkeepParts;
  #misconfiguration: Misconfiguration | null = null;
  #isCredentialRefused = false;
  #isReconciled = false;
  /** When the stream was last found to be whole again: only a round asked since then covers what was missed before. */
  #wholeSince: EpochMs = 0;
  #failures = 0;
  /** Ground truth was refused with 401, and a new token was asked for because of it. */
  #isTokenDoubted = false;
  #isTruthRefused = false;
  #roundFailure: string | null = null;
  /** Rounds in a row that had a hole in them. */
  #roundFailures = 0;
  /** The upstream asked for patience with ground truth until then. */
  #roundNotBefore: EpochMs = 0;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  get misconfiguration(): Misconfiguration | null {
    return this.#misconfiguration;
  }

  get isCredentialRefused(): boolean {
    return this.#isCredentialRefused;
  }

  /** Whether the question for agents' states is refused, and not for want of a token. */
  get isTruthRefused(): boolean {
    return this.#isTruthRefused;
  }

  /** Whether ground truth was compared since the link last opened. */
  get isReconciled(): boolean {
    return this.#isReconciled;
  }

  /** Why ground truth cannot be had, once that is more than a hiccup. */
  get truthFailure(): string | null {
    return this.#roundFailures >= ROUND_HICCUPS ? this.#roundFailure : null;
  }

  onLink(event: string, state: LinkState): void {
    const { clock, log } = this.#parts;
    const now = clock.now();
    log.add(now, event === state.kind ? event : `${event}: ${state.kind}`);
    if (state.kind === "dialing") this.#isReconciled = false;
    if (event === "refused403") this.#misconfiguration ??= "streamForbidden";
    // Whatever the next dial meets, it is no longer that.
    else if (this.#misconfiguration === "streamForbidden" && state.kind !== "dialing")
      this.#misconfiguration = null;
    if (event === "opened") this.#onOpened(now);
  }

  #onOpened(now: EpochMs): void {
    const { agenda, signIn } = this.#parts;
    this.#askForTheGap(now);
    // While there was no link its own retries saw to the token, and a renewal that failed was not planned again.
    if (agenda.at("token") === null && agenda.at("scopes") === null) {
      agenda.plan("token", Math.max(now, signIn().facts().renewAt ?? now));
    }
  }

  /** The clock was set: what lay before a gap's end still does. */
  shift(byMs: number): void {
    this.#wholeSince += byMs;
  }

  /** The stream was silent or late on an open link, and is heard in time again. */
  onHeardAgain(): void {
    this.#askForTheGap(this.#parts.clock.now());
  }

  /** A gap lies behind us: the truth is asked for at once, not at the minute (guide, edge case 2). */
  #askForTheGap(now: EpochMs): void {
    this.#isReconciled = false;
    this.#wholeSince = now;
    this.#planRound(now);
  }

  #planRound(at: EpochMs): void {
    const { agenda, clock } = this.#parts;
    const restMs = Math.min(this.#roundNotBefore - clock.now(), BOUNDS.retryAfterMaxMs);
    agenda.plan("reconcile", Math.max(at, clock.now() + restMs));
  }

  onSignIn(result: SignInResult): void {
    switch (result.kind) {
      case "ready":
        this.#onReady();
        return;
      case "misconfigured":
        this.#onMisconfigured(result.why);
        return;
      case "failed":
        this.#onFailed(result);
        return;
      default:
        result satisfies never;
    }
  }

  #onReady(): void {
    const { agenda, clock, link, signIn } = this.#parts;
    const now = clock.now();
    // Rounds that fell due while there was nothing to ask with were left out; the truth is not made to wait a minute more.
    const wasAway = this.#failures > 0 || isOfSignIn(this.#misconfiguration);
    this.#failures = 0;
    this.#isCredentialRefused = false;
    if (isOfSignIn(this.#misconfiguration)) this.#misconfiguration = null;
    agenda.cancel("scopes");
    const { renewAt } = signIn().facts();
    // An old token that was proven again may be past its renewal, and the next try is planned already.
    if (renewAt !== null && (renewAt > now || agenda.at("token") === null)) agenda.plan("token", renewAt);
    agenda.planBy("profiles", now);
    if (link().kind === "open" && (wasAway || !this.#isReconciled)) this.#planRound(now);
  }

  #onMisconfigured(why: Misconfiguration): void {
    const { agenda, clock, log, link } = this.#parts;
    const now = clock.now();
    this.#misconfiguration = why;
    log.add(now, `sign-in: ${why}`);
    agenda.cancel("token");
    // While no link is open its own slow retry signs in again; an open one needs a due for it.
    if (link().kind === "open") agenda.plan("scopes", now + BOUNDS.misconfiguredRetryMs);
  }

  #onFailed({ why, retryAfterMs, isCredentials }: SignInFailure): void {
    const { agenda, clock, log, link } = this.#parts;
    const now = clock.now();
    this.#failures += 1;
    log.add(now, `sign-in failed: ${why}`);
    if (isCredentials) this.#isCredentialRefused = true;
    if (link().kind === "open") agenda.plan("token", now + this.#retryMs(retryAfterMs));
  }

  #retryMs(retryAfterMs: number | null): number {
    const { chance } = this.#parts;
    const askedMs = Math.min(retryAfterMs ?? 0, BOUNDS.retryAfterMaxMs);
    const delayMs = Math.max(BOUNDS.tokenRenewMinMs, guideDelayMs(this.#failures, chance()), askedMs);
    return spreadMs(delayMs, chance());
  }

  onRound(result: RoundResult): void {
    const { clock, log, signIn } = this.#parts;
    const now = clock.now();
    const wasTokenDoubted = this.#isTokenDoubted;
    this.#isTokenDoubted = result.kind === "unauthorized";
    this.#roundFailures = result.kind === "failed" ? this.#roundFailures + 1 : 0;
    this.#isTruthRefused =
      (result.kind === "unauthorized" && wasTokenDoubted) ||
      (result.kind === "failed" && result.why === "forbidden");
    switch (result.kind) {
      case "reconciled":
        if (this.#misconfiguration === "agentsEmpty") this.#misconfiguration = null;
        this.#onReconciled(result.askedAt);
        return;
      case "empty":
        log.add(now, "reconciliation: empty answer");
        this.#misconfiguration ??= "agentsEmpty";
        signIn().proveAgain();
        this.#planRound(now + BOUNDS.misconfiguredRetryMs);
        return;
      case "unauthorized":
        log.add(now, "reconciliation: the token was refused");
        // One new token, at once. If that is refused too, it is not the token, and asking on would be a storm.
        if (!wasTokenDoubted) this.#renewForRound();
        this.#planRound(now + this.#parts.reconcileEveryMs);
        return;
      case "failed":
        this.#roundFailure = result.why;
        log.add(now, `reconciliation failed: ${result.why}`);
        this.#roundNotBefore = now + Math.min(result.retryAfterMs ?? 0, BOUNDS.retryAfterMaxMs);
        this.#planRound(now + this.#roundRetryMs());
        return;
      default:
        result satisfies never;
    }
  }

  /** Soon after the first failure; what fails again and again is not worth more rounds than a healthy one. */
  #roundRetryMs(): number {
    return doublingMs(BOUNDS.reconcileRetryMs, this.#roundFailures, this.#parts.reconcileEveryMs);
  }

  #renewForRound(): void {
    const { clock, signIn } = this.#parts;
    signIn().drop();
    signIn().renew((signedIn) => {
      if (signedIn.kind === "ready") this.#planRound(clock.now());
    });
  }

  /** A round that was asked before the gap's end does not cover it: another is asked at once. */
  #onReconciled(askedAt: EpochMs): void {
    const { clock, chance, link, reconcileEveryMs } = this.#parts;
    if (link().kind !== "open") return;
    const now = clock.now();
    if (askedAt < this.#wholeSince) {
      this.#planRound(now);
      return;
    }
    // After a drop that hit many tenants together their rounds would stay in step for ever, so the first gap is
    // of a random length.
    const spreadMs = reconcileEveryMs - BOUNDS.reconcileRetryMs;
    if (!this.#isReconciled) this.#planRound(now + BOUNDS.reconcileRetryMs + chance() * spreadMs);
    this.#isReconciled = true;
  }
}

/** Found by signing in, so a sign-in that works ends it. */
const isOfSignIn = (misconfiguration: Misconfiguration | null): boolean =>
  misconfiguration === "scopesRefused" ||
  misconfiguration === "usersReadMissing" ||
  misconfiguration === "usersReadNotGranted" ||
  misconfiguration === "usersForbidden";
