/**
 * The tenant's desk: it joins the upstream, the floor, the screens and the memory. Every call from outside is one
 * turn: it runs to its end without waiting for anything, so that no two turns ever mix (ARCHITECTURE.md, "One
 * agent_state_change").
 */
import {
  type AgentId,
  BOUNDS,
  type EpochMs,
  type Floor,
  type QueueId,
  type Site,
  usualBetween,
} from "@callboard/core";
import type { FloorBatch, FloorSnapshot } from "@callboard/core/alerting";
import type { Credentials } from "@callboard/cxone";
import type {
  AgentFacts,
  AlertsPush,
  Aliases,
  BoardFeed,
  DetailedBoard,
  Directory,
  NameStyle,
  QueueTrend,
} from "@callboard/protocol";
import { Agenda, faultFacts } from "@callboard/shell";
import { AlertShelf } from "./alerts/alert-shelf.ts";
import { agentFactsOf } from "./answers/agent-facts.ts";
import { directoryOf } from "./answers/directory.ts";
import { BoardScribe } from "./board-scribe.ts";
import type { DeskAgenda, Due } from "./dues.ts";
import { Changes } from "./hub/changes.ts";
import { DeskHub } from "./hub/desk-hub.ts";
import type { Viewer, ViewerKind } from "./hub/viewer.ts";
import { Intake } from "./intake.ts";
import { Lookout } from "./lookout.ts";
import type { Ports, ViewerSocket } from "./ports.ts";
import { Pulse } from "./pulse.ts";
import { FigureBook } from "./queue-figures.ts";
import { Recorder } from "./record/recorder.ts";
import { type Recovered, recover } from "./record/recovery.ts";
import { type DeskSetup, hasSameAliases, NO_SETUP } from "./setup.ts";
import { type DeskFigures, type DeskStatus, floorFacts, intakeFacts, type RelayCounts } from "./status.ts";
import { Outbox } from "./told/outbox.ts";
import { Teller } from "./told/teller.ts";
import { ToldLog } from "./told/told-log.ts";
import { Upstream } from "./upstream.ts";

export interface DeskSettings {
  readonly tenant: string;
  readonly site: Site;
  readonly credentials: Credentials;
  /** How often ground truth is compared; the guide's 60 s where nothing is said. */
  readonly reconcileEveryMs?: number;
  /** The Worker's build, so that a screen from another one reloads itself. */
  readonly build: string;
}

/** The usual of one queue, as a trend carries it. */
export type QueueUsual = Pick<QueueTrend, "queueId" | "usual">;

export class Desk {
  readonly #settings: DeskSettings;
  #site: Site;
  #setup: DeskSetup = NO_SETUP;
  readonly #ports: Ports;
  readonly #floor: Floor;
  readonly #agenda: DeskAgenda;
  readonly #changes = new Changes();
  readonly #teller: Teller;
  readonly #told: ToldLog;
  readonly #outbox: Outbox;
  readonly #recorder: Recorder;
  readonly #intake: Intake;
  readonly #upstream: Upstream;
  readonly #lookout: Lookout;
  readonly #alerts: AlertShelf;
  readonly #scribe: BoardScribe;
  readonly #hub: DeskHub;
  readonly #pulse: Pulse;
  readonly #epoch: string;
  readonly #startedAt: EpochMs;
  readonly #recoveredAt: EpochMs | null;
  /** What the ledger gave back, in figures. */
  readonly #recovered: Omit<Recovered, "floor">;
  #isBegun = false;
  #duesFailed = 0;

