/** Which incident an alert belongs to: an open one of its rule's group, or a new one. Every call is inside a transaction. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import type { AlertRecord } from "../record/alert-record.ts";
import { CROWD, groupOf, type Incident, incidentId, NO_QUEUE } from "./incident.ts";
import { addOpen, newestOf, openOf, removeOpen } from "./open-incidents.ts";
import { isOver } from "./plan-fires.ts";
import { countUntold, groupWhom } from "./told.ts";

/** Puts an alert that has just fired into its incident; the incident is to be looked at. */
export function joinIncident(book: Book, memory: Memory, alert: AlertRecord): void {
  const incident = joinable(memory, alert, groupOf(alert)) ?? openFor(book, memory, alert);
  if (incident.joinedAt !== alert.decidedAt) {
    incident.joinedAt = alert.decidedAt;
    book.stores.incidents.save(incident);
  }
  alert.incidentId = incident.id;
  memory.members.get(incident.id)?.add(alert.id);
  memory.planAt.set(incident.id, 0);
}

/** Who has no queue has little in common with who fired long ago: such an incident is joined while it is young alone. */
function joinable(memory: Memory, { ruleId, decidedAt }: AlertRecord, group: string): Incident | null {
  const newest = newestOf(openOf(memory, ruleId, group));
  if (newest === null || group !== NO_QUEUE) return newest;
  return isOver(newest.joinedAt, BOUNDS.groupWaitMs, decidedAt) ? null : newest;
}

/** Beyond the bound a rule's alerts share one incident: told together is better than not told. */
function openFor(book: Book, memory: Memory, alert: AlertRecord): Incident {
  if (memory.incidents.size < BOUNDS.incidentsOpenMax)
    return newIncident(book, memory, alert, groupOf(alert));
  return joinable(memory, alert, CROWD) ?? newIncident(book, memory, alert, CROWD);
}

function newIncident(book: Book, memory: Memory, alert: AlertRecord, group: string): Incident {
  const isTaken = (id: string): boolean => memory.incidents.has(id) || book.stores.incidents.has(id);
  const incident: Incident = {
    id: incidentId(alert.ruleId, alert.firedAt, group, isTaken),
    ruleId: alert.ruleId,
    group,
    severity: alert.severity,
    sinks: alert.sinks,
    isOfFeed: alert.entity.kind === "feed",
    openedAt: alert.firedAt,
    joinedAt: alert.decidedAt,
    state: "open",
    closedAt: null,
    fires: 0,
    toldAlerts: 0,
    suppressed: 0,
  };
  memory.incidents.set(incident.id, incident);
  memory.members.set(incident.id, new Set());
  addOpen(memory, incident);
  book.stores.incidents.save(incident);
  return incident;
}

/** Takes an alert that is over out of its incident. The last one ends it: what fires later is another incident. */
export function leaveIncident(book: Book, memory: Memory, alert: AlertRecord): void {
  const incident = memory.incidents.get(alert.incidentId);
  const members = memory.members.get(alert.incidentId);
  if (incident === undefined || members === undefined) return;
  // Its group has been told of too lately, and now it is over: it is counted, as what is held back otherwise is already.
  const isHeldUp = alert.telling === "waiting" && alert.silenced === null;
  if (isHeldUp) countUntold(book, memory, alert.ruleId, groupWhom(incident.group), 1);
  members.delete(alert.id);
  if (members.size > 0) return;
  closing(memory, incident, alert.resolvedAt);
  memory.planAt.set(incident.id, 0);
  book.stores.incidents.save(incident);
}

/** None of its alerts fires any more: nobody joins it, and its end is to be told. */
export function closing(memory: Memory, incident: Incident, closedAt: EpochMs | null): void {
  incident.state = "ending";
  incident.closedAt = closedAt;
  removeOpen(memory, incident);
}
