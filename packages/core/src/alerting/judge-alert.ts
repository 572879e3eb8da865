/**
 * One rule, one entity, one moment: whether an alert begins, fires, recovers or ends, each with its named reason (SPEC N6
 * to N12). It answers with the instant at which it must be asked again although nothing came.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import type { Passage, PassageReason } from "./alert.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import type { AnyEntity, Engine, Instance } from "./entities.ts";
import { dated, type Moment } from "./moment.ts";
import { alertIdOf, nextActiveSince, noteEnd, noteFire, passageOf, type Turn } from "./passage.ts";
import { type Judge, NEVER, type Verdict } from "./question.ts";

/** Why a rule is not to be asked at all, or `null` where it is. */
export type Gate = "outOfScope" | "outsideHours" | null;

/** One question, with everything that its answer needs. */
interface Case<View> {
  readonly engine: Engine;
  readonly entity: AnyEntity & { readonly view: View | null };
  readonly rule: CompiledRule<View>;
  readonly view: View;
  readonly moment: Moment;
  readonly verdict: Verdict;
  readonly into: Passage[];
}

export function judgeAlert<View>(
  engine: Engine,
  entity: AnyEntity & { readonly view: View | null },
  rule: CompiledRule<View>,
  gate: Gate,
  moment: Moment,
  into: Passage[],
): EpochMs {
  const { view } = entity;
  const alert = entity.alerts?.get(rule.rule.id);
  if (view === null || (gate !== null && alert === undefined)) return NEVER;
  const verdict = rule.when.judge(view, moment.at);
  const one: Case<View> = { engine, entity, rule, view, moment, verdict, into };
  if (alert === undefined) return judgeNormal(one);
  if (gate !== null) {
    // Who hangs up is no longer in the queue's scope either; that the call ended is what a person wants to read.
    const isOver = gate === "outOfScope" && verdict === 0;
    end(one, alert, isOver ? endOf(alert) : gate, moment.to);
    return NEVER;
  }
  if (isAnotherStay(one, alert)) {
    end(one, alert, endOf(alert), moment.to);
    return judgeNormal(one);
  }
  switch (alert.phase) {
    case "pending":
      return judgePending(one, alert);
    case "firing":
      return judgeFiring(one, alert);
    case "recovering":
      return judgeRecovering(one, alert);
    default:
      return alert.phase satisfies never;
  }
}

const endOf = (alert: Instance): PassageReason => (alert.phase === "pending" ? "conditionEnded" : "cleared");

/** A later time may turn it, of the condition itself and of what clears it. */
const nextTurn = <View>(judges: readonly (Judge<View> | null)[], view: View, at: EpochMs): EpochMs =>
  judges.reduce((next, judge) => (judge?.isTimed ? Math.min(next, judge.nextTurn(view, at)) : next), NEVER);

function judgeNormal<View>(one: Case<View>): EpochMs {
  const { engine, entity, rule, view, moment, verdict } = one;
  const turn = nextTurn([rule.when], view, moment.at);
  if (verdict !== 1) return turn;
  const began = rule.when.began(view, moment.at, moment.at);
  const activeSince = nextActiveSince(engine, entity, rule.rule.id, began);
  // What the clock alone has made true is believed a little later: its end may have been overtaken.
  if (rule.when.isTimed && activeSince > moment.believed) return Math.min(activeSince, turn);
  const fireAt = activeSince + rule.holdMs;
  const alert: Instance = {
    alertId: alertIdOf(rule.rule.id, activeSince, entity),
    ruleId: rule.rule.id,
    activeSince,
    fireAt,
    phase: "pending",
    changedAt: activeSince,
    firedAt: null,
    staySince: null,
    clearSince: null,
  };
  if (rule.holdMs === 0 || fireAt <= moment.believed) return fire(one, alert, "normal");
  if (!hasRoomToWait(engine)) return retryAt(one);
  entity.alerts ??= new Map();
  entity.alerts.set(alert.ruleId, alert);
  engine.pending += 1;
  tell(one, alert, { from: "normal", to: "pending", reason: "conditionMet", at: dated(moment, activeSince) });
  return Math.min(fireAt, turn);
}

