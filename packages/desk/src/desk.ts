/**
 * The tenant's desk: it joins the feed, the floor, the screens and the memory. Every call from outside is one
 * turn: it runs to its end without waiting for anything, so that no two turns ever mix (ARCHITECTURE.md, "One
 * agent_state_change").
 */
import { BOUNDS, describeLink, type EpochMs, type Floor, type Site } from "@callboard/core";
import type { Credentials } from "@callboard/cxone";
import type { Board, BoardFeed, NameStyle } from "@callboard/protocol";
import { Agenda, type Due } from "./agenda.ts";
import { BoardScribe } from "./board-scribe.ts";
import { Feed } from "./feed/feed.ts";
import { type Sight, sightOf } from "./feed/sight.ts";
import { SignIn } from "./feed/sign-in.ts";
import { Changes } from "./hub/changes.ts";
import { Hub } from "./hub/hub.ts";
import type { Viewer } from "./hub/viewer.ts";
import { Intake } from "./intake.ts";
import { LinkLog } from "./link-log.ts";
import { patientRest } from "./patient-rest.ts";
import type { Ports, ViewerSocket } from "./ports.ts";
import { Pulse } from "./pulse.ts";
import { Recorder } from "./record/recorder.ts";
import { recover } from "./record/recovery.ts";
import { Profiles } from "./rounds/profiles.ts";
import { Reconciler } from "./rounds/reconciler.ts";
import type { DeskStatus } from "./status.ts";
import { Upkeep } from "./upkeep.ts";

export interface DeskSettings {
  readonly tenant: string;
  readonly site: Site;
  readonly credentials: Credentials;
  /** The Worker's build, so that a screen from another one reloads itself. */
  readonly build: string;
}

export class Desk {
  readonly #settings: DeskSettings;
  readonly #ports: Ports;
  readonly #floor: Floor;
  readonly #agenda: Agenda;
  readonly #log = new LinkLog();
  readonly #changes = new Changes();
  readonly #scribe: BoardScribe;
  readonly #hub: Hub;
  readonly #recorder: Recorder;
  readonly #intake: Intake;
  readonly #signIn: SignIn;
  readonly #feed: Feed;
  readonly #reconciler: Reconciler;
  readonly #profiles: Profiles;
  readonly #upkeep: Upkeep;
  readonly #pulse: Pulse;
  readonly #epoch: string;
  readonly #startedAt: EpochMs;
  readonly #recoveredAt: EpochMs | null;
  #sight: Sight = { state: "starting", isSeeing: false, advice: "" };
  #sightSince: EpochMs;
  #duesFailed = 0;

