/**
 * Goes through the incidents that are to be looked at, and writes the notices that the planners decide on. Every call is
 * inside a transaction: a notice is of record before anybody is handed it.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { isFrozen } from "@callboard/core/alerting";
import type { Sink } from "@callboard/notices";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { composeNotice } from "../notices/compose.ts";
import { type AlertRecord, entityKey } from "../record/alert-record.ts";
import { toldKey } from "../storage/incident-store.ts";
import type { Telling } from "../views.ts";
import type { Incident } from "./incident.ts";
import { expireSilences } from "./mute.ts";
import { type FirePlan, planFires } from "./plan-fires.ts";
import { endThread, following } from "./thread.ts";

/** `at` is the desk's clock. While the floor is not seen, nothing but the feed's own alerts is told. */
export function tellIncidents(book: Book, memory: Memory, at: EpochMs): void {
  expireSilences(book, memory, at);
  const isBlind = isFrozen(memory.engine);
  for (const [id, dueAt] of [...memory.planAt]) {
    const incident = memory.incidents.get(id);
    if (incident === undefined) memory.planAt.delete(id);
    else if (dueAt <= at && (incident.isOfFeed || !isBlind)) look(book, memory, incident, at);
  }
}

/**
 * When the alarm is to look. Batches come at least every few seconds and decide by their own time, whatever they were held
 * up by on their way; the alarm is for when they stop. What waits for the floor to be seen again needs none.
 */
export function nextTellAt(memory: Memory): EpochMs | null {
  const isBlind = isFrozen(memory.engine);
  let next = Number.POSITIVE_INFINITY;
  for (const [id, dueAt] of memory.planAt) {
    if (!isBlind || memory.incidents.get(id)?.isOfFeed === true) next = Math.min(next, dueAt);
  }
  for (const { until } of memory.silences.values()) next = Math.min(next, until);
  return Number.isFinite(next) ? next + BOUNDS.deskSilentMs : null;
}

function look(book: Book, memory: Memory, incident: Incident, at: EpochMs): void {
  memory.planAt.delete(incident.id);
  if (incident.state === "ending") end(book, memory, incident, at);
  else if (incident.state === "open") tellFires(book, memory, incident, at);
}

const sinksOf = (memory: Memory, { sinks }: Incident): Sink[] =>
  Array.from(memory.sinks.values(), ({ sink }) => sink).filter(
    ({ id, enabled }) => enabled && (sinks === "all" || sinks.includes(id)),
  );

// ── Fires ──────────────────────────────────────────────────────────────────────────────────────────────────

function tellFires(book: Book, memory: Memory, incident: Incident, at: EpochMs): void {
  const members = [...(memory.members.get(incident.id) ?? [])].flatMap((id) => memory.alerts.get(id) ?? []);
  const untold = members.filter(({ telling }) => telling !== "told" && telling !== "noSink");
  if (untold.length === 0) return;
  const sinks = sinksOf(memory, incident);
  if (sinks.length === 0) {
    for (const alert of untold) setTelling(book, alert, "noSink");
    return;
  }
  const plan = planFires(
    incident.lastToldAt,
    untold.map((alert) => ({
      ...{ id: alert.id, isFlapping: alert.isFlapping, isSilenced: alert.silenced !== null },
      ...{ cooldownMs: alert.cooldownMs, decidedAt: alert.decidedAt },
      told: memory.told.get(toldKey(alert.ruleId, entityKey(alert.entity))) ?? null,
    })),
    at,
  );
  if (plan.nextAt !== null) memory.planAt.set(incident.id, plan.nextAt);
  holdBack(book, memory, untold, plan);
  if (plan.tell.length > 0) tell(book, memory, incident, { members, sinks, ids: new Set(plan.tell), at });
}

function holdBack(book: Book, memory: Memory, untold: readonly AlertRecord[], plan: FirePlan): void {
  for (const alert of untold) {
    const telling = plan.held.get(alert.id);
    if (telling === undefined || telling === alert.telling) continue;
    const wasCounted = alert.telling === "cooldown" || alert.telling === "flapping";
    if ((telling === "cooldown" || telling === "flapping") && !wasCounted) count(book, memory, alert, 1);
    setTelling(book, alert, telling);
  }
}

/** How many fires of this rule for this agent or queue were not told since it was last told of. */
function count(book: Book, memory: Memory, alert: AlertRecord, by: number): void {
  const entity = entityKey(alert.entity);
  const key = toldKey(alert.ruleId, entity);
  const told = memory.told.get(key);
  if (told === undefined) return;
  const counted = { ...told, suppressed: Math.max(0, told.suppressed + by) };
  memory.told.set(key, counted);
  book.stores.incidents.saveTold(alert.ruleId, entity, counted);
}

