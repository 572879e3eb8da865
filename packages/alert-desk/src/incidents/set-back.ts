/**
 * The tenant's desk's clock was set back: what was told or joined is held to have been so by now at the latest, so that no wait is
 * longer than it is, and every incident is looked at anew (SPEC D16). Every call is inside a transaction.
 */
import type { EpochMs } from "@callboard/core";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";

/** `at` is the desk's clock as it goes on. */
export function takeBackTold(book: Book, memory: Memory, at: EpochMs): void {
  book.stores.incidents.takeBackTold(at);
  for (const [key, told] of memory.told) if (told.at > at) memory.told.set(key, { ...told, at });
  for (const incident of memory.incidents.values()) {
    if (incident.joinedAt <= at) continue;
    incident.joinedAt = at;
    book.stores.incidents.save(incident);
  }
  for (const alert of memory.alerts.values()) {
    if (alert.decidedAt <= at) continue;
    alert.decidedAt = at;
    book.stores.alerts.save(alert);
  }
  for (const id of memory.planAt.keys()) memory.planAt.set(id, 0);
}