function judgePending<View>(one: Case<View>, alert: Instance): EpochMs {
  const { rule, view, moment, verdict } = one;
  if (verdict !== 1) {
    end(one, alert, "conditionEnded", moment.to);
    return nextTurn([rule.when], view, moment.at);
  }
  if (alert.fireAt <= moment.believed) return fire(one, alert, "pending");
  return Math.min(alert.fireAt, nextTurn([rule.when], view, moment.at));
}

function judgeFiring<View>(one: Case<View>, alert: Instance): EpochMs {
  const { engine, rule, view, moment, verdict } = one;
  const again = nextTurn([rule.when, rule.clear], view, moment.at);
  if (verdict === 0 && wasNeverHeld(one, alert)) {
    end(one, alert, "corrected", Math.max(moment.to, engine.clock));
    return nextTurn([rule.when], view, moment.at);
  }
  if (clearVerdict(one) !== 1 || isJitter(one, alert)) return again;
  if (rule.keepMs === 0) {
    end(one, alert, "cleared", moment.to);
    return nextTurn([rule.when], view, moment.at);
  }
  alert.phase = "recovering";
  alert.clearSince = moment.at;
  engine.firing -= 1;
  engine.recovering += 1;
  tell(one, alert, { from: "firing", to: "recovering", reason: "cleared", at: moment.to });
  return Math.min(moment.at + rule.keepMs, again);
}

function judgeRecovering<View>(one: Case<View>, alert: Instance): EpochMs {
  const { engine, rule, view, moment, verdict } = one;
  const again = nextTurn([rule.when, rule.clear], view, moment.at);
  const cleared = clearVerdict(one);
  if (verdict === 1 || cleared === 0) {
    alert.phase = "firing";
    alert.clearSince = null;
    engine.recovering -= 1;
    engine.firing += 1;
    tell(one, alert, { from: "recovering", to: "firing", reason: "conditionMetAgain", at: moment.to });
    return again;
  }
  if (cleared === -1) {
    // It must be known to hold for all of the time, so the time begins anew when it is known again.
    alert.clearSince = null;
    return again;
  }
  alert.clearSince ??= moment.at;
  const endAt = alert.clearSince + rule.keepMs;
  if (endAt > moment.believed) return Math.min(endAt, again);
  end(one, alert, "stayedClear", dated(moment, endAt));
  return nextTurn([rule.when], view, moment.at);
}

/** What would end it never does while the condition itself holds. */
function clearVerdict<View>({ rule, view, moment, verdict }: Case<View>): Verdict {
  if (verdict === 1) return 0;
  if (rule.clear !== null) return rule.clear.judge(view, moment.at);
  return verdict === 0 ? 1 : -1;
}

/** Whole seconds of the upstream let a state's beginning wander; an alert that fired a moment ago is not undone by that. */
function isJitter<View>({ entity, rule, view, moment }: Case<View>, alert: Instance): boolean {
  const since = staySinceOf(entity);
  if (since === null || alert.staySince === null || !rule.when.isTimed) return false;
  if (Math.abs(since - alert.staySince) > BOUNDS.sinceJitterMs) return false;
  return rule.when.judge(view, moment.at + BOUNDS.sinceJitterMs) === 1;
}

/**
 * The agent's row shows that the state ended, or began, so that the condition never held for as long as it must (SPEC N9).
 */
function wasNeverHeld<View>(one: Case<View>, alert: Instance): boolean {
  const { entity, rule } = one;
  const since = staySinceOf(entity);
  // The same stay: what ended is something that it does not date, as a shift.
  if (since === null || since === alert.staySince || isJitter(one, alert)) return false;
  const isByTime = rule.when.isTimed || rule.holdMs > 0;
  return isByTime ? since <= alert.fireAt : since < alert.fireAt;
}

