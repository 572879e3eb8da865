/**
 * What is told of the floor, taken into the engine: event by event while the feed is live, silently while it is not, and
 * whole where a snapshot replaces everything (SPEC N5, N10, N15).
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import { advance, decideUntil, everyEntity } from "./advance.ts";
import type { Passage } from "./alert.ts";
import type { AgentIdentity, AgentRow, FloorEvent, FloorSnapshot, QueueRow } from "./batch.ts";
import { type AgentEntity, agentOf, type Engine, type QueueEntity, queueOf } from "./entities.ts";
import { noteAgentRow, noteReading } from "./evidence.ts";
import { isFreshIn } from "./freeze.ts";
import { judgeEntity, removeEntity } from "./judge-entity.ts";
import { believedAt, eventMoment } from "./moment.ts";

type AgentEvent = FloorEvent & { kind: "agent" };
type QueueEvent = FloorEvent & { kind: "queue" };

/** One event of a live feed, with all that follows from it. */
export function takeLiveEvent(engine: Engine, event: FloorEvent, into: Passage[]): void {
  switch (event.kind) {
    case "who":
      takeLiveIdentity(engine, event.who, into);
      return;
    case "agent":
      takeLiveAgent(engine, event, into);
      return;
    case "queue":
      takeLiveQueue(engine, event, into);
      return;
    case "gone":
      for (const entity of leaving(engine, event)) removeEntity(engine, entity, into);
      return;
    default:
      event satisfies never;
  }
}

function takeLiveIdentity(engine: Engine, who: AgentIdentity, into: Passage[]): void {
  const entity = agentOf(engine, who.id);
  if (entity === null) return;
  entity.who = who;
  judgeEntity(engine, entity, eventMoment(engine, entity, believedAt(engine)), into);
}

function takeLiveAgent(engine: Engine, event: AgentEvent, into: Passage[]): void {
  // Ground truth dates nothing and moves no clock: it is judged as of what is believed.
  if (!event.isRepaired) advance(engine, event.at, into);
  const entity = agentOf(engine, event.row.id);
  if (entity === null) return;
  decideUntil(engine, entity, provenUntil(entity, event), into);
  applyAgent(engine, entity, event.row, event.at, event.isRepaired);
  const instant = event.isRepaired ? believedAt(engine) : event.at;
  judgeEntity(engine, entity, eventMoment(engine, entity, instant), into);
  advance(engine, engine.clock, into);
}

/** Until when the former row stood: to the new state's beginning, and within one state to the event. */
function provenUntil({ view }: AgentEntity, { at, row, isRepaired }: AgentEvent): EpochMs {
  if (view === null) return Number.NEGATIVE_INFINITY;
  if (row.since === view.since || row.since === null) return isRepaired ? Number.NEGATIVE_INFINITY : at;
  // The same state with another beginning: something between the two was not seen.
  if (isSameEntry(view, row)) return Number.NEGATIVE_INFINITY;
  return isRepaired ? row.since : Math.min(at, row.since);
}

const isSameEntry = (before: AgentRow, row: AgentRow): boolean =>
  before.state === row.state && before.rawState === row.rawState && before.statusCode === row.statusCode;

function takeLiveQueue(engine: Engine, event: QueueEvent, into: Passage[]): void {
  advance(engine, event.at, into);
  const entity = queueOf(engine, event.row.id);
  if (entity === null) return;
  decideUntil(engine, entity, event.at, into);
  applyQueue(entity, event.row, event.at, true);
  judgeEntity(engine, entity, eventMoment(engine, entity, event.at), into);
  advance(engine, engine.clock, into);
}

/** One event of a feed that is not live: rows are kept up, and nothing is judged. */
export function takeSilently(engine: Engine, event: FloorEvent, isSeen: boolean): void {
  switch (event.kind) {
    case "who": {
      const entity = agentOf(engine, event.who.id);
      if (entity === null) return;
      entity.who = event.who;
      entity.isGone = false;
      return;
    }
    case "agent": {
      const entity = agentOf(engine, event.row.id);
      if (entity !== null) applyAgent(engine, entity, event.row, event.at, event.isRepaired);
      return;
    }
    case "queue": {
      const entity = queueOf(engine, event.row.id);
      if (entity !== null) applyQueue(entity, event.row, event.at, isSeen);
      return;
    }
    case "gone":
      for (const entity of leaving(engine, event)) entity.isGone = true;
      return;
    default:
      event satisfies never;
  }
}

function* leaving(engine: Engine, event: FloorEvent & { kind: "gone" }) {
  for (const id of event.agentIds) {
    const entity = engine.agents.get(id);
    if (entity !== undefined) yield entity;
  }
  for (const id of event.queueIds) {
    const entity = engine.queues.get(id);
    if (entity !== undefined) yield entity;
  }
}

/** The whole floor: rows that are there are kept up, all others are gone. Nothing is judged. */
export function replaceRows(engine: Engine, snapshot: FloorSnapshot): void {
  for (const entity of everyEntity(engine)) entity.isGone = true;
  for (const who of snapshot.who) takeSilently(engine, { kind: "who", who }, true);
  for (const row of snapshot.agents) {
    const entity = agentOf(engine, row.id);
    if (entity !== null) applyAgent(engine, entity, row, row.since, true);
  }
  for (const row of snapshot.queues) {
    const entity = queueOf(engine, row.id);
    if (entity === null) continue;
    applyQueue(entity, row, row.statsAt ?? snapshot.clock, true);
    entity.view = { row, isRead: isFreshIn(snapshot, row.statsAt) };
  }
}

function applyAgent(
  engine: Engine,
  entity: AgentEntity,
  row: AgentRow,
  at: EpochMs | null,
  isRepaired: boolean,
): void {
  const before = entity.view;
  // What nobody can date is no event: neither a row without a beginning, nor one told while the event clock stood at 0.
  if (at !== null && at > 0) noteAgentRow(entity, row, at, isRepaired);
  entity.view = row;
  entity.isGone = false;
  if (before === null) return;
  // Where nobody looked (in blind time, or where ground truth had to tell it) any later beginning hides what was before
  // it; otherwise only that of the same state does (SPEC A6, N11).
  const isUnseen = engine.isFrozen || isRepaired || isSameEntry(before, row);
  if (isUnseen && isLater(row.since, before.since)) entity.isNewEntry = true;
}

/** A beginning that nobody knows may be any: who left the floor and came back unseen may have been in any state meanwhile. */
const isLater = (since: EpochMs | null, before: EpochMs | null): boolean =>
  since === null || before === null || since > before + BOUNDS.sinceJitterMs;

function applyQueue(entity: QueueEntity, row: QueueRow, at: EpochMs, isSeen: boolean): void {
  const before = entity.view;
  const isReading = row.statsAt !== null && row.statsAt !== before?.row.statsAt;
  if (isReading) noteReading(entity, row, at);
  const isFresh = isSeen && (isReading || row.statsAt === null);
  entity.view = { row, isRead: isFresh || (before?.isRead ?? isSeen) };
  entity.isGone = false;
}
