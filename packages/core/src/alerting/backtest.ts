/** How often a rule would have fired over a stretch of history: the same engine, fed again, and nothing else (SPEC N17). */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import type { Entity, Figure, Passage, PassageReason } from "./alert.ts";
import type { FloorBatch, FloorSnapshot } from "./batch.ts";
import { createEngine, takeBatch, takeSnapshot } from "./engine.ts";
import type { Rule, SiteCalendar } from "./rule.ts";

export interface BacktestFire {
  readonly alertId: string;
  readonly entity: Entity;
  readonly entityName: string | null;
  readonly queueId: QueueId | null;
  readonly activeSince: EpochMs;
  readonly from: EpochMs;
  /** `null` where it fired to the end. */
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
  /** The stretch that was looked at, on the event clock (for the feed's rules on the desk's); `null` where nothing was. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** How much of it was not seen. */
  readonly blindMs: number;
  readonly fires: number;
  readonly firingMs: number;
  /** Most fires first; at most `backtestFiresMax`. */
  readonly entities: readonly BacktestEntity[];
  /** Oldest first; the first `backtestFiresMax`. The rest are counted in `fires`. */
  readonly list: readonly BacktestFire[];
}

export interface Backtest {
  /** A snapshot to begin with (and wherever the history has one), then the batches behind it, oldest first. */
  take(told: FloorSnapshot | FloorBatch): void;
  report(): BacktestReport;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A rule is tried as if it were enabled. */
export const createBacktest = (rule: Rule, calendar: SiteCalendar): Backtest => new Trial(rule, calendar);

class Trial implements Backtest {
  private readonly rule: Rule;
  private readonly engine;
  private readonly list: Mutable<BacktestFire>[] = [];
  /** Alerts that fire now; the engine's own bound is theirs. */
  private readonly open = new Map<string, Mutable<BacktestFire>>();
  private readonly byEntity = new Map<string, Mutable<BacktestEntity>>();
  private fires = 0;
  private endedMs = 0;
  private from: EpochMs | null = null;
  private to: EpochMs | null = null;
  private blindMs = 0;
  private wasLive = false;

  constructor(rule: Rule, calendar: SiteCalendar) {
    this.rule = rule;
    this.engine = createEngine({ rules: [{ ...rule, enabled: true }], calendar });
  }

  take(told: FloorSnapshot | FloorBatch): void {
    const at = this.rule.scope.of === "feed" ? told.at : told.clock;
    const before = this.to ?? at;
    this.from ??= at;
    this.to = Math.max(before, at);
    // Nobody saw what lies before a feed that has just become live, nor what a snapshot jumps over.
    const isSeen = told.feed === "live" && this.wasLive && "events" in told;
    if (!isSeen) this.blindMs += this.to - before;
    this.wasLive = told.feed === "live";
    const passages = "events" in told ? takeBatch(this.engine, told) : takeSnapshot(this.engine, told);
    for (const passage of passages) this.note(passage);
  }

  private note(passage: Passage): void {
    if (passage.to === "firing" && passage.from !== "recovering") this.begin(passage);
    if (passage.to === "resolved") this.end(passage);
  }

  private begin(passage: Passage): void {
    const { alertId, entity, entityName, queueId, activeSince, at, reason, figure } = passage;
    const fire = { alertId, entity, entityName, queueId, activeSince, from: at, to: null, reason, figure };
    const noted: Mutable<BacktestFire> = { ...fire, endReason: null };
    this.fires += 1;
    this.open.set(alertId, noted);
    if (this.list.length < BOUNDS.backtestFiresMax) this.list.push(noted);
    const key = keyOf(entity);
    const known = this.byEntity.get(key) ?? { entity, entityName, fires: 0, firingMs: 0 };
    known.fires += 1;
    this.byEntity.set(key, known);
  }

  private end(passage: Passage): void {
    const fire = this.open.get(passage.alertId);
    if (fire === undefined) return;
    this.open.delete(passage.alertId);
    fire.to = passage.at;
    fire.endReason = passage.reason;
    const ms = Math.max(0, passage.at - fire.from);
    this.endedMs += ms;
    const known = this.byEntity.get(keyOf(fire.entity));
    if (known !== undefined) known.firingMs += ms;
  }

  report(): BacktestReport {
    const entities = new Map(Array.from(this.byEntity, ([key, one]) => [key, { ...one }]));
    let firingMs = this.endedMs;
    for (const fire of this.open.values()) {
      const ms = Math.max(0, (this.to ?? fire.from) - fire.from);
      firingMs += ms;
      const known = entities.get(keyOf(fire.entity));
      if (known !== undefined) known.firingMs += ms;
    }
    return {
      ruleId: this.rule.id,
      from: this.from,
      to: this.to,
      blindMs: this.blindMs,
      fires: this.fires,
      firingMs,
      entities: [...entities.values()]
        .sort((a, b) => b.fires - a.fires || b.firingMs - a.firingMs)
        .slice(0, BOUNDS.backtestFiresMax),
      list: this.list.map((fire) => ({ ...fire })),
    };
  }
}

const keyOf = ({ kind, id }: Entity): string => `${kind} ${id}`;
