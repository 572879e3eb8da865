/** One tenant of a run, put together: its world, upstream, desk, screens and everything that watches them. */
import { DEFAULT_QUEUE_GOAL, NO_SITE_SHIFTS, type Site } from "@callboard/core";
import { Secret } from "@callboard/cxone";
import type { Desk } from "@callboard/desk";
import { NAME_STYLES, type NameStyle } from "@callboard/protocol";
import {
  createRandom,
  createWorld,
  type QueueStatsEvent,
  type Random,
  type World,
  type WorldEvent,
} from "@callboard/world";
import { Alerting } from "./alerts/alerting.ts";
import { SIM } from "./bounds.ts";
import type { TenantWraps } from "./bugs.ts";
import { CommittedBoards } from "./check/committed.ts";
import { Convergence } from "./check/convergence.ts";
import { isTaken, subjectOf } from "./check/copies.ts";
import type { Findings } from "./check/findings.ts";
import { GROUND_TRUTH, Rounds } from "./check/rounds.ts";
import { Watermark } from "./check/watermark.ts";
import type { FaultName } from "./faults.ts";
import { MachineClock } from "./host/clock.ts";
import { Host } from "./host/host.ts";
import { MemoryLedger } from "./host/ledger.ts";
import { Settings } from "./host/settings.ts";
import type { Plan, TenantPlan } from "./plan.ts";
import { Switchboard } from "./relays/switchboard.ts";
import type { Scheduler } from "./scheduler.ts";
import { ScreenJudge } from "./screens/judge.ts";
import { Screen } from "./screens/screen.ts";
import { Witness } from "./screens/witness.ts";
import { Hands } from "./upstream/hands.ts";
import { Upstream } from "./upstream/upstream.ts";
import { Weather } from "./weather.ts";

export interface TenantParts {
  readonly plan: Plan;
  readonly tenant: TenantPlan;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly findings: Findings;
  readonly wraps: TenantWraps;
  readonly isStrict: boolean;
  /** Each thing worth comparing between two runs of one seed. */
  readonly onTrace: (text: string) => void;
}

/** What the simulated customers mean by their codes on READY. */
const CODES: Site["statusCodes"] = new Map([
  ["READY_OUTBOUND_ONLY", { label: "Outbound only", takesContacts: false }],
  ["READY_TRAINING", { label: "Training", takesContacts: false }],
]);

/** Faults that put something on the stream which must be refused. */
const GARBAGE: ReadonlySet<FaultName> = new Set<FaultName>([
  "garble",
  "strayGarbage",
  "unknownType",
  "oversize",
  "binaryFrame",
]);

export class Tenant {
  readonly plan: TenantPlan;
  readonly world: World;
  readonly weather: Weather;
  readonly upstream: Upstream;
  readonly ledger: MemoryLedger;
  readonly host: Host;
  readonly switchboard: Switchboard;
  readonly screens: readonly Screen[];
  readonly convergence: Convergence;
  readonly alerting: Alerting;
  readonly rounds: Rounds;
  readonly committed = new CommittedBoards();
  readonly #parts: TenantParts;
  readonly #witnesses: readonly Witness[];
  readonly #settings: Settings;
  readonly #watermark = new Watermark();
  /** Contacts of which the desk was told. */
  readonly told = new Set<string>();
  /** The last figures that the upstream gave of each queue. */
  readonly lastStats = new Map<string, QueueStatsEvent>();
  #newsAt: number | null = null;
  #heardAt: number | null = null;
  #answeredAt = Number.NEGATIVE_INFINITY;
  #isHeard = false;
  #alarmFaultAt = Number.NEGATIVE_INFINITY;
  #begunAt = Number.NEGATIVE_INFINITY;

