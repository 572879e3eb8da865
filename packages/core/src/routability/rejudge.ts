/**
 * Keeps each agent's verdict and each queue's counts of agents in step: those who are routable to it, and those who
 * work for it (SPEC Q6, Q8). The counts are moved by the difference, so that one event costs one agent and not the floor.
 */
import { isWrapUp } from "../agent/transition.ts";
import type { AgentRecord, Floor } from "../floor.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import { judge } from "./judge.ts";
import type { Routability } from "./routability.ts";

/**
 * Judges one agent again, and counts their work anew. Returns whether the verdict changed; the queues whose counts
 * moved are added to `touchedQueues`.
 */
export function rejudge(
  floor: Floor,
  agent: AgentRecord,
  now: EpochMs,
  touchedQueues: Set<QueueId>,
): boolean {
  recountWork(floor, agent, touchedQueues);
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
  shiftWork(floor, agent.workQueueId, -1, touchedQueues);
}

/**
 * Counts an agent in the queue they work for now, and there alone. To be called with every word of the agent, and when
 * that queue came to the floor or left it.
 */
export function recountWork(floor: Floor, agent: AgentRecord, touchedQueues: Set<QueueId>): void {
  const queueId = workQueueOf(agent);
  const after = queueId !== null && floor.queues.has(queueId) ? queueId : null;
  if (after === agent.workQueueId) return;
  shiftWork(floor, agent.workQueueId, -1, touchedQueues);
  shiftWork(floor, after, 1, touchedQueues);
  agent.workQueueId = after;
}

/** The queue of the contact that an agent is on, or wraps up after. */
export const workQueueOf = ({ state, queueId }: AgentRecord): QueueId | null =>
  state === "CALL" || isWrapUp(state) ? queueId : null;

function shiftWork(floor: Floor, queueId: QueueId | null, by: 1 | -1, touched: Set<QueueId>): void {
  const queue = queueId === null ? undefined : floor.queues.get(queueId);
  if (queue === undefined) return;
  queue.workingAgents += by;
  touched.add(queue.id);
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
