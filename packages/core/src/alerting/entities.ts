/**
 * What an engine holds: the rows as they were told last, the alerts that stand on them, and when each must be looked at
 * again. Ids come from outside, so they are keys of Maps only.
 */
import { BOUNDS } from "../bounds.ts";
import type { AgentId, EpochMs, QueueId } from "../vocabulary.ts";
import type { Entity, EvidenceEvent } from "./alert.ts";
import type { AgentIdentity, FloorSnapshot } from "./batch.ts";
import { type CompiledRules, compileRules } from "./compiled-rule.ts";
import type { Due, DueHeap } from "./dues.ts";
import { NEVER } from "./question.ts";
import type { Rule, SiteCalendar } from "./rule.ts";
import type { AgentView, FeedView, QueueView } from "./views.ts";

/** What an engine judges by. Every rule's id is there once. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly calendar: SiteCalendar;
}

/** One alert that stands: pending, firing, or recovering. */
export interface Instance {
  readonly alertId: string;
  readonly ruleId: string;
  readonly activeSince: EpochMs;
  /** When its hold is over. */
  fireAt: EpochMs;
  phase: "pending" | "firing" | "recovering";
  /** Of its newest passage, or its beginning: none is dated before the one that it follows. */
  changedAt: EpochMs;
  firedAt: EpochMs | null;
  /** When the stay in a state began on which it fired; `null` before, and for what is no agent. */
  staySince: EpochMs | null;
  /** Recovering: since when `clear` has held; `null` while that is not known. */
  clearSince: EpochMs | null;
}

/** What is remembered of alerts of one rule for one entity that are over. */
export interface Past {
  /** The newest fires, oldest first; at most `flapFires`. */
  readonly fires: EpochMs[];
  isFlapping: boolean;
  /** Of the newest alert: no two may have one id (SPEC N21). */
  activeSince: EpochMs;
  endedAt: EpochMs;
}

interface Standing<View> extends Due {
  readonly id: string;
  /** `null` while only a name is known. */
  view: View | null;
  /** The latest instant at which it was judged. */
  at: EpochMs;
  /** By rule id; `null` where nothing stands, which is nearly everywhere. */
  alerts: Map<string, Instance> | null;
  /** Newest last; at most `evidenceEventsMax`. */
  events: EvidenceEvent[];
  /** It left the floor while the feed was blind. */
  isGone: boolean;
}

export interface AgentEntity extends Standing<AgentView> {
  readonly kind: "agent";
  who: AgentIdentity | null;
  /** Another stay in a state began where nobody saw it (SPEC N11). */
  isNewEntry: boolean;
}

export interface QueueEntity extends Standing<QueueView> {
  readonly kind: "queue";
}

export interface FeedEntity extends Standing<FeedView> {
  readonly kind: "feed";
  /** The desk's clock when it was heard last; `null` before the first word. */
  heardAt: EpochMs | null;
}

export type AnyEntity = AgentEntity | QueueEntity | FeedEntity;
export type FloorEntity = AgentEntity | QueueEntity;

export interface BlindTime {
  readonly from: EpochMs;
  to: EpochMs | null;
}

/** Nobody outside looks into it; `engineFacts` and `activeAlerts` tell what there is to know. */
export interface Engine {
  ruleSet: RuleSet;
  rules: CompiledRules;
  /** What batches say of their log; `null` before anything was heard. */
  header: Pick<FloorSnapshot, "tenant" | "lineage" | "seq" | "at" | "feed" | "zone" | "siteName"> | null;
  /** The event clock. Never goes back. */
  clock: EpochMs;
  /** No passage of agents' and queues' alerts happens (SPEC N10). */
  isFrozen: boolean;
  /** Nothing is heard of the desk itself (SPEC N13). */
  isSilent: boolean;
  /** Whether it is open by the calendar's own hours, which sites are by theirs, and when any of that may turn; `NEVER` where no rule asks. */
  isOpen: boolean;
  openSites: ReadonlySet<string>;
  calendarTurn: EpochMs;
  readonly agents: Map<AgentId, AgentEntity>;
  readonly queues: Map<QueueId, QueueEntity>;
  readonly feed: FeedEntity;
  readonly dues: DueHeap<FloorEntity>;
  /** By `pastKey`, the oldest first; at most `alertsRememberedMax`. */
  readonly pasts: Map<string, Past>;
  /** Of the last hour, on the event clock. */
  readonly blind: BlindTime[];
  /** The event clock of the first live row. */
  seenSince: EpochMs | null;
  pending: number;
  firing: number;
  recovering: number;
  withoutRoom: number;
}

export function newEngine(ruleSet: RuleSet): Engine {
  return {
    ruleSet,
    rules: compileRules(ruleSet.rules),
    header: null,
    clock: 0,
    isFrozen: true,
    isSilent: false,
    isOpen: true,
    openSites: new Set(),
    calendarTurn: NEVER,
    agents: new Map(),
    queues: new Map(),
    feed: { ...standing("feed", "f"), kind: "feed", heardAt: null },
    dues: [],
    pasts: new Map(),
    // What happened before the first word was not seen either.
    blind: [{ from: 0, to: null }],
    seenSince: null,
    pending: 0,
    firing: 0,
    recovering: 0,
    withoutRoom: 0,
  };
}

function standing(id: string, key: string) {
  return {
    id,
    key,
    view: null,
    at: Number.NEGATIVE_INFINITY,
    due: NEVER,
    slot: -1,
    alerts: null,
    events: [],
    isGone: false,
  };
}

/** The agent, new if need be; `null` where the floor is full (SPEC A9). */
export function agentOf(engine: Engine, id: AgentId): AgentEntity | null {
  const known = engine.agents.get(id);
  if (known !== undefined) return known;
  if (engine.agents.size >= BOUNDS.agentsMax) return null;
  const made: AgentEntity = { ...standing(id, `a.${id}`), kind: "agent", who: null, isNewEntry: false };
  engine.agents.set(id, made);
  return made;
}

/** The queue, new if need be; `null` where the floor is full (SPEC Q4). */
export function queueOf(engine: Engine, id: QueueId): QueueEntity | null {
  const known = engine.queues.get(id);
  if (known !== undefined) return known;
  if (engine.queues.size >= BOUNDS.queuesMax) return null;
  const made: QueueEntity = { ...standing(id, `q.${id}`), kind: "queue" };
  engine.queues.set(id, made);
  return made;
}

export const pastKey = (ruleId: string, entity: AnyEntity): string => `${ruleId}.${entity.key}`;

/** The entity as passages name it. */
export const named = ({ kind, id }: AnyEntity): Entity => ({ kind, id });

export function entityOf(engine: Engine, entity: Entity): AnyEntity | null {
  switch (entity.kind) {
    case "agent":
      return engine.agents.get(entity.id) ?? null;
    case "queue":
      return engine.queues.get(entity.id) ?? null;
    case "feed":
      return engine.feed;
    default:
      return entity.kind satisfies never;
  }
}

/** Everything that stands, in a steady order. */
export function* alertsOf(engine: Engine): Generator<{ entity: AnyEntity; alert: Instance }> {
  const lists: Iterable<AnyEntity>[] = [[engine.feed], engine.queues.values(), engine.agents.values()];
  for (const list of lists) {
    for (const entity of list) {
      if (entity.alerts === null) continue;
      for (const alert of entity.alerts.values()) yield { entity, alert };
    }
  }
}