  constructor(parts: TenantParts) {
    this.#parts = parts;
    const { tenant: plan, scheduler, random, findings, wraps, onTrace } = parts;
    this.plan = plan;
    const { tenant, zone, agents, queues, speed, hostileNames, worldSeed } = plan;
    const { startMs } = parts.plan;
    this.world = createWorld({ seed: worldSeed, agents, queues, startMs, zone, speed, hostileNames });
    this.weather = new Weather(random.fork(), (fault) => {
      onTrace(fault);
      if (fault === "alarmLate" || fault === "alarmFails") this.#alarmFaultAt = scheduler.nowMs;
    });
    if (hostileNames) this.weather.when("hostileNames", () => this.weather.count("hostileNames"));
    const { weather } = this;
    this.alerting = new Alerting({
      ...parts,
      weather,
      random: random.fork(),
      truth: this.world.truth(),
      ask: (what, run) => this.host.ask(what, run),
      desk: () => this.host.desk,
      board: () => this.witness.replica,
    });
    const { alerting } = this;
    const clock = new MachineClock(scheduler);
    const site: Site = {
      name: tenant,
      zone,
      statusCodes: CODES,
      queueGoal: DEFAULT_QUEUE_GOAL,
      queueGoals: new Map(),
      shifts: NO_SITE_SHIFTS,
    };
    this.#settings = new Settings({
      ...{ scheduler, site, random: random.fork() },
      agentIds: this.world.truth().agents.map(({ id }) => id),
      tell: (turn) => this.host.touch("settings", turn),
    });
    const credentials = { clientId: `client-${tenant}`, clientSecret: new Secret(`hush-${tenant}-hush`) };
    this.upstream = new Upstream({
      tenant,
      scheduler,
      weather,
      random: random.fork(),
      world: this.world,
      credentials,
      tokenLifeMs: plan.tokenLifeMs,
      skewMs: plan.skewMs,
      watch: { news: (events, isCopy, deliver) => this.#onNews(events, isCopy, deliver) },
      onEvent: (event) => {
        alerting.onEvent(event);
        if (event.kind === "queueStats") this.lastStats.set(event.queueId, event);
      },
      onForeignToken: () => findings.breach("I12", tenant, "another tenant's credentials were used"),
    });
    this.ledger = new MemoryLedger(weather, `lineage of ${tenant}`, (committed) => {
      if (committed !== "checkpoint") {
        this.#watermark.onRow(committed);
        alerting.onRow(committed);
      } else if (this.host.desk !== null) this.#watermark.onCheckpoint(this.host.desk.floor);
    });
    this.#witnesses = NAME_STYLES.filter((names) => names === "short" || plan.screens.includes(names)).map(
      (names) => this.#newWitness(names),
    );
    this.host = new Host({
      tenant,
      site: () => this.#settings.site,
      setup: () => this.#settings.setup,
      credentials,
      scheduler,
      weather,
      random: random.fork(),
      upstream: this.upstream,
      clock,
      ledger: this.ledger,
      findings,
      wraps,
      witnesses: () => this.#witnesses,
      onBegin: (desk) => this.#onBegin(desk),
      onRequest: (request) => {
        this.rounds.onRequest(request);
        if (request.path.startsWith(GROUND_TRUTH)) alerting.story.onTruthAsked();
      },
      onAnswered: () => {
        this.#answeredAt = scheduler.nowMs;
      },
      onHeard: () => {
        this.#isHeard = true;
      },
      onOpened: () => alerting.story.onStreamOpened(),
      events: alerting.queue,
      alertDesk: alerting.line.bell,
      onTurn: (desk) => {
        if (desk === null) this.switchboard.forget();
        alerting.story.onTurn(desk);
      },
    });
    this.switchboard = new Switchboard({
      ...{ tenant, scheduler, weather, findings, wraps, clock, host: this.host, plan: plan.relays },
      // Of its own, so that a seed without relays is as it was before there were any.
      random: createRandom(worldSeed + 1),
    });
    new Hands({
      scheduler,
      random: random.fork(),
      world: this.world,
      touch: (act) => this.upstream.touch(act),
    });
    this.screens = plan.screens.map((names, index) => this.#newScreen(names, `screen ${index + 1}`));
    this.rounds = new Rounds({ tenant: this, scheduler, clock, findings });
    this.convergence = new Convergence({ tenant: this, scheduler, findings, healAtMs: parts.plan.healAtMs });
    weather.begin(scheduler, plan.faults);
    scheduler.after(SIM.hopMaxMs, () => this.host.begin());
  }

  #newWitness(names: NameStyle): Witness {
    const { findings, scheduler, onTrace, tenant } = this.#parts;
    return new Witness({
      tenant: tenant.tenant,
      names,
      scheduler,
      findings,
      committed: this.committed,
      setup: () => this.#settings.setup,
      onBoard: (seq, hash) => onTrace(`${seq} ${hash}`),
    });
  }

  #newScreen(names: NameStyle, name: string): Screen {
    const { scheduler, random, findings, tenant, isStrict } = this.#parts;
    const judge = new ScreenJudge({
      tenant: tenant.tenant,
      screen: name,
      scheduler,
      findings,
      committed: this.committed,
      newsAt: () => this.newsAt(),
      clockSlackMs: () => this.clockSlackMs(),
      isStrict,
      datedEarlierMs: tenant.relays === null ? 0 : SIM.relayDatesEarlierMs,
    });
    return new Screen({
      name,
      names,
      scheduler,
      weather: this.weather,
      random: random.fork(),
      door: this.switchboard,
      judge,
    });
  }

  /** The copy of the board that is right by construction. */
  get witness(): Witness {
    const [witness] = this.#witnesses;
    if (witness === undefined) throw new Error("a tenant has no witness");
    return witness;
  }

  /**
   * When the newest event that the desk was told of happened in the world; `null` before the first. While REST has
   * not answered for longer than a round takes, nobody can tell a late stream from a slow clock, so that it counts
   * when the event was heard.
   */
  newsAt(): number | null {
    const isClockKnown = this.#parts.scheduler.nowMs - this.#answeredAt <= SIM.clockKnownMs;
    return isClockKnown ? this.#newsAt : this.#heardAt;
  }

  /** Whether the windows must be exactly true: nothing was lost, and the stream was never broken off. */
  get isExact(): boolean {
    return this.plan.isLossless && this.host.book.streams === 1;
  }

  /**
   * By how much the desk may be wrong about the clocks: its own may have been set, and one that has just begun does
   * not know yet how far the upstream's is ahead.
   */
  clockSlackMs(): number {
    const hasSteps = this.plan.faults.some(({ fault }) => fault === "clockStep");
    const isNew = this.#parts.scheduler.nowMs - this.#begunAt < SIM.clockLearntMs;
    return (hasSteps ? SIM.clockStepMaxMs : 0) + (isNew ? Math.max(0, this.plan.skewMs) : 0);
  }

  /** Whether the alarm was held up just now, so that what hangs on it may be late. */
  isAlarmTroubled(): boolean {
    return this.#parts.scheduler.nowMs - this.#alarmFaultAt < SIM.alarmLateMaxMs + SIM.renewSlackMs;
  }

  #onNews(events: readonly WorldEvent[], isCopy: boolean, deliver: () => void): void {
    const event = isCopy ? events[0] : undefined;
    const before = event === undefined ? null : this.#subject(event);
    this.#isHeard = false;
    const [only] = events;
    const { watch, truth } = this.alerting;
    if (events.length === 1 && only !== undefined) watch.onNews(only, deliver);
    else deliver();
    if (!this.#isHeard || events.length === 0) return;
    const { nowMs } = this.#parts.scheduler;
    const { desk } = this.host;
    this.#heardAt = nowMs;
    this.alerting.story.onHeard();
    for (const one of events) {
      if (desk !== null && isTaken(desk.floor, one, this.plan.skewMs)) truth.onHeard(one, nowMs);
      this.#newsAt = Math.max(this.#newsAt ?? 0, one.atMs);
      if (one.kind === "interaction") this.told.add(one.contactId);
    }
    if (event !== undefined && before !== null) this.#checkCopy(event, before);
  }

  #subject(event: WorldEvent): string | null {
    const { desk } = this.host;
    return desk === null ? null : subjectOf(desk.floor, event, this.plan.skewMs, this.isExact);
  }

  #checkCopy(event: WorldEvent, before: string): void {
    const { findings } = this.#parts;
    findings.checked();
    const after = this.#subject(event);
    if (after === before) return;
    findings.breach("I2", this.plan.tenant, `a copy of ${event.kind} changed ${before} to ${after}`);
  }

  #onBegin(desk: Desk): void {
    const { findings, onTrace } = this.#parts;
    this.#begunAt = this.#parts.scheduler.nowMs;
    findings.checked();
    for (const what of this.#watermark.forgottenBy(desk.floor)) {
      findings.breach("recovery", this.plan.tenant, what);
    }
    onTrace("begin");
  }

  /** The last look: what must hold once, at the end. */
  finish(): void {
    const { findings } = this.#parts;
    this.alerting.finish();
    const { desk } = this.host;
    if (desk === null) return;
    findings.checked(2);
    const { duesFailed, refused } = desk.status();
    if (duesFailed > 0) findings.breach("turn", this.plan.tenant, `${duesFailed} dues of the agenda threw`);
    const isClean = this.plan.faults.every(({ fault }) => !GARBAGE.has(fault));
    if (isClean && Object.keys(refused).length > 0) {
      findings.breach("refusals", this.plan.tenant, `good input was refused: ${JSON.stringify(refused)}`);
    }
  }
}
