/**
 * Tells what fires in an incident, as the planner decides. Alerts of no queue that wait in several incidents are told
 * together, in the newest of those, so that a group has one notice a minute (SPEC D8). Every call is inside a transaction.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { ShownSink } from "@callboard/notices";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { composeNotice } from "../notices/compose.ts";
import { type AlertRecord, entityKey } from "../record/alert-record.ts";
import type { Telling } from "../views.ts";
import { type Incident, NO_QUEUE } from "./incident.ts";
import { newestOf, openOf } from "./open-incidents.ts";
import { type FirePlan, planFires } from "./plan-fires.ts";
import { countUntold, groupWhom, noteTold, toldOf } from "./told.ts";

const sinksOf = (memory: Memory, { sinks }: Incident): ShownSink[] =>
  Array.from(memory.sinks.values(), ({ shown }) => shown).filter(
    ({ id, enabled }) => enabled && (sinks === "all" || sinks.includes(id)),
  );

/** Gives the incidents that were left without an alert, as theirs are told elsewhere: they are to be ended. */
export function tellFires(book: Book, memory: Memory, incident: Incident, at: EpochMs): readonly Incident[] {
  const own = untoldOf(memory, incident);
  if (own.length === 0) return [];
  const sinks = sinksOf(memory, incident);
  if (sinks.length === 0) {
    for (const alert of own) setTelling(book, alert, "noSink");
    return [];
  }
  const untold = incident.group === NO_QUEUE ? untoldOfGroup(memory, incident) : own;
  const plan = planOf(memory, incident, untold, at);
  if (plan.nextAt !== null) memory.planAt.set(incident.id, plan.nextAt);
  holdBack(book, memory, untold, plan);
  if (plan.tell.length === 0) return [];
  const ids = new Set(plan.tell);
  const alerts = untold.filter(({ id }) => ids.has(id));
  const target =
    newestOf(alerts.flatMap((alert) => memory.incidents.get(alert.incidentId) ?? [])) ?? incident;
  const emptied = gather(memory, target, alerts);
  tell(book, memory, target, { alerts, sinks, at });
  return emptied;
}

function untoldOf(memory: Memory, { id }: Incident): AlertRecord[] {
  return membersOf(memory, id).filter(({ telling }) => telling !== "told" && telling !== "noSink");
}

const untoldOfGroup = (memory: Memory, { ruleId, group }: Incident): AlertRecord[] =>
  openOf(memory, ruleId, group).flatMap((incident) => untoldOf(memory, incident));

const membersOf = (memory: Memory, incidentId: string): AlertRecord[] =>
  [...(memory.members.get(incidentId) ?? [])].flatMap((id) => memory.alerts.get(id) ?? []);

function planOf(memory: Memory, incident: Incident, untold: readonly AlertRecord[], at: EpochMs): FirePlan {
  const { ruleId, group } = incident;
  return planFires(
    toldOf(memory, ruleId, groupWhom(group))?.at ?? null,
    untold.map((alert) => ({
      ...{ id: alert.id, isFlapping: alert.isFlapping, isSilenced: alert.silenced !== null },
      ...{ cooldownMs: alert.cooldownMs, decidedAt: alert.decidedAt },
      told: toldOf(memory, ruleId, entityKey(alert.entity)),
    })),
    at,
  );
}

const isCounted = (telling: Telling): boolean => telling === "cooldown" || telling === "flapping";

function holdBack(book: Book, memory: Memory, untold: readonly AlertRecord[], plan: FirePlan): void {
  for (const alert of untold) {
    const telling = plan.held.get(alert.id);
    if (telling === undefined || telling === alert.telling) continue;
    if (isCounted(telling) && !isCounted(alert.telling))
      countUntold(book, memory, alert.ruleId, entityKey(alert.entity), 1);
    setTelling(book, alert, telling);
  }
}

function setTelling(book: Book, alert: AlertRecord, telling: Telling): void {
  alert.telling = telling;
  book.stores.alerts.save(alert);
}

/** Brings alerts that wait in other incidents into the one in which they are told. */
function gather(memory: Memory, target: Incident, alerts: readonly AlertRecord[]): Incident[] {
  const left = new Set<string>();
  for (const alert of alerts) {
    if (alert.incidentId === target.id) continue;
    left.add(alert.incidentId);
    memory.members.get(alert.incidentId)?.delete(alert.id);
    memory.members.get(target.id)?.add(alert.id);
    alert.incidentId = target.id;
  }
  return [...left]
    .filter((id) => memory.members.get(id)?.size === 0)
    .flatMap((id) => memory.incidents.get(id) ?? []);
}

interface Round {
  readonly alerts: readonly AlertRecord[];
  readonly sinks: readonly ShownSink[];
  readonly at: EpochMs;
}

function tell(book: Book, memory: Memory, incident: Incident, { alerts: fresh, sinks, at }: Round): void {
  for (const alert of fresh) settleTold(book, memory, incident, alert, at);
  const { ruleId, group } = incident;
  incident.suppressed += noteTold(book, memory, ruleId, groupWhom(group), { at, isFlapTold: false });
  incident.fires += 1;
  incident.toldAlerts += fresh.length;
  book.stores.incidents.save(incident);
  const told = membersOf(memory, incident.id).filter(({ telling }) => telling === "told");
  const round = { number: incident.fires, alerts: told.toSorted(newestFirst), more: 0, by: null, at };
  for (const sink of sinks) {
    const notice = composeNotice(book.told, incident, "fire", sink.id, round);
    book.stores.notices.add(notice, ruleId, sink.id, "ready", book.now);
  }
  book.hasNotices = true;
}

const newestFirst = (a: AlertRecord, b: AlertRecord): number =>
  b.firedAt - a.firedAt || (a.id < b.id ? -1 : 1);

function settleTold(book: Book, memory: Memory, incident: Incident, alert: AlertRecord, at: EpochMs): void {
  const isFlapTold = alert.isFlapping && at - alert.decidedAt < BOUNDS.flapWithinMs;
  const counted = noteTold(book, memory, alert.ruleId, entityKey(alert.entity), { at, isFlapTold });
  // One that was counted itself is told after all.
  incident.suppressed += Math.max(0, counted - (isCounted(alert.telling) ? 1 : 0));
  setTelling(book, alert, "told");
}
