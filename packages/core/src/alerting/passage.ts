/** One passage in words that the record, the wall and a notice can stand on, and the memory of what is over (SPEC N18, N21). */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import type { Passage, PassageReason, Phase } from "./alert.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { type AnyEntity, type Engine, type Instance, named, type Past, pastKey } from "./entities.ts";
import { evidenceOf, figureOf } from "./evidence.ts";

/** The same events always give the same id. */
export const alertIdOf = (ruleId: string, activeSince: EpochMs, entity: AnyEntity): string =>
  `${ruleId}.${activeSince.toString(36)}.${entity.key}`;

export interface Turn {
  readonly from: Phase;
  readonly to: Phase;
  readonly reason: PassageReason;
  readonly at: EpochMs;
}

export function passageOf<View>(
  engine: Engine,
  entity: AnyEntity & { readonly view: View | null },
  rule: CompiledRule<View>,
  alert: Instance,
  turn: Turn,
): Passage {
  const { from, to, reason, at } = turn;
  const isEnding = from === "firing" || from === "recovering";
  const judges = isEnding && rule.clear !== null ? [rule.when, rule.clear] : [rule.when];
  return {
    alertId: alert.alertId,
    rule: rule.told,
    entity: named(entity),
    ...placeOf(entity),
    from,
    to,
    reason,
    at,
    activeSince: alert.activeSince,
    firedAt: alert.firedAt,
    figure: figureOf(rule.when, entity.view, at),
    isFlapping: isFlapping(engine.pasts.get(pastKey(alert.ruleId, entity)), at),
    evidence: evidenceOf(engine, entity, judges, at, decidedAt(engine, entity, at)),
  };
}

/** A due could be decided a grace later at the earliest; that instant is the same however the events were batched. */
function decidedAt(engine: Engine, entity: AnyEntity, at: EpochMs): EpochMs {
  return entity.kind === "feed" ? at : Math.max(at, Math.min(engine.clock, at + BOUNDS.lateEventGraceMs));
}

function placeOf(
  entity: AnyEntity,
): Pick<Passage, "entityName" | "queueId" | "teamId" | "teamName" | "state"> {
  switch (entity.kind) {
    case "agent": {
      const { who, view } = entity;
      return {
        entityName: who?.name ?? null,
        queueId: view?.queueId ?? null,
        teamId: who?.teamId ?? null,
        teamName: who?.teamName ?? null,
        state: view?.state ?? null,
      };
    }
    case "queue":
      return {
        entityName: entity.view?.row.name ?? null,
        queueId: entity.id,
        teamId: null,
        teamName: null,
        state: null,
      };
    case "feed":
      return { entityName: null, queueId: null, teamId: null, teamName: null, state: null };
    default:
      return entity satisfies never;
  }
}

/** Whether it has fired so often of late that its comings and goings are told no more (SPEC N18). */
function isFlapping(past: Past | undefined, at: EpochMs): boolean {
  const last = past?.fires.at(-1);
  return past?.isFlapping === true && last !== undefined && at - last < BOUNDS.flapWithinMs;
}

export function noteFire(engine: Engine, entity: AnyEntity, ruleId: string, at: EpochMs): void {
  const past = rememberedPast(engine, pastKey(ruleId, entity));
  const wasFlapping = isFlapping(past, at);
  past.fires.push(at);
  if (past.fires.length > BOUNDS.flapFires) past.fires.shift();
  const first = past.fires[0];
  const isDense = past.fires.length === BOUNDS.flapFires && first !== undefined;
  past.isFlapping = wasFlapping || (isDense && at - first < BOUNDS.flapWithinMs);
}

export function noteEnd(engine: Engine, entity: AnyEntity, alert: Instance, endedAt: EpochMs): void {
  const past = rememberedPast(engine, pastKey(alert.ruleId, entity));
  past.activeSince = alert.activeSince;
  past.endedAt = endedAt;
}

/** The beginning of the next alert: one that comes back to the same stay is active from the former's end on. */
export function nextActiveSince(engine: Engine, entity: AnyEntity, ruleId: string, began: EpochMs): EpochMs {
  const past = engine.pasts.get(pastKey(ruleId, entity));
  return past === undefined || began > past.activeSince ? began : past.endedAt + 1;
}

const LONG_AGO = Number.NEGATIVE_INFINITY;

/** The newest stand last, so what is forgotten at the bound was over longest. */
function rememberedPast(engine: Engine, key: string): Past {
  const { pasts } = engine;
  const past = pasts.get(key) ?? { fires: [], isFlapping: false, activeSince: LONG_AGO, endedAt: LONG_AGO };
  pasts.delete(key);
  pasts.set(key, past);
  if (pasts.size > BOUNDS.alertsRememberedMax) {
    const oldest = pasts.keys().next();
    if (!oldest.done) pasts.delete(oldest.value);
  }
  return past;
}