  /** Builds the desk from what its ledger holds and begins at once to dial. */
  constructor(settings: DeskSettings, ports: Ports) {
    this.#settings = settings;
    this.#ports = ports;
    const { clock, timers, ledger, dialer, chance, alarm } = ports;
    const rest = patientRest(ports.rest, timers);
    this.#startedAt = clock.now();
    this.#sightSince = this.#startedAt;
    this.#epoch = ports.newEpoch();
    const agenda = new Agenda(alarm);
    this.#agenda = agenda;
    const recovered = recover(ledger, settings.site);
    const { floor } = recovered;
    this.#floor = floor;
    this.#recoveredAt = recovered.at;
    if (recovered.at !== null) {
      const { at, seq, replayed, unreadable } = recovered;
      ports.journal.note("recovered", { tenant: settings.tenant, at, seq, replayed, unreadable });
    }
    const changes = this.#changes;
    this.#recorder = new Recorder({ clock, ledger, floor, seq: recovered.seq });
    this.#intake = new Intake({
      clock,
      floor,
      changes,
      recorder: this.#recorder,
      agenda,
      feedState: () => this.#sight.state,
      onNews: () => {
        if (!this.#sight.isSeeing) this.#look();
      },
    });
    const { tenant, build } = settings;
    const epoch = this.#epoch;
    this.#scribe = new BoardScribe({
      floor,
      changes,
      epoch,
      build,
      tenant,
      clock,
      feed: () => this.boardFeed(),
    });
    this.#hub = new Hub({ clock, timers, changes, scribe: this.#scribe, epoch });
    this.#upkeep = new Upkeep({
      clock,
      chance,
      agenda,
      log: this.#log,
      link: () => this.#feed.link,
      signIn: () => this.#signIn,
    });
    this.#signIn = new SignIn({
      clock,
      rest,
      credentials: settings.credentials,
      onRoster: (roster) => this.#intake.take(roster),
      onResult: (result) => {
        this.#upkeep.onSignIn(result);
        this.#endTurn();
      },
    });
    this.#feed = new Feed({
      clock,
      chance,
      dialer,
      agenda,
      signIn: this.#signIn,
      onRefusal: (reason) => this.#intake.refuse(reason),
      onInput: (input) => this.#intake.take(input),
      onTurnEnd: () => this.#endTurn(),
      onLink: (event, state) => {
        if (state.kind === "dialing") this.#intake.awaitNews();
        this.#upkeep.onLink(event, state);
        ports.journal.note("link", { tenant, what: event, state: state.kind });
      },
    });
    const asking = { clock, rest, signIn: this.#signIn, floor };
    this.#reconciler = new Reconciler({
      ...asking,
      onRefusedRows: (count) => this.#intake.refused.add("restRow", count),
      onInput: (input) => this.#intake.take(input),
      onResult: (result) => {
        this.#upkeep.onRound(result);
        this.#endTurn();
      },
    });
    this.#profiles = new Profiles({
      ...asking,
      onInput: (input) => {
        this.#intake.take(input);
        this.#endTurn();
      },
      onNext: (at) => agenda.plan("profiles", at),
    });
    this.#pulse = new Pulse({
      clock,
      timers,
      onBeat: () => this.#beat(),
      onSetBack: (byMs) => this.#onSetBack(byMs),
    });
    this.#begin();
  }

  /** What was recovered is the last that was known, and it is old: it is labelled so before anything else is done. */
  #begin(): void {
    const now = this.#startedAt;
    this.#intake.take({ kind: "site", site: this.#settings.site });
    // Before the first event the clock stands at 0: all that went before was not seen, and windows say so.
    this.#intake.take({ kind: "feed", seeing: false, at: this.#floor.clock });
    for (const agentId of this.#floor.agents.keys()) this.#changes.introduceAgent(agentId);
    for (const queueId of this.#floor.queues.keys()) this.#changes.touchQueue(queueId);
    this.#agenda.plan("watchdog", now + BOUNDS.watchdogMs);
    this.#agenda.plan("checkpoint", now + BOUNDS.checkpointEveryMs);
    this.#agenda.plan("roster", now + BOUNDS.rosterEveryMs);
    this.#feed.start();
    this.#pulse.ensure();
    this.#endTurn();
  }

  // ── Turns ────────────────────────────────────────────────────────────────────────────────────────────

  /** The alarm rang, or somebody made sure that the desk is awake: whatever is due is done. One failure stops nothing else. */
  wake(): void {
    for (const due of this.#agenda.takeDue(this.#ports.clock.now())) {
      try {
        this.#do(due);
      } catch (error) {
        this.#duesFailed += 1;
        const name = error instanceof Error ? error.name : "unknown";
        this.#ports.journal.note("due failed", { tenant: this.#settings.tenant, due, error: name });
      }
    }
    this.#endTurn();
  }

  #do(due: Due): void {
    const now = this.#ports.clock.now();
    switch (due) {
      case "watchdog":
        this.#feed.watch();
        this.#pulse.ensure();
        return;
      case "link":
        this.#feed.due();
        return;
      case "token":
      case "scopes":
        this.#signIn.renew();
        return;
      case "reconcile":
        this.#agenda.plan("reconcile", now + BOUNDS.reconcileEveryMs);
        this.#reconciler.run();
        return;
      case "roster":
        this.#agenda.plan("roster", now + BOUNDS.rosterEveryMs);
        this.#signIn.proveAgain();
        return;
      case "profiles":
        this.#profiles.run();
        return;
      case "checkpoint":
        this.#agenda.plan("checkpoint", now + BOUNDS.checkpointEveryMs);
        this.#recorder.checkpoint(this.#sight.state);
        return;
      default:
        due satisfies never;
    }
  }

  /** Once a second: what happens because time passes. */
  #beat(): void {
    this.#intake.take({ kind: "time" });
    this.#feed.watch();
    this.#endTurn();
    this.#recorder.flush(this.#sight.state);
    this.#hub.pulse();
  }

  /** The clock was set back: waits keep their length, and what was heard keeps its age. */
  #onSetBack(byMs: number): void {
    this.#ports.journal.note("clock set back", { tenant: this.#settings.tenant, byMs });
    this.#agenda.shift(byMs);
    this.#intake.shift(byMs);
    this.#sightSince += byMs;
  }

  /** Every turn ends here: what changed is told to the screens. */
  #endTurn(): void {
    this.#look();
    this.#hub.flush();
  }

  /** Looks at the feed anew. Where its state has turned, the floor and the screens are told at once. */
  #look(): void {
    const now = this.#ports.clock.now();
    const before = this.#sight;
    this.#sight = sightOf(
      {
        link: this.#feed.link,
        misconfiguration: this.#upkeep.misconfiguration,
        isCredentialRefused: this.#upkeep.isCredentialRefused,
        lastAcceptedAt: this.#intake.lastAcceptedAt,
        hasNews: this.#intake.hasNews,
        refusedSince: this.#intake.refusedSince,
        isReconciled: this.#upkeep.isReconciled,
        isTruthRefused: this.#upkeep.isTruthRefused,
      },
      now,
    );
    const { state, isSeeing, advice } = this.#sight;
    if (isSeeing !== before.isSeeing) {
      this.#intake.take({ kind: "feed", seeing: isSeeing, at: this.#floor.clock });
    }
    if (state === before.state && advice === before.advice) return;
    if (state !== before.state) {
      this.#sightSince = now;
      this.#ports.journal.note("feed", { tenant: this.#settings.tenant, from: before.state, to: state });
    }
    this.#hub.beat();
  }

  // ── Screens and questions ────────────────────────────────────────────────────────────────────────────

  /** A new screen; `null` when the tenant has its most, and the socket was closed for it. */
  admit(socket: ViewerSocket, names: NameStyle): Viewer | null {
    return this.#hub.admit(socket, names);
  }

  /** A screen whose socket outlived the object that served it. */
  readmit(socket: ViewerSocket, names: NameStyle): Viewer | null {
    return this.#hub.readmit(socket, names);
  }

  /** One message of a screen. */
  hear(viewer: Viewer, text: string): void {
    this.#hub.hear(viewer, text);
  }

  dismiss(viewer: Viewer): void {
    this.#hub.dismiss(viewer);
  }

  /** The feed as every frame carries it. */
  boardFeed(): BoardFeed {
    return {
      state: this.#sight.state,
      since: this.#sightSince,
      lastMessageAt: this.#intake.lastAcceptedAt ?? this.#heardBefore(),
      clock: this.#floor.clock === 0 ? null : this.#floor.clock,
      reconciledAt: this.#reconciler.facts().at,
      advice: this.#sight.advice,
    };
  }

  /**
   * When the stream was last heard before this start: no later than the event clock says. Rows go on being written
   * while nothing is heard, and must not make the old look young.
   */
  #heardBefore(): EpochMs | null {
    const { clock } = this.#floor;
    return this.#recoveredAt === null || clock === 0 ? null : Math.min(this.#recoveredAt, clock);
  }

  /** The whole board as it stands. */
  board(names: NameStyle): Board {
    return this.#scribe.board(this.#hub.seq, names);
  }

  status(): DeskStatus {
    const now = this.#ports.clock.now();
    const skewMs = this.#intake.skewMs();
    const { clock, agents, queues, contacts, unmappedCodes } = this.#floor;
    return {
      tenant: this.#settings.tenant,
      at: now,
      startedAt: this.#startedAt,
      recoveredAt: this.#recoveredAt,
      epoch: this.#epoch,
      seq: this.#hub.seq,
      feed: this.boardFeed(),
      link: describeLink(this.#feed.link, now),
      token: this.#signIn.facts(),
      stream: {
        ...this.#feed.counts(),
        lastMessageAt: this.#feed.lastMessageAt,
        skewMs,
        lagMs: skewMs === null || clock === 0 ? null : Math.max(0, now + skewMs - clock),
      },
      accepted: this.#intake.accepted.toRecord(),
      refused: this.#intake.refused.toRecord(),
      reconciliation: this.#reconciler.facts(),
      profiles: this.#profiles.facts(),
      floor: {
        agents: agents.size,
        queues: queues.size,
        contacts: contacts.contacts.size,
        unmappedStatusCodes: [...unmappedCodes],
      },
      viewers: this.#hub.counts(),
      record: this.#recorder.facts(),
      duesFailed: this.#duesFailed,
      linkEvents: this.#log.newest(),
    };
  }

  /** The floor itself, for the simulation's checker. It must not be changed. */
  get floor(): Readonly<Floor> {
    return this.#floor;
  }
}