function setTelling(book: Book, alert: AlertRecord, telling: Telling): void {
  alert.telling = telling;
  book.stores.alerts.save(alert);
}

interface Round {
  readonly members: readonly AlertRecord[];
  readonly sinks: readonly Sink[];
  readonly ids: ReadonlySet<string>;
  readonly at: EpochMs;
}

function tell(book: Book, memory: Memory, incident: Incident, { members, sinks, ids, at }: Round): void {
  for (const alert of members) if (ids.has(alert.id)) settleTold(book, memory, incident, alert, at);
  incident.fires += 1;
  incident.lastToldAt = at;
  incident.toldAlerts += ids.size;
  book.stores.incidents.save(incident);
  const alerts = members.filter(({ telling }) => telling === "told").toSorted(newestFirst);
  const round = { number: incident.fires, alerts, more: 0, by: null, at };
  for (const sink of sinks) {
    const notice = composeNotice(book.settings, incident, "fire", sink.id, round);
    book.stores.notices.add(notice, incident.ruleId, sink.id, "ready", book.now);
  }
  book.hasNotices = true;
}

const newestFirst = (a: AlertRecord, b: AlertRecord): number =>
  b.firedAt - a.firedAt || (a.id < b.id ? -1 : 1);

function settleTold(book: Book, memory: Memory, incident: Incident, alert: AlertRecord, at: EpochMs): void {
  const entity = entityKey(alert.entity);
  const key = toldKey(alert.ruleId, entity);
  const isCountedItself = alert.telling === "cooldown" || alert.telling === "flapping";
  const suppressed = (memory.told.get(key)?.suppressed ?? 0) - (isCountedItself ? 1 : 0);
  incident.suppressed += Math.max(0, suppressed);
  const isFlapTold = alert.isFlapping && at - alert.decidedAt < BOUNDS.flapWithinMs;
  const told = { at, isFlapTold, suppressed: 0 };
  memory.told.set(key, told);
  book.stores.incidents.saveTold(alert.ruleId, entity, told);
  setTelling(book, alert, "told");
}

// ── The end ────────────────────────────────────────────────────────────────────────────────────────────────

function end(book: Book, memory: Memory, incident: Incident, at: EpochMs): void {
  incident.state = "closed";
  book.stores.incidents.save(incident);
  memory.incidents.delete(incident.id);
  memory.members.delete(incident.id);
  if (incident.fires === 0) return;
  const { notices } = book.stores;
  const thread = notices.ofThread(incident.id);
  for (const sinkId of new Set(thread.map((notice) => notice.sinkId))) {
    const fires = thread.filter((notice) => notice.kind === "fire" && notice.sinkId === sinkId);
    const { cancel, resolve } = endThread(fires);
    for (const notice of fires.filter(({ id }) => cancel.includes(id))) {
      notices.save({ ...notice, state: "cancelled", handAt: null });
    }
    if (resolve !== null) addFollower(book, incident, "resolve", sinkId, resolve, null, at);
    release(book, incident.id, sinkId);
  }
}

/** A resolve or an acknowledge, with the alerts of the incident that were told of. */
export function addFollower(
  book: Book,
  incident: Incident,
  kind: "resolve" | "acknowledge",
  sinkId: string,
  state: "ready" | "held" | "cancelled",
  by: string | null,
  at: EpochMs,
): void {
  const all = book.stores.alerts.ofIncident(incident.id, BOUNDS.alertPageMax);
  const told = all.filter(({ telling }) => telling === "told");
  const alerts = told.length > 0 ? told : all;
  if (alerts.length === 0) return;
  const more = Math.max(0, incident.toldAlerts - alerts.length);
  const notice = composeNotice(book.settings, incident, kind, sinkId, { number: 1, alerts, more, by, at });
  book.stores.notices.add(notice, incident.ruleId, sinkId, state, book.now);
  book.hasNotices = true;
}

/**
 * The outcome of a fire is known: what waited for it goes, or goes nowhere. A follower that was called off goes after
 * all where a fire turns out to have been delivered.
 */
export function release(book: Book, incidentId: string, sinkId: string): void {
  const { now } = book;
  const thread = book.stores.notices.ofThread(incidentId, sinkId);
  const fires = thread.filter(({ kind }) => kind === "fire");
  const state = following(fires);
  for (const notice of thread) {
    if (notice.kind === "fire" || notice.tries > 0 || notice.state === state) continue;
    if (notice.state !== "held" && notice.state !== "cancelled") continue;
    book.stores.notices.save({ ...notice, state, handAt: state === "ready" ? now : null, nextAt: now });
    book.hasNotices = true;
  }
}
