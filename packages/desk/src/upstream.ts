/**
 * Everything of the desk that speaks to CXone: the sign-in, the stream, the rounds of ground truth and of profiles,
 * and what follows on how they end. It changes no floor itself: what it hears goes to the intake.
 */
import { BOUNDS, describeLink, type EpochMs, type Floor, type LinkState } from "@callboard/core";
import type { Credentials } from "@callboard/cxone";
import type { DeskAgenda, Due } from "./dues.ts";
import { Feed } from "./feed/feed.ts";
import type { SightFacts } from "./feed/sight.ts";
import { SignIn } from "./feed/sign-in.ts";
import type { Intake } from "./intake.ts";
import { LinkLog } from "./link-log.ts";
import { patientRest } from "./patient-rest.ts";
import type { Ports } from "./ports.ts";
import { Profiles } from "./rounds/profiles.ts";
import { Reconciler } from "./rounds/reconciler.ts";
import type { DeskStatus } from "./status.ts";
import { Upkeep } from "./upkeep.ts";

export interface UpstreamParts {
  readonly tenant: string;
  readonly credentials: Credentials;
  readonly reconcileEveryMs: number;
  readonly ports: Ports;
  readonly floor: Floor;
  readonly agenda: DeskAgenda;
  readonly intake: Intake;
  /** The end of a turn that CXone began: the moment to tell the screens. */
  readonly onTurnEnd: () => void;
}

export class Upstream {
  readonly #parts: UpstreamParts;
  readonly #log = new LinkLog();
  readonly #upkeep: Upkeep;
  readonly #signIn: SignIn;
  readonly #feed: Feed;
  readonly #reconciler: Reconciler;
  readonly #profiles: Profiles;

  constructor(parts: UpstreamParts) {
    this.#parts = parts;
    const { ports, floor, agenda, intake, credentials, onTurnEnd } = parts;
    const { clock, chance, dialer } = ports;
    const rest = patientRest(ports.rest, ports.timers, (answers) => intake.noteDates(answers));
    /** Something ended in this way: see to what follows, then tell the screens. */
    const ending =
      <Result>(follow: (result: Result) => void) =>
      (result: Result): void => {
        follow(result);
        onTurnEnd();
      };
    const onLeftOut = (reason: string, count: number): void => {
      if (count > 0) intake.refused.add(reason, count);
    };
    this.#upkeep = new Upkeep({
      clock,
      chance,
      agenda,
      reconcileEveryMs: parts.reconcileEveryMs,
      log: this.#log,
      link: () => this.#feed.link,
      signIn: () => this.#signIn,
    });
    this.#signIn = new SignIn({
      clock,
      rest,
      credentials,
      onLeftOut,
      onRoster: (roster) => intake.take(roster),
      onResult: ending((result) => this.#upkeep.onSignIn(result)),
    });
    this.#feed = new Feed({
      clock,
      chance,
      dialer,
      agenda,
      signIn: this.#signIn,
      onRefusal: (refusal) => intake.refuse(refusal),
      onInput: (input) => intake.take(input),
      onTurnEnd,
      onLink: (event, state) => this.#onLink(event, state),
    });
    const asking = { clock, rest, signIn: this.#signIn, floor, onLeftOut };
    this.#reconciler = new Reconciler({
      ...asking,
      onInput: (input) => intake.take(input),
      onResult: ending((result) => this.#upkeep.onRound(result)),
    });
    this.#profiles = new Profiles({
      ...asking,
      onInput: ending((input) => intake.take(input)),
      onNext: (at) => agenda.plan("profiles", at),
    });
  }

  #onLink(what: string, state: LinkState): void {
    const { intake, ports, tenant } = this.#parts;
    if (state.kind === "dialing") intake.awaitNews();
    this.#upkeep.onLink(what, state);
    ports.journal.note("link", { tenant, what, state: state.kind });
  }

  start(): void {
    this.#parts.agenda.plan("roster", this.#parts.ports.clock.now() + BOUNDS.rosterEveryMs);
    this.#feed.start();
  }

  /** The clock was set. */
  shift(byMs: number): void {
    this.#upkeep.shift(byMs);
  }

  /** The stream is heard in time again after it was not, on a link that stayed open. */
  onHeardAgain(): void {
    this.#upkeep.onHeardAgain();
  }

  /** Looks for what makes no event of its own: silence, and a dial that never ends. */
  watch(): void {
    this.#feed.watch();
  }

  /** Does what the agenda says is due. */
  do(due: Exclude<Due, "watchdog" | "checkpoint">): void {
    const { agenda, ports } = this.#parts;
    const now = ports.clock.now();
    switch (due) {
      case "link":
        this.#feed.due();
        return;
      case "token":
      case "scopes":
        this.#signIn.renew();
        return;
      case "reconcile":
        agenda.plan("reconcile", now + this.#parts.reconcileEveryMs);
        this.#reconciler.run();
        return;
      case "roster":
        agenda.plan("roster", now + BOUNDS.rosterEveryMs);
        this.#signIn.proveAgain();
        return;
      case "profiles":
        this.#profiles.run();
        return;
      default:
        due satisfies never;
    }
  }

  /** What can be seen of CXone just now, as plain facts. */
  facts(): Omit<SightFacts, "lastAcceptedAt" | "asOf" | "hasNews" | "refusedSince"> {
    const { misconfiguration, isCredentialRefused, isReconciled, isTruthRefused, truthFailure } =
      this.#upkeep;
    const known = { misconfiguration, isCredentialRefused, isReconciled, isTruthRefused, truthFailure };
    return { link: this.#feed.link, ...known };
  }

  /** When ground truth was last compared. */
  get reconciledAt(): EpochMs | null {
    return this.#reconciler.facts().at;
  }

  /** What all rounds of ground truth have found. */
  reconciled(): Record<string, number> {
    return this.#reconciler.sums();
  }

  status(): Pick<DeskStatus, "link" | "token" | "stream" | "reconciliation" | "profiles" | "linkEvents"> {
    const { ports, intake, floor } = this.#parts;
    const now = ports.clock.now();
    const skewMs = intake.skewMs();
    return {
      link: describeLink(this.#feed.link, now),
      token: this.#signIn.facts(),
      stream: {
        ...this.#feed.counts(),
        lastMessageAt: this.#feed.lastMessageAt,
        skewMs,
        lagMs: skewMs === null || floor.clock === 0 ? null : Math.max(0, now + skewMs - floor.clock),
      },
      reconciliation: this.#reconciler.facts(),
      profiles: this.#profiles.facts(),
      linkEvents: this.#log.newest(),
    };
  }
}
