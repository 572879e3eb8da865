/** Which of the alerts that fire are muted, as silences begin and end. Every call is inside a transaction. */
import type { EpochMs } from "@callboard/core";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { isActive, silenceOf } from "../people/silence-match.ts";

/** Holds every alert against the silences anew; what is muted no more is to be told if it still fires. */
export function muteAnew(book: Book, memory: Memory, at: EpochMs): void {
  for (const alert of memory.alerts.values()) {
    const silenced = silenceOf(memory.silences.values(), alert, at);
    if (silenced?.id === alert.silenced?.id && silenced?.until === alert.silenced?.until) continue;
    alert.silenced = silenced;
    book.stores.alerts.save(alert);
    book.isBoardStale = true;
    if (memory.incidents.has(alert.incidentId)) memory.planAt.set(alert.incidentId, 0);
  }
}

/** Silences that are over mute nothing any more. */
export function expireSilences(book: Book, memory: Memory, at: EpochMs): void {
  const over = [...memory.silences.values()].filter((silence) => !isActive(silence, at));
  if (over.length === 0) return;
  for (const { id } of over) memory.silences.delete(id);
  muteAnew(book, memory, at);
}
