/**
 * Who leaves the floor because nothing was heard of them for long (SPEC Q7, U6): a queue that was retired, somebody
 * whom no roster ever named. Silence is counted in event time that was seen, so an outage makes nobody go.
 */
import { type HourLearned, retireBaseline } from "../baseline/baseline.ts";
import { BOUNDS } from "../bounds.ts";
import type { AgentRecord, Floor } from "../floor.ts";
import { forgetVerdict } from "../routability/rejudge.ts";
import type { AgentId, EpochMs, QueueId } from "../vocabulary.ts";
import { blindMs } from "../windows/figures.ts";

export interface Gone {
  readonly removedAgents: readonly AgentId[];
  readonly removedQueues: readonly QueueId[];
  /** What the forgotten queues' last hours taught. */
  readonly learned: readonly HourLearned[];
}

/**
 * Takes the silent off the floor. Looks at everybody, so it is asked once a minute. Those READY for a queue that went, or
 * working for it, must be judged again, and every queue drawn again, by the caller.
 */
export function forgetTheSilent(floor: Floor): Gone {
  const removedQueues: QueueId[] = [];
  const learned: HourLearned[] = [];
  for (const queue of floor.queues.values()) {
    // A contact that still waits there keeps its queue: it is swept at its own time (SPEC K6).
    if (floor.contacts.waiting.has(queue.id)) continue;
    if (!isSilent(floor, queue.heardAt, BOUNDS.queueForgottenMs)) continue;
    floor.queues.delete(queue.id);
    removedQueues.push(queue.id);
    learned.push(...retireBaseline(floor.baselines, queue.id));
  }
  const removedAgents: AgentId[] = [];
  for (const agent of floor.agents.values()) {
    if (agent.onRoster || isVouchedFor(agent)) continue;
    if (!isSilent(floor, agent.heardAt ?? agent.lastUpdated ?? 0, BOUNDS.strangerForgottenMs)) continue;
    forgetVerdict(floor, agent, new Set());
    floor.agents.delete(agent.id);
    removedAgents.push(agent.id);
  }
  return { removedAgents, removedQueues, learned };
}

function isSilent(floor: Floor, heardAt: EpochMs, boundMs: number): boolean {
  if (floor.clock - heardAt <= boundMs) return false;
  return floor.clock - heardAt - blindMs(floor.blind, heardAt, floor.clock) > boundMs;
}

/** Ground truth still says that they are signed in: who is missing there becomes unknown and signed out (SPEC C4). */
const isVouchedFor = ({ source, state }: AgentRecord): boolean =>
  source === "rest" && state !== "SIGNED_OUT" && state !== "UNKNOWN";
