/**
 * The rules engine's own door: rows come in as batches and snapshots, passages of alerts come out (SPEC N). It changes its
 * engine in place and depends on its arguments alone; it must never read a clock, and never judges while the feed is blind.
 */
import type { EpochMs, FeedState } from "../vocabulary.ts";
import type { Entity, Explanation, Passage, Phase } from "./alert.ts";
import type { FloorBatch, FloorSnapshot } from "./batch.ts";
import type { Rule, SiteCalendar } from "./rule.ts";

/** What an engine judges by. Every rule's id is there once. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly calendar: SiteCalendar;
}

/** Nobody outside looks into it; `engineFacts` and `activeAlerts` tell what there is to know. */
export interface Engine {
  ruleSet: RuleSet;
  floor: FloorSnapshot | null;
}

/** An alert that is pending, firing or recovering now. */
export interface ActiveAlert {
  readonly alertId: string;
  readonly ruleId: string;
  readonly entity: Entity;
  readonly phase: Exclude<Phase, "normal" | "resolved">;
  readonly activeSince: EpochMs;
  readonly firedAt: EpochMs | null;
}

/** Counts for the status page: codes and numbers, no names. */
export interface EngineFacts {
  /** The event clock; 0 before anything was heard. */
  readonly clock: EpochMs;
  readonly lineage: string | null;
  readonly seq: number;
  readonly feed: FeedState | "unheard";
  readonly isFrozen: boolean;
  readonly agents: number;
  readonly queues: number;
  readonly rulesEnabled: number;
  readonly dues: number;
  readonly pending: number;
  readonly firing: number;
  readonly recovering: number;
  /** Alerts that found no room (`alertsFiringMax`, `alertsTrackedMax`), since the engine was made. */
  readonly withoutRoom: number;
}

export function createEngine(ruleSet: RuleSet): Engine {
  return { ruleSet, floor: null };
}

export function changeRules(engine: Engine, ruleSet: RuleSet): Passage[] {
  engine.ruleSet = ruleSet;
  return [];
}

export function takeBatch(engine: Engine, batch: FloorBatch): Passage[] {
  if (engine.floor !== null) {
    const { at, clock, feed, lineage, toSeq } = batch;
    engine.floor = { ...engine.floor, at, clock, feed, lineage, seq: toSeq };
  }
  return [];
}

export function takeSnapshot(engine: Engine, snapshot: FloorSnapshot): Passage[] {
  engine.floor = snapshot;
  return [];
}

export function takeSilence(_engine: Engine, _at: EpochMs): Passage[] {
  return [];
}

export const isFrozen = (engine: Engine): boolean => engine.floor?.feed !== "live";

/** The floor as the engine holds it, to begin a history or another engine with; `null` before anything was heard. */
export const snapshotOf = (engine: Engine): FloorSnapshot | null => engine.floor;

export const activeAlerts = (_engine: Engine): ActiveAlert[] => [];

export function engineFacts(engine: Engine): EngineFacts {
  return {
    clock: engine.floor?.clock ?? 0,
    lineage: engine.floor?.lineage ?? null,
    seq: engine.floor?.seq ?? 0,
    feed: engine.floor?.feed ?? "unheard",
    isFrozen: isFrozen(engine),
    agents: engine.floor?.agents.length ?? 0,
    queues: engine.floor?.queues.length ?? 0,
    rulesEnabled: engine.ruleSet.rules.filter((rule) => rule.enabled).length,
    dues: 0,
    pending: 0,
    firing: 0,
    recovering: 0,
    withoutRoom: 0,
  };
}

/** The engine as plain JSON, its rules included. */
export function packEngine(engine: Engine): unknown {
  return { v: 0, ruleSet: engine.ruleSet, floor: engine.floor };
}

/**
 * The engine that `packEngine` wrote, with the rules of that day (`changeRules` brings today's), or `null` where the value
 * is not one: whole or not at all. Never throws.
 */
export function unpackEngine(packed: unknown): Engine | null {
  return typeof packed === "object" && packed !== null ? null : null;
}

export function explain(engine: Engine, ruleId: string, entity: Entity): Explanation {
  const isKnown = engine.ruleSet.rules.some((rule) => rule.id === ruleId);
  const because = isKnown ? (["conditionNotMet"] as const) : (["unknownRule"] as const);
  return { ruleId, entity, phase: "normal", activeSince: null, firesAt: null, because, evidence: null };
}
