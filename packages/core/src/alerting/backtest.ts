/**
 * How often a rule would have fired over a stretch of history: the same engine, fed again, and nothing else (SPEC N17).
 * What lies before the stretch only brings the engine up to it, and is never counted.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import type { Entity, Figure, Passage, PassageReason } from "./alert.ts";
import type { FloorBatch, FloorSnapshot } from "./batch.ts";
import { createEngine, engineFacts, takeBatch, takeSnapshot } from "./engine.ts";
import type { Rule, SiteCalendar } from "./rule.ts";

/** What is asked about: on the event clock, for the feed's rules on the desk's. Both ends belong to it. */
export interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface BacktestFire {
  readonly alertId: string;
  readonly entity: Entity;
  readonly entityName: string | null;
  readonly queueId: QueueId | null;
  readonly activeSince: EpochMs;
  /** When it fired; where it fired already when the stretch began, that beginning. */
  readonly from: EpochMs;
  /** `null` where it fired to the end of the stretch. */
  readonly to: EpochMs | null;
  /** Why it fired, and why it ended. */
  readonly reason: PassageReason;
  readonly endReason: PassageReason | null;
  readonly figure: Figure | null;
}

export interface BacktestEntity {
  readonly entity: Entity;
  readonly entityName: string | null;
  readonly fires: number;
  readonly firingMs: number;
}

export interface BacktestReport {
  readonly ruleId: string;
  /**
   * The part of the stretch that history really covers, on the clock it was asked in: it begins no earlier than with the
   * first row of a live feed (for the feed's own rules with the first row). `null` where there is none.
   */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** How much of it was not seen. */
  readonly blindMs: number;
  /** Fires within it. */
  readonly fires: number;
  /** Time of firing within it, that of `already` included. */
  readonly firingMs: number;
  /** Most fires first; at most `backtestFiresMax`. */
  readonly entities: readonly BacktestEntity[];
  /** Oldest first; the first `backtestFiresMax`. The rest are counted in `fires`. */
  readonly list: readonly BacktestFire[];
  /** Alerts that fired already when it began: how many, and the first `backtestFiresMax`, cut to it. */
  readonly alreadyFiring: number;
  readonly already: readonly BacktestFire[];
}

export interface Backtest {
  /** A snapshot to begin with (and wherever the history has one), then the batches behind it, oldest first. */
  take(told: FloorSnapshot | FloorBatch): void;
  report(): BacktestReport;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Noted extends Mutable<BacktestFire> {
  readonly wasFiring: boolean;
}

/** A rule is tried as if it were enabled. */
export const createBacktest = (rule: Rule, calendar: SiteCalendar, stretch: Stretch): Backtest =>
  new Trial(rule, calendar, stretch);

class Trial implements Backtest {
  private readonly rule: Rule;
  private readonly engine;
  private readonly stretch: Stretch;
  private readonly tally = new Tally();
  /** Alerts that fire now; the engine's own bound is theirs. */
  private readonly open = new Map<string, Noted>();
  /** The stretch as far as it is covered: from the first row that is seen, or from where it was asked. */
  private from: EpochMs | null = null;
  private clock: EpochMs | null = null;
  private blindMs = 0;
  private wasLive = false;

  constructor(rule: Rule, calendar: SiteCalendar, stretch: Stretch) {
    this.rule = rule;
    this.engine = createEngine({ rules: [{ ...rule, enabled: true }], calendar });
    this.stretch = stretch;
  }

  take(told: FloorSnapshot | FloorBatch): void {
    if (this.isOver() || this.isHeld(told)) return;
    this.follow(told);
    const passages = "events" in told ? takeBatch(this.engine, told) : takeSnapshot(this.engine, told);
    for (const passage of passages) this.note(passage);
  }

  /** What time alone decides is believed a grace later, so rows are taken that far beyond the end. */
  private isOver(): boolean {
    return this.clock !== null && this.clock > this.stretch.to + BOUNDS.lateEventGraceMs;
  }

  /** The whole floor that is kept now and then for others to begin with is what the engine itself came to. */
  private isHeld(told: FloorSnapshot | FloorBatch): boolean {
    const { lineage, seq } = engineFacts(this.engine);
    return "seq" in told && told.lineage === lineage && told.seq === seq;
  }

  /** The clock, how far the stretch is covered, and how much of that nobody saw. */
  private follow(told: FloorSnapshot | FloorBatch): void {
    const isOfFeed = this.rule.scope.of === "feed";
    const at = isOfFeed ? told.at : told.clock;
    const before = this.clock ?? at;
    this.clock = Math.max(before, at);
    const isLive = told.feed === "live";
    // Until the stream has said something there is no event clock: it stands at 0.
    if (isOfFeed || (isLive && at > 0)) this.from ??= Math.max(this.stretch.from, at);
    // Nobody saw what lies before a feed that has just become live, nor what a snapshot or a hole jumps over.
    const isSeen = isLive && this.wasLive && "events" in told && this.isNext(told);
    if (!isSeen) this.blindMs += this.covered(before, this.clock);
    this.wasLive = isLive;
  }

