/** Which incident an alert belongs to: the open one of its rule's group, or a new one. Every call is inside a transaction. */
import { BOUNDS } from "@callboard/core";
import type { Book } from "../book.ts";
import { groupKey, type Memory } from "../memory.ts";
import type { AlertRecord } from "../record/alert-record.ts";
import { CROWD, groupOf, type Incident, incidentId } from "./incident.ts";

/** Puts an alert that has just fired into its incident; the incident is to be looked at. */
export function joinIncident(book: Book, memory: Memory, alert: AlertRecord): void {
  const incident = openIncident(memory, alert) ?? newIncident(book, memory, alert);
  alert.incidentId = incident.id;
  memory.members.get(incident.id)?.add(alert.id);
  memory.planAt.set(incident.id, 0);
}

function openIncident(memory: Memory, alert: AlertRecord): Incident | null {
  const id = memory.openByGroup.get(groupKey(alert.ruleId, groupFor(memory, alert)));
  return id === undefined ? null : (memory.incidents.get(id) ?? null);
}

/** Beyond the bound a rule's alerts share one incident: told together is better than not told. */
function groupFor(memory: Memory, alert: AlertRecord): string {
  const group = groupOf(alert);
  const hasRoom =
    memory.openByGroup.has(groupKey(alert.ruleId, group)) ||
    memory.openByGroup.size < BOUNDS.incidentsOpenMax;
  return hasRoom ? group : CROWD;
}

function newIncident(book: Book, memory: Memory, alert: AlertRecord): Incident {
  const group = groupFor(memory, alert);
  const isTaken = (id: string): boolean => memory.incidents.has(id) || book.stores.incidents.has(id);
  const incident: Incident = {
    id: incidentId(alert.ruleId, alert.firedAt, group, isTaken),
    ruleId: alert.ruleId,
    group,
    severity: alert.severity,
    sinks: alert.sinks,
    isOfFeed: alert.entity.kind === "feed",
    openedAt: alert.firedAt,
    state: "open",
    closedAt: null,
    fires: 0,
    lastToldAt: null,
    toldAlerts: 0,
    suppressed: 0,
    acknowledges: 0,
  };
  memory.incidents.set(incident.id, incident);
  memory.members.set(incident.id, new Set());
  memory.openByGroup.set(groupKey(incident.ruleId, group), incident.id);
  book.stores.incidents.save(incident);
  return incident;
}

/** Takes an alert that is over out of its incident. The last one ends it: what fires later is another incident. */
export function leaveIncident(book: Book, memory: Memory, alert: AlertRecord): void {
  const incident = memory.incidents.get(alert.incidentId);
  const members = memory.members.get(alert.incidentId);
  if (incident === undefined || members === undefined) return;
  members.delete(alert.id);
  if (members.size > 0) return;
  incident.state = "ending";
  incident.closedAt = alert.resolvedAt;
  memory.openByGroup.delete(groupKey(incident.ruleId, incident.group));
  memory.planAt.set(incident.id, 0);
  book.stores.incidents.save(incident);
}