  /** Builds the desk from what its ledger holds. Nothing is asked, dialled or planned before `begin`. */
  constructor(settings: DeskSettings, ports: Ports) {
    this.#settings = settings;
    this.#site = settings.site;
    this.#ports = ports;
    const { clock, timers, ledger } = ports;
    const { tenant, build } = settings;
    const changes = this.#changes;
    const epoch = ports.newEpoch();
    const agenda = new Agenda<Due>(ports.alarm, BOUNDS.watchdogMs);
    const { floor, ...known } = recover(ledger, settings.site);
    const { at: recoveredAt } = known;
    this.#recovered = known;
    this.#epoch = epoch;
    this.#agenda = agenda;
    this.#floor = floor;
    this.#startedAt = clock.now();
    this.#recoveredAt = recoveredAt;
    const figures = new FigureBook(floor);
    const teller = new Teller(floor, figures);
    const told = new ToldLog({ ledger, tenant, site: () => this.#site });
    const outbox = new Outbox({ clock, chance: ports.chance, queue: ports.events, log: told });
    const recorder = new Recorder({
      ...{ clock, ledger, floor },
      seq: recoveredAt === null ? null : known.seq,
      fold: () => teller.fold(),
      isFoldPending: () => teller.isPending,
      onStored: ({ row, feed, events, isSendable }) => {
        // What no queue takes is not lost: the alert desk asks for it.
        if (isSendable) outbox.take(told.batch(row, feed, events));
      },
    });
    this.#teller = teller;
    this.#told = told;
    this.#outbox = outbox;
    const { reconcileEveryMs = BOUNDS.reconcileEveryMs } = settings;
    const intake = new Intake({
      ...{ clock, floor, changes, recorder, teller, agenda, reconcileEveryMs },
      onNews: () => {
        if (!this.#lookout.isSeeing) this.#look();
      },
    });
    const upstream = new Upstream({
      ...{ tenant, ports, floor, agenda, intake, reconcileEveryMs },
      credentials: settings.credentials,
      onTurnEnd: () => this.#endTurn(),
    });
    this.#recorder = recorder;
    this.#intake = intake;
    this.#upstream = upstream;
    this.#lookout = new Lookout({ clock, floor, intake, upstream, recoveredAt });
    const feed = () => this.#lookout.boardFeed();
    const alerts = new AlertShelf({ clock, changes });
    this.#alerts = alerts;
    this.#scribe = new BoardScribe({
      ...{ floor, figures, changes, alerts, epoch, build, tenant, clock, feed },
      setup: () => this.#setup,
    });
    this.#hub = new DeskHub({ clock, timers, changes, scribe: this.#scribe, epoch });
    this.#pulse = new Pulse({
      ...{ clock, timers },
      onBeat: () => this.#beat(),
      onSetBack: (byMs) => this.#onSetBack(byMs),
    });
  }

  /**
   * Begins to dial; who holds the desk calls it once, after taking hold of it: a desk that nobody holds would go on
   * dialling beside the next one (invariant 11). A beginning that broke off is gone through again by `wake`.
   */
  begin(): this {
    if (this.#isBegun) return this;
    const now = this.#ports.clock.now();
    this.#agenda.plan("watchdog", now + BOUNDS.watchdogMs);
    this.#agenda.plan("checkpoint", now + BOUNDS.checkpointEveryMs);
    this.#label();
    this.#upstream.start();
    this.#pulse.ensure();
    this.#endTurn();
    this.#isBegun = true;
    return this;
  }

  /** What was recovered is the last that was known, and it is old: it is labelled so before anything else is done. */
  #label(): void {
    const { at, seq, replayed, unreadable } = this.#recovered;
    if (at !== null) this.#note("recovered", { at, seq, replayed, unreadable });
    this.#intake.take({ kind: "site", site: this.#site });
    this.#teller.begin();
    // Before the first event the clock stands at 0: all that went before was not seen, and windows say so.
    this.#intake.take({ kind: "feed", seeing: false, at: this.#floor.clock });
    for (const agentId of this.#floor.agents.keys()) this.#changes.introduceAgent(agentId);
    for (const queueId of this.#floor.queues.keys()) this.#changes.touchQueue(queueId);
  }

  #note(event: string, facts: Readonly<Record<string, string | number>>): void {
    this.#ports.journal.note(event, { tenant: this.#settings.tenant, ...facts });
  }

  // ── Turns ────────────────────────────────────────────────────────────────────────────────────────────

  /** The alarm rang, or somebody made sure that the desk is awake: whatever is due is done. One failure stops nothing else. */
  wake(): void {
    this.begin();
    for (const due of this.#agenda.takeDue(this.#ports.clock.now())) {
      try {
        this.#do(due);
      } catch (error) {
        this.#duesFailed += 1;
        this.#note("due failed", { due, ...faultFacts(error) });
      }
    }
    this.#endTurn();
  }

  #do(due: Due): void {
    switch (due) {
      case "watchdog":
        this.#upstream.watch();
        this.#pulse.ensure();
        return;
      case "checkpoint":
        this.#agenda.plan("checkpoint", this.#ports.clock.now() + BOUNDS.checkpointEveryMs);
        this.#recorder.checkpoint();
        return;
      default:
        this.#upstream.do(due);
    }
  }

  /** Once a second: what happens because time passes. */
  #beat(): void {
    this.#intake.take({ kind: "time" });
    this.#upstream.watch();
    this.#endTurn();
    this.#recorder.flush();
    this.#outbox.pump();
    this.#hub.pulse();
  }

  /** The clock was set back: waits keep their length, and what was heard keeps its age. */
  #onSetBack(byMs: number): void {
    this.#note("clock set back", { byMs });
    this.#agenda.shift(byMs);
    this.#intake.shift(byMs);
    this.#upstream.shift(byMs);
    this.#lookout.shift(byMs);
    this.#alerts.shift(byMs);
    this.#outbox.shift(byMs);
  }

  /** Every turn ends here: what changed is told to the screens, and a silent alert desk is woken. */
  #endTurn(): void {
    this.#look();
    if (this.#alerts.isTimeToRouse()) this.#ports.alertDesk.wake();
    this.#hub.flush();
  }

  /** Looks at the feed anew. Where its state has turned, the floor and the screens are told at once. */
  #look(): void {
    const turned = this.#lookout.look();
    const { state, isSeeing } = this.#lookout;
    this.#recorder.turn(state);
    if (turned.isSeeing) this.#intake.take({ kind: "feed", seeing: isSeeing, at: this.#floor.clock });
    if (turned.isState) this.#note("feed", { from: turned.from, to: state });
    const isAlertingNews = this.#alerts.look();
    if (turned.isState || turned.isAdvice || isAlertingNews) this.#hub.beat();
  }

  /** Whoever holds the desk lets go of it: all that it has is written, and what it began is called off by the ports. */
  end(): void {
    this.#recorder.settle();
    this.#recorder.checkpoint();
  }

  /** People have changed the site's settings: everybody is judged anew by them, and every screen is given a whole board. */
  setSite(site: Site): void {
    this.#site = site;
    // Before it begins the desk takes its site with the rest of what it is labelled by.
    if (!this.#isBegun) return;
    this.#intake.take({ kind: "site", site });
    this.#endTurn();
  }

  /** Screens are told at once that what they are set up by has another revision; where people are called differently, they are introduced anew. */
  setSetup(setup: DeskSetup): void {
    const before = this.#setup;
    this.#setup = setup;
    if (!hasSameAliases(before, setup)) this.#changes.renew();
    if (before.revision !== setup.revision) this.#hub.beat();
    if (this.#isBegun) this.#endTurn();
  }

  // ── Screens and questions ────────────────────────────────────────────────────────────────────────────

  /** A new screen, or a relay's line; `null` when the tenant has its most, and the socket was closed for it. */
  admit(socket: ViewerSocket, names: NameStyle, kind?: ViewerKind): Viewer | null {
    return this.#hub.admit(socket, names, kind);
  }

  /** A screen whose socket outlived the object that served it. */
  readmit(socket: ViewerSocket, names: NameStyle, kind?: ViewerKind): Viewer | null {
    return this.#hub.readmit(socket, names, kind);
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
    return this.#lookout.boardFeed();
  }

  /** The alert desk tells what fires, whole. Not taken where newer news was taken before; twice is as good as once. */
  show(push: AlertsPush): { readonly isTaken: boolean } {
    const isTaken = this.#alerts.show(push);
    this.#endTurn();
    return { isTaken };
  }

  /**
   * The log's rows after `seq`, oldest first, up to the present and as many as fit one answer. `null` where only a snapshot will do: another lineage, or a row that is missing.
   */
  rowsAfter(lineage: string, seq: number): readonly FloorBatch[] | null {
    this.#recorder.settle();
    if (lineage !== this.#told.lineage || seq > this.#recorder.seq) return null;
    this.#outbox.onHeld(seq);
    return seq === this.#recorder.seq ? [] : this.#told.rowsAfter(seq);
  }

  /**
   * The whole floor as rules see it, at exactly the seq of the last row. `null` while storage fails: numbers that it does
   * not hold would be given away a second time after a restart.
   */
  snapshot(): FloorSnapshot | null {
    if (!this.#recorder.settle()) return null;
    const { tenant } = this.#settings;
    const site = this.#site;
    return {
      ...{ v: 1, tenant, lineage: this.#told.lineage },
      ...{ seq: this.#recorder.seq, at: this.#ports.clock.now(), clock: this.#floor.clock },
      ...{ feed: this.#recorder.feed, zone: site.zone, siteName: site.name },
      ...this.#teller.told(),
    };
  }

  /** The whole board as it stands, with more of each agent than frames carry. */
  board(names: NameStyle): DetailedBoard {
    return this.#scribe.board(this.#hub.seq, names);
  }

  /** Who and what there is, for filters and pickers. */
  directory(): Directory {
    return directoryOf(this.#floor, this.#ports.clock.now());
  }

  /** One agent with skills and shift; `null` where nobody of this id is on the floor. */
  agentFacts(id: AgentId, style: NameStyle): AgentFacts | null {
    const { aliases } = this.#setup;
    return agentFactsOf(this.#floor, id, { style, aliases }, this.#ports.clock.now());
  }

  /** What the site calls people where no name may be told. */
  aliases(): Aliases {
    return this.#setup.aliases;
  }

  /** What was usual for each of these queues from `from` to `to`, by hours of the site's clock (SPEC B9). */
  usual(queueIds: readonly QueueId[], from: EpochMs, to: EpochMs): readonly QueueUsual[] {
    const { baselines, site } = this.#floor;
    const usualOf = (id: QueueId) => usualBetween(baselines, site.zone, id, from, to);
    return queueIds.map((queueId) => ({ queueId, usual: usualOf(queueId) }));
  }

  status(relays: RelayCounts = { relays: 0, viewers: 0 }): DeskStatus {
    return {
      tenant: this.#settings.tenant,
      at: this.#ports.clock.now(),
      startedAt: this.#startedAt,
      recoveredAt: this.#recoveredAt,
      epoch: this.#epoch,
      seq: this.#hub.seq,
      feed: this.boardFeed(),
      ...this.#upstream.status(),
      ...intakeFacts(this.#intake),
      floor: floorFacts(this.#floor),
      viewers: this.#hub.counts(),
      relays,
      record: this.#recorder.facts(),
      outbox: this.#outbox.facts(),
      alerts: this.#alerts.facts(),
      duesFailed: this.#duesFailed,
    };
  }

  /** What is counted for whoever watches many desks, besides the status. Counts begin with the desk. */
  figures(): DeskFigures {
    return { latency: this.#hub.latency(), reconciled: this.#upstream.reconciled() };
  }

  /** The floor itself, for whoever only looks. It must not be changed. */
  get floor(): Readonly<Floor> {
    return this.#floor;
  }
}
