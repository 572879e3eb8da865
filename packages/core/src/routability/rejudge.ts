/**
 * Keeps each agent's verdict and each queue's count of routable agents in step. The counts are moved by the
 * difference, so that one event costs one agent and not the floor.
 */
import type { AgentRecord, Floor } from "../floor.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import { judge } from "./judge.ts";
import type { Routability } from "./routability.ts";

/**
 * Judges one agent again. Returns whether the verdict changed; the queues whose counts moved are added to
 * `touchedQueues`.
 */
export function rejudge(
  floor: Floor,
  agent: AgentRecord,
  now: EpochMs,
  touchedQueues: Set<QueueId>,
): boolean {
  const before = agent.routability;
  const after = judge(floor, agent, now);
  if (isSameVerdict(before, after)) return false;
  agent.routability = after;
  shiftCounts(floor, before, -1, touchedQueues);
  shiftCounts(floor, after, 1, touchedQueues);
  return true;
}

/** Takes an agent who leaves the floor out of the counts. */
export function forgetVerdict(floor: Floor, agent: AgentRecord, touchedQueues: Set<QueueId>): void {
  shiftCounts(floor, agent.routability, -1, touchedQueues);
}

function shiftCounts(floor: Floor, verdict: Routability, by: 1 | -1, touched: Set<QueueId>): void {
  if (verdict.kind !== "routable") return;
  for (const queueId of verdict.queueIds) {
    const queue = floor.queues.get(queueId);
    if (queue === undefined) continue;
    queue.routableAgents += by;
    touched.add(queueId);
  }
}

function isSameVerdict(a: Routability, b: Routability): boolean {
  switch (a.kind) {
    case "routable":
      return (
        b.kind === "routable" &&
        a.queueIds.length === b.queueIds.length &&
        a.queueIds.every((queueId, index) => queueId === b.queueIds[index])
      );
    case "notRoutable":
      return b.kind === "notRoutable" && a.reason === b.reason && a.detail === b.detail;
    case "unknown":
      return b.kind === "unknown" && a.reason === b.reason;
    default:
      return a satisfies never;
  }
}