  /** Whether history has no hole before this row. */
  private isNext({ lineage, fromSeq }: FloorBatch): boolean {
    const facts = engineFacts(this.engine);
    return lineage === facts.lineage && fromSeq <= facts.seq + 1;
  }

  /** How much of the covered stretch lies between two instants. */
  private covered(from: EpochMs, to: EpochMs): number {
    if (this.from === null) return 0;
    return Math.max(0, Math.min(to, this.stretch.to) - Math.max(from, this.from));
  }

  private note(passage: Passage): void {
    if (passage.at > this.stretch.to) return;
    if (passage.to === "firing" && passage.from !== "recovering") this.begin(passage);
    if (passage.to === "resolved") this.end(passage);
  }

  private begin(passage: Passage): void {
    const { alertId, entity, entityName, queueId, activeSince, at, reason, figure } = passage;
    const fire = { alertId, entity, entityName, queueId, activeSince, from: at, to: null, reason, figure };
    // What the first row is found to fire has been firing before.
    const wasFiring = this.from === null || at <= this.from;
    const noted: Noted = { ...fire, endReason: null, wasFiring };
    this.open.set(alertId, noted);
    if (!wasFiring) this.tally.noteFire(noted);
  }

  private end({ alertId, at, reason }: Passage): void {
    const fire = this.open.get(alertId);
    if (fire === undefined) return;
    this.open.delete(alertId);
    if (fire.wasFiring && (this.from === null || at <= this.from)) return;
    fire.to = at;
    fire.endReason = reason;
    this.tally.noteFiring(this.cut(fire), at);
  }

  /** One that fired before is told from the beginning of the stretch on. */
  private cut(fire: Noted): Noted {
    return this.from === null || fire.from >= this.from ? fire : { ...fire, from: this.from };
  }

  report(): BacktestReport {
    const { from } = this;
    const to = Math.min(this.clock ?? 0, this.stretch.to);
    const isCovered = from !== null && from <= to;
    const tally = this.tally.copy();
    if (isCovered) for (const fire of this.open.values()) tally.noteFiring(this.cut(fire), to);
    return {
      ruleId: this.rule.id,
      from: isCovered ? from : null,
      to: isCovered ? to : null,
      blindMs: this.blindMs,
      ...tally.told(),
    };
  }
}

/** What the fires come to: counts are whole, lists are no longer than people can read. */
class Tally {
  private fires = 0;
  private firingMs = 0;
  private alreadyFiring = 0;
  private list: Noted[] = [];
  private already: Noted[] = [];
  private byEntity = new Map<string, Mutable<BacktestEntity>>();

  noteFire(fire: Noted): void {
    this.fires += 1;
    this.entityOf(fire).fires += 1;
    if (this.list.length < BOUNDS.backtestFiresMax) this.list.push(fire);
  }

  /** It fired until `to`, its end or that of the stretch. */
  noteFiring(fire: Noted, to: EpochMs): void {
    const ms = Math.max(0, to - fire.from);
    this.firingMs += ms;
    this.entityOf(fire).firingMs += ms;
    if (!fire.wasFiring) return;
    this.alreadyFiring += 1;
    if (this.already.length < BOUNDS.backtestFiresMax) this.already.push(fire);
  }

  private entityOf({ entity, entityName }: Noted): Mutable<BacktestEntity> {
    const key = `${entity.kind} ${entity.id}`;
    const known = this.byEntity.get(key) ?? { entity, entityName, fires: 0, firingMs: 0 };
    this.byEntity.set(key, known);
    return known;
  }

  copy(): Tally {
    const copy = new Tally();
    copy.fires = this.fires;
    copy.firingMs = this.firingMs;
    copy.alreadyFiring = this.alreadyFiring;
    copy.list = [...this.list];
    copy.already = [...this.already];
    copy.byEntity = new Map(Array.from(this.byEntity, ([key, one]) => [key, { ...one }]));
    return copy;
  }

  told(): Pick<BacktestReport, "fires" | "firingMs" | "entities" | "list" | "alreadyFiring" | "already"> {
    const { fires, firingMs, alreadyFiring } = this;
    const entities = [...this.byEntity.values()]
      .sort((a, b) => b.fires - a.fires || b.firingMs - a.firingMs)
      .slice(0, BOUNDS.backtestFiresMax);
    return {
      fires,
      firingMs,
      entities,
      list: this.list.map(told),
      alreadyFiring,
      already: this.already.map(told),
    };
  }
}

const told = ({ wasFiring: _cut, ...fire }: Noted): BacktestFire => fire;
