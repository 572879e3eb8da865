/**
 * Goes through the incidents that are to be looked at, and writes the notices that the planners decide on. Every call is
 * inside a transaction: a notice is of record before anybody is handed it.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { isFrozen } from "@callboard/core/alerting";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { composeNotice } from "../notices/compose.ts";
import type { Incident } from "./incident.ts";
import { closing } from "./membership.ts";
import { expireSilences } from "./mute.ts";
import { tellFires } from "./tell-fires.ts";
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
  else if (incident.state === "open") {
    for (const emptied of tellFires(book, memory, incident, at)) {
      closing(memory, emptied, at);
      end(book, memory, emptied, at);
    }
  }
}

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
  const notice = composeNotice(book.told, incident, kind, sinkId, { number: 1, alerts, more, by, at });
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
