/**
 * The rules engine's own door: rows come in as batches and snapshots, passages of alerts come out (SPEC N). It changes its
 * engine in place and depends on its arguments alone; it must never read a clock, and never judges while the feed is blind.
 */
import { BOUNDS } from "../bounds.ts";
import type { AgentId, EpochMs, FeedState } from "../vocabulary.ts";
import { advance } from "./advance.ts";
import type { Entity, Passage, Phase } from "./alert.ts";
import type { AgentIdentity, AgentRow, FloorBatch, FloorSnapshot, QueueRow } from "./batch.ts";
import { alertsOf, type Engine, named, newEngine, type RuleSet } from "./entities.ts";
import { noteSeen } from "./evidence.ts";
import { forgetReadings, freeze, isSeeing, setFeedBack, takeFeedState, thaw } from "./freeze.ts";
import { replaceRows, takeLiveEvent, takeSilently } from "./take.ts";

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
  /** How often an alert found no room (`alertsFiringMax`, `alertsPendingMax`). */
  readonly withoutRoom: number;
  /** The event clock of the first live row; `null` before it. */
  readonly seenSince: EpochMs | null;
}

/** An engine that has heard nothing: it is frozen until a snapshot or a batch is live. */
export const createEngine = (ruleSet: RuleSet): Engine => newEngine(ruleSet);

/** The next batch of the log; whoever calls has seen to it that none is missing. */
export function takeBatch(engine: Engine, batch: FloorBatch): Passage[] {
  const passages: Passage[] = [];
  const wasSeeing = engine.header !== null && isSeeing(engine.header.feed);
  const { tenant, lineage, toSeq, at, feed } = batch;
  const { site = { name: engine.header?.siteName ?? "", zone: engine.header?.zone ?? "UTC" } } = batch;
  followClock(engine, at);
  engine.header = { tenant, lineage, seq: toSeq, at, feed, zone: site.zone, siteName: site.name };
  engine.isSilent = false;
  takeFeedState(engine, feed, at, passages);
  if (feed === "live" && !engine.isFrozen) {
    noteSeen(engine, Math.max(engine.clock, batch.clock));
    for (const event of batch.events) takeLiveEvent(engine, event, passages);
    advance(engine, batch.clock, passages);
    return passages;
  }
  const isSeen = isSeeing(feed);
  if (feed !== "live") freeze(engine);
  if (wasSeeing && !isSeen) forgetReadings(engine);
  for (const event of batch.events) takeSilently(engine, event, isSeen);
  engine.clock = Math.max(engine.clock, batch.clock);
  if (feed === "live") thaw(engine, passages);
  return passages;
}

/** The whole floor: for a beginning, and behind a gap that the log no longer covers. */
export function takeSnapshot(engine: Engine, snapshot: FloorSnapshot): Passage[] {
  const passages: Passage[] = [];
  const { tenant, lineage, seq, at, feed, zone, siteName } = snapshot;
  followClock(engine, at);
  engine.header = { tenant, lineage, seq, at, feed, zone, siteName };
  engine.isSilent = false;
  takeFeedState(engine, feed, at, passages);
  // What happened since the last batch was not seen, whatever the feed was.
  freeze(engine);
  replaceRows(engine, snapshot);
  engine.clock = Math.max(engine.clock, snapshot.clock);
  if (feed === "live") thaw(engine, passages);
  return passages;
}

/** Rows come in the order in which they were closed, so where their clock goes back it was set. Less than a tick is no step. */
function followClock(engine: Engine, at: EpochMs): void {
  if (engine.header !== null && at < engine.header.at - BOUNDS.tickMs) setFeedBack(engine, at);
}

/**
 * Nothing was heard of the desk up to `at`, by its clock, as far as anybody knows it. The next batch ends it; rows that
 * come behind it are whole, so it freezes nothing.
 */
export function takeSilence(engine: Engine, at: EpochMs): Passage[] {
  const passages: Passage[] = [];
  engine.isSilent = true;
  takeFeedState(engine, "unheard", at, passages);
  return passages;
}

/** Whether alerts of agents and queues stand still, since nobody sees the floor. */
export const isFrozen = (engine: Engine): boolean => engine.isFrozen || engine.isSilent;

export function activeAlerts(engine: Engine): ActiveAlert[] {
  return Array.from(alertsOf(engine), ({ entity, alert }) => {
    const { alertId, ruleId, phase, activeSince, firedAt } = alert;
    return { alertId, ruleId, entity: named(entity), phase, activeSince, firedAt };
  });
}

export function engineFacts(engine: Engine): EngineFacts {
  const { clock, header, rules, pending, firing, recovering, withoutRoom, seenSince } = engine;
  return {
    clock,
    lineage: header?.lineage ?? null,
    seq: header?.seq ?? 0,
    feed: engine.feed.view?.state ?? "unheard",
    isFrozen: isFrozen(engine),
    agents: engine.agents.size,
    queues: engine.queues.size,
    rulesEnabled: rules.agents.length + rules.queues.length + rules.feed.length,
    dues: engine.dues.length,
    pending,
    firing,
    recovering,
    withoutRoom,
    seenSince,
  };
}

/** An agent's row as it was told last; `null` for whoever is not on the floor. */
export function agentRowOf(engine: Engine, id: AgentId): AgentRow | null {
  const agent = engine.agents.get(id);
  return agent === undefined || agent.isGone ? null : agent.view;
}

/** Every agent's row as it was told last. */
export function* agentRows(engine: Engine): Iterable<AgentRow> {
  for (const { isGone, view } of engine.agents.values()) if (!isGone && view !== null) yield view;
}

/** Every queue's row as it was told last. */
export function* queueRows(engine: Engine): Iterable<QueueRow> {
  for (const { isGone, view } of engine.queues.values()) if (!isGone && view !== null) yield view.row;
}

/** The floor as the engine holds it, to begin a history or another engine with; `null` before anything was heard. */
export function snapshotOf(engine: Engine): FloorSnapshot | null {
  if (engine.header === null) return null;
  const who: AgentIdentity[] = [];
  const agents: AgentRow[] = [];
  const queues: QueueRow[] = [];
  for (const agent of engine.agents.values()) {
    if (agent.isGone) continue;
    if (agent.who !== null) who.push(agent.who);
    if (agent.view !== null) agents.push(agent.view);
  }
  for (const { isGone, view } of engine.queues.values()) if (!isGone && view !== null) queues.push(view.row);
  return { v: 1, ...engine.header, clock: engine.clock, who, agents, queues };
}
