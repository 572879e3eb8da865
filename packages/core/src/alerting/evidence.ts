/**
 * What a passage is proved by (SPEC N19): the comparisons as they were made, the entity's newest events, the queue as it
 * stood, and how much of the last hour nobody saw. Rows are replaced and never changed, so keeping one is freezing it.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import type { ComparedValue, Evidence, EvidenceEvent, Figure } from "./alert.ts";
import type { AgentRow, QueueRow } from "./batch.ts";
import type { AgentEntity, AnyEntity, Engine } from "./entities.ts";
import { isOrdered } from "./leaf.ts";
import type { Judge } from "./question.ts";

const HOUR_MS = 3_600_000;

/** `at` is the instant of the values, `decidedAt` the clock at which it could be decided. */
export function evidenceOf<View>(
  engine: Engine,
  entity: AnyEntity & { readonly view: View | null },
  judges: readonly Judge<View>[],
  at: EpochMs,
  decidedAt: EpochMs,
): Evidence {
  return {
    at: decidedAt,
    feed: engine.feed.view?.state ?? "unheard",
    compared: judges.flatMap((judge) => comparedBy(judge, entity.view, at)),
    events: eventsOf(engine, entity),
    queue: queueBehind(engine, entity),
    blindMs: entity.kind === "feed" ? feedBlindMs(entity.view?.blindSince, at) : blindMsBefore(engine, at),
    seenSince: engine.seenSince,
  };
}

function comparedBy<View>(judge: Judge<View>, view: View | null, at: EpochMs): ComparedValue[] {
  const compared: ComparedValue[] = [];
  if (view !== null) judge.compare(view, at, compared);
  return compared;
}

/** The first ordered comparison of `when`, as it was written: what the rule is about. */
export function figureOf<View>(when: Judge<View>, view: View | null, at: EpochMs): Figure | null {
  const main = comparedBy(when, view, at).find(({ test }) => isOrdered(test));
  if (main === undefined) return null;
  return {
    field: main.field,
    value: typeof main.value === "number" ? main.value : null,
    threshold: typeof main.against === "number" ? main.against : null,
    unit: main.unit,
  };
}

/** The queue that the entity is, or works for. */
function queueBehind(engine: Engine, entity: AnyEntity): QueueRow | null {
  switch (entity.kind) {
    case "queue":
      return entity.view?.row ?? null;
    case "agent": {
      const queueId = entity.view?.queueId ?? null;
      return queueId === null ? null : (engine.queues.get(queueId)?.view?.row ?? null);
    }
    case "feed":
      return null;
    default:
      return entity satisfies never;
  }
}

/** The entity's own events, and among them when nobody was looking. */
function eventsOf(engine: Engine, entity: AnyEntity): readonly EvidenceEvent[] {
  if (entity.kind === "feed") return [...entity.events];
  const blind = engine.blind
    .filter(({ from }) => from > 0)
    .map(({ from, to }): EvidenceEvent => ({ at: from, what: "blind", details: { until: to } }));
  return [...entity.events, ...blind].sort((a, b) => a.at - b.at).slice(-BOUNDS.evidenceEventsMax);
}

const feedBlindMs = (blindSince: EpochMs | null | undefined, at: EpochMs): number =>
  typeof blindSince === "number" ? Math.min(HOUR_MS, Math.max(0, at - blindSince)) : 0;

function blindMsBefore(engine: Engine, at: EpochMs): number {
  let ms = 0;
  for (const { from, to } of engine.blind)
    ms += Math.max(0, Math.min(at, to ?? at) - Math.max(from, at - HOUR_MS));
  return ms;
}

/** Blindness began: on the event clock, which stands still meanwhile. */
export function noteBlind(engine: Engine): void {
  engine.blind.push({ from: engine.clock, to: null });
  if (engine.blind.length > BOUNDS.blindIntervalsMax) engine.blind.shift();
}

/** It ended. What lies more than an hour back is of no evidence any more. */
export function noteSeeing(engine: Engine): void {
  const last = engine.blind.at(-1);
  if (last !== undefined && last.to === null) last.to = Math.max(last.from, engine.clock);
  const oldest = engine.blind.findIndex(({ to }) => to === null || to > engine.clock - HOUR_MS);
  engine.blind.splice(0, oldest === -1 ? engine.blind.length : oldest);
}

/** A live row of this event clock is taken: the floor is watched from the first one on. */
export function noteSeen(engine: Engine, clock: EpochMs): void {
  if (engine.seenSince === null && clock > 0) engine.seenSince = clock;
}

export function noteEvent(entity: AnyEntity, event: EvidenceEvent): void {
  entity.events.push(event);
  if (entity.events.length > BOUNDS.evidenceEventsMax) entity.events.shift();
}

/** What an agent's new row tells a person, if it tells anything. */
export function noteAgentRow(entity: AgentEntity, row: AgentRow, at: EpochMs, isRepaired: boolean): void {
  const before = entity.view;
  const { state, rawState, statusCode, since, queueId, routability } = row;
  const repaired = isRepaired ? { isRepaired } : {};
  const isSameState = before?.state === state && before.rawState === rawState && before.since === since;
  if (!isSameState || before.statusCode !== statusCode) {
    const from = before?.state ?? null;
    const details = { from, to: state, rawState, code: statusCode, since, queueId, ...repaired };
    noteEvent(entity, { at, what: "state", details });
    return;
  }
  const wasRoutable = before.routability;
  if (wasRoutable.kind === routability.kind && wasRoutable.reason === routability.reason) return;
  const { kind, reason, detail } = routability;
  noteEvent(entity, { at, what: "routability", details: { to: kind, reason, detail, ...repaired } });
}

/** A queue's reading, not what contacts do in between. */
export function noteReading(entity: AnyEntity, row: QueueRow, at: EpochMs): void {
  const { waitSeconds, availableAgents, serviceLevelPct, waiting } = row;
  const details = { waitSeconds, availableAgents, serviceLevelPct, waiting };
  noteEvent(entity, { at, what: "reading", details });
}
