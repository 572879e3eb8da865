/**
 * Tells PagerDuty, the only one that knows what an acknowledge is, that somebody looks after an incident: each of its sinks
 * once, and only behind a fire (SPEC D10, D13). Every call is inside a transaction.
 */
import type { Book } from "../book.ts";
import { addFollower } from "../incidents/tell.ts";
import { following } from "../incidents/thread.ts";
import type { Memory } from "../memory.ts";
import type { NoticeRecord } from "../storage/notice-store.ts";

export function tellAcknowledged(book: Book, memory: Memory, incidentId: string, by: string): void {
  const incident = memory.incidents.get(incidentId);
  if (incident?.state !== "open") return;
  const thread = book.stores.notices.ofThread(incidentId);
  for (const { shown: sink } of memory.sinks.values()) {
    if (sink.kind !== "pagerduty" || !sink.enabled) continue;
    const own = thread.filter(({ sinkId }) => sinkId === sink.id);
    const fires = own.filter(({ kind }) => kind === "fire");
    if (fires.length === 0 || own.some(({ kind }) => kind === "acknowledge")) continue;
    addFollower(book, incident, "acknowledge", sink.id, following(fires), by, book.now);
  }
}

/** A fire was delivered: where somebody had acknowledged what it tells before, that follows it. */
export function followFire(book: Book, memory: Memory, { kind, incidentId }: NoticeRecord): void {
  if (kind !== "fire") return;
  const members = memory.members.get(incidentId) ?? [];
  for (const id of members) {
    const alert = memory.alerts.get(id);
    if (alert?.telling !== "told" || alert.acknowledged === null) continue;
    tellAcknowledged(book, memory, incidentId, alert.acknowledged.by);
    return;
  }
}
