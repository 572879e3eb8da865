/** How often a rule would have fired over a stretch of history: the same engine, fed again, and nothing else (SPEC N17). */
import type { EpochMs, QueueId } from "../vocabulary.ts";
import type { Entity, Figure, PassageReason } from "./alert.ts";
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
  /** The stretch of the event clock that was looked at; `null` where nothing was. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** How much of it was not seen. */
  readonly blindMs: number;
  readonly fires: number;
  readonly firingMs: number;
  /** Most fires first; at most `backtestFiresMax`. */
  readonly entities: readonly BacktestEntity[];
  /** Oldest first; the first `backtestFiresMax`. The rest are in `fires` only. */
  readonly list: readonly BacktestFire[];
}

export interface Backtest {
  /** A snapshot to begin with (and wherever the history has one), then the batches behind it, oldest first. */
  take(told: FloorSnapshot | FloorBatch): void;
  report(): BacktestReport;
}

/** A rule is tried as if it were enabled. */
export function createBacktest(rule: Rule, calendar: SiteCalendar): Backtest {
  const engine = createEngine({ rules: [{ ...rule, enabled: true }], calendar });
  return {
    take(told) {
      if ("events" in told) takeBatch(engine, told);
      else takeSnapshot(engine, told);
    },
    report: () => ({
      ruleId: rule.id,
      from: null,
      to: null,
      blindMs: 0,
      fires: 0,
      firingMs: 0,
      entities: [],
      list: [],
    }),
  };
}
