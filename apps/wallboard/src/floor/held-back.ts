/** Why the ready agents who get no contacts get none, most frequent reason first: the words beside the count. */
import type { BoardAgent, NotRoutableReason } from "@callboard/protocol";
import { groupOf } from "./agent-groups.ts";

export interface HeldBack {
  readonly reason: NotRoutableReason;
  readonly count: number;
}

export function heldBackReasons(agents: Iterable<BoardAgent>): HeldBack[] {
  const counts = new Map<NotRoutableReason, number>();
  for (const agent of agents) {
    if (agent.routability.kind !== "notRoutable" || groupOf(agent) !== "readyNotRoutable") continue;
    counts.set(agent.routability.reason, (counts.get(agent.routability.reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
