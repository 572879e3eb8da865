/** Duplicates change nothing (invariant 2): what a message is about, as text, before and after its copy came. */
import { type Floor, figures } from "@callboard/core";
import type { WorldEvent } from "@callboard/world";

/**
 * What the floor holds of the event's subject; `null` where the original has not been taken in, so that the copy may
 * be news. Contacts only where no message was lost: there each copy's original has come.
 */
export function subjectOf(
  floor: Readonly<Floor>,
  event: WorldEvent,
  skewMs: number,
  isLossless: boolean,
): string | null {
  switch (event.kind) {
    case "agentState": {
      const record = floor.agents.get(event.agentId);
      const isTaken = (record?.lastUpdated ?? Number.NEGATIVE_INFINITY) >= event.lastUpdatedMs + skewMs;
      return isTaken ? JSON.stringify(record) : null;
    }
    case "queueStats": {
      const queue = floor.queues.get(event.queueId);
      const isTaken = (queue?.stats?.at ?? Number.NEGATIVE_INFINITY) >= event.atMs + skewMs;
      return isTaken ? JSON.stringify([queue?.stats, queue?.previousStats]) : null;
    }
    case "interaction": {
      const queue = floor.queues.get(event.queueId);
      if (!isLossless || queue === undefined) return null;
      const { zone } = floor.site;
      return JSON.stringify([
        floor.contacts.contacts.get(event.contactId),
        figures(queue.windows, { kind: "last1h" }, floor.clock, zone),
      ]);
    }
    default:
      return event satisfies never;
  }
}

/** Whether the floor has taken in what the event tells, or something newer: a frame that was heard may have been spoilt. */
export function isTaken(floor: Readonly<Floor>, event: WorldEvent, skewMs: number): boolean {
  switch (event.kind) {
    case "agentState":
      return (floor.agents.get(event.agentId)?.lastUpdated ?? 0) >= event.lastUpdatedMs + skewMs;
    case "queueStats":
      return (floor.queues.get(event.queueId)?.stats?.at ?? 0) >= event.atMs + skewMs;
    case "interaction":
      return true;
    default:
      return event satisfies never;
  }
}
