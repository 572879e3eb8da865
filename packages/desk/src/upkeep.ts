/**
 * What follows on a sign-in or a reconciliation: what is now known to be wrong, and when to try again. The facts
 * it keeps are those that `sightOf` cannot see for itself.
 */
import { BOUNDS, type EpochMs, guideDelayMs, type LinkState, spreadMs } from "@callboard/core";
import type { Agenda } from "./agenda.ts";
import type { Misconfiguration } from "./feed/sight.ts";
import type { SignIn, SignInResult } from "./feed/sign-in.ts";
import type { LinkLog } from "./link-log.ts";
import type { Chance, Clock } from "./ports.ts";
import type { RoundResult } from "./rounds/reconciler.ts";

export interface UpkeepParts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly log: LinkLog;
  readonly link: () => LinkState;
  readonly signIn: () => SignIn;
}

export class Upkeep {
  readonly #parts: UpkeepParts;
  #misconfiguration: Misconfiguration | null = null;
  #isCredentialRefused = false;
  #isReconciled = false;
  #failures = 0;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  get misconfiguration(): Misconfiguration | null {
    return this.#misconfiguration;
  }

  get isCredentialRefused(): boolean {
    return this.#isCredentialRefused;
  }

  /** Whether ground truth was compared since the link last opened. */
  get isReconciled(): boolean {
    return this.#isReconciled;
  }

  onLink(event: string, state: LinkState): void {
    const { clock, agenda, log } = this.#parts;
    const now = clock.now();
    log.add(now, event === state.kind ? event : `${event}: ${state.kind}`);
    if (state.kind === "dialing") this.#isReconciled = false;
    if (event === "refused403") this.#misconfiguration ??= "streamForbidden";
    if (event !== "opened" || state.kind !== "open") return;
    if (this.#misconfiguration === "streamForbidden") this.#misconfiguration = null;
    // A gap lies behind us: the truth is asked for at once, not at the minute (guide, edge case 2).
    agenda.plan("reconcile", now);
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
        this.#onFailed(result.why === "refused401", result.why, result.retryAfterMs);
        return;
      default:
        result satisfies never;
    }
  }

  #onReady(): void {
    const { agenda, clock, signIn } = this.#parts;
    this.#failures = 0;
    this.#isCredentialRefused = false;
    if (this.#misconfiguration === "usersReadMissing" || this.#misconfiguration === "usersForbidden") {
      this.#misconfiguration = null;
    }
    agenda.cancel("scopes");
    const { renewAt } = signIn().facts();
    if (renewAt !== null) agenda.plan("token", renewAt);
    agenda.planBy("profiles", clock.now());
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

  #onFailed(isRefused: boolean, why: string, retryAfterMs: number | null): void {
    const { agenda, clock, log, link } = this.#parts;
    const now = clock.now();
    this.#failures += 1;
    log.add(now, `sign-in failed: ${why}`);
    if (isRefused) this.#isCredentialRefused = true;
    if (link().kind === "open") agenda.plan("token", now + this.#retryMs(retryAfterMs));
  }

  #retryMs(retryAfterMs: number | null): number {
    const { chance } = this.#parts;
    const askedMs = Math.min(retryAfterMs ?? 0, BOUNDS.retryAfterMaxMs);
    const delayMs = Math.max(BOUNDS.tokenRenewMinMs, guideDelayMs(this.#failures, chance()), askedMs);
    return spreadMs(delayMs, chance());
  }

  onRound(result: RoundResult): void {
    const { agenda, clock, log, signIn } = this.#parts;
    const now = clock.now();
    switch (result.kind) {
      case "reconciled":
        if (this.#misconfiguration === "agentsEmpty") this.#misconfiguration = null;
        this.#onReconciled(result.askedAt);
        return;
      case "empty":
        log.add(now, "reconciliation: empty answer");
        this.#misconfiguration ??= "agentsEmpty";
        signIn().proveAgain(() => undefined);
        agenda.planBy("reconcile", now + BOUNDS.misconfiguredRetryMs);
        return;
      case "unauthorized":
        log.add(now, "reconciliation: the token was refused");
        signIn().drop();
        signIn().renew((signedIn) => {
          if (signedIn.kind === "ready") agenda.plan("reconcile", clock.now());
        });
        return;
      case "failed":
        log.add(now, `reconciliation failed: ${result.why}`);
        agenda.plan("reconcile", now + roundRetryMs(result.retryAfterMs));
        return;
      default:
        result satisfies never;
    }
  }

  /** A round that was asked before the link opened does not cover the gap behind it: another is asked at once. */
  #onReconciled(askedAt: EpochMs): void {
    const { agenda, clock, chance, link } = this.#parts;
    const state = link();
    if (state.kind !== "open") return;
    if (askedAt < state.sinceMs) {
      agenda.plan("reconcile", clock.now());
      return;
    }
    // After a drop that hit many tenants together their rounds would stay in step for ever, so the first gap is
    // of a random length (reliability.md, trap 3).
    if (!this.#isReconciled) {
      agenda.plan(
        "reconcile",
        clock.now() +
          BOUNDS.reconcileRetryMs +
          chance() * (BOUNDS.reconcileEveryMs - BOUNDS.reconcileRetryMs),
      );
    }
    this.#isReconciled = true;
  }
}

/** Upstream asked for patience: it is given, even where that is longer than the minute. */
const roundRetryMs = (retryAfterMs: number | null): number =>
  Math.max(BOUNDS.reconcileRetryMs, Math.min(retryAfterMs ?? 0, BOUNDS.retryAfterMaxMs));