const staySinceOf = (entity: AnyEntity): EpochMs | null =>
  entity.kind === "agent" ? (entity.view?.since ?? null) : null;

/** The condition holds, but of a stay that began later than this alert; what lay between was not seen (SPEC N11, N12). */
function isAnotherStay<View>({ entity, rule, view, moment, verdict }: Case<View>, alert: Instance): boolean {
  if (verdict !== 1) return false;
  if (entity.kind === "queue") return moment.isThaw && alert.phase === "pending";
  if (entity.kind !== "agent" || !entity.isNewEntry) return false;
  const began = rule.when.began(view, moment.at, Number.NEGATIVE_INFINITY);
  return began > alert.activeSince + BOUNDS.sinceJitterMs;
}

function fire<View>(one: Case<View>, alert: Instance, from: "normal" | "pending"): EpochMs {
  const { engine, entity, rule, view, moment } = one;
  if (!hasRoomToFire(engine, rule.isSevere)) return retryAt(one);
  const at = Math.max(alert.changedAt, dated(moment, alert.fireAt));
  if (alert.phase === "pending" && from === "pending") engine.pending -= 1;
  alert.phase = "firing";
  alert.firedAt = at;
  alert.staySince = staySinceOf(entity);
  engine.firing += 1;
  entity.alerts ??= new Map();
  entity.alerts.set(alert.ruleId, alert);
  noteFire(engine, entity, alert.ruleId, at);
  const reason = firedBecause(alert, moment);
  tell(one, alert, { from, to: "firing", reason, at });
  return nextTurn([rule.when, rule.clear], view, moment.at);
}

function firedBecause(alert: Instance, moment: Moment): PassageReason {
  if (moment.isThaw && alert.fireAt < moment.to) return "heldThroughBlind";
  return alert.fireAt > alert.activeSince ? "heldLongEnough" : "conditionMet";
}

/** Ends an alert that stands, whatever its phase. */
function end<View>(one: Case<View>, alert: Instance, reason: PassageReason, at: EpochMs): void {
  endAlert(one.engine, one.entity, one.rule, alert, reason, at, one.into);
}

/** The same for who knows no moment: an entity that is gone, a rule that was taken away. */
export function endAlert<View>(
  engine: Engine,
  entity: AnyEntity & { readonly view: View | null },
  rule: CompiledRule<View>,
  alert: Instance,
  reason: PassageReason,
  at: EpochMs,
  into: Passage[],
): void {
  const { phase } = alert;
  const endedAt = Math.max(at, alert.changedAt);
  engine[phase] -= 1;
  entity.alerts?.delete(alert.ruleId);
  if (entity.alerts?.size === 0) entity.alerts = null;
  if (phase !== "pending") noteEnd(engine, entity, alert, endedAt);
  const turn: Turn = { from: phase, to: phase === "pending" ? "normal" : "resolved", reason, at: endedAt };
  into.push(passageOf(engine, entity, rule, alert, turn));
}

function tell<View>(one: Case<View>, alert: Instance, turn: Turn): void {
  const at = Math.max(turn.at, alert.changedAt);
  alert.changedAt = at;
  one.into.push(passageOf(one.engine, one.entity, one.rule, alert, { ...turn, at }));
}

/** The last fifth of the room is kept for what is severe. */
function hasRoomToFire(engine: Engine, isSevere: boolean): boolean {
  const taken = engine.firing + engine.recovering;
  return taken < (isSevere ? BOUNDS.alertsFiringMax : Math.floor(BOUNDS.alertsFiringMax * 0.8));
}

const hasRoomToWait = (engine: Engine): boolean => engine.pending < BOUNDS.alertsPendingMax;

function retryAt<View>({ engine, moment }: Case<View>): EpochMs {
  engine.withoutRoom += 1;
  return moment.at + BOUNDS.alertRoomRetryMs;
}
