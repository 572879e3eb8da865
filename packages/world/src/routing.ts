/**
 * Who gets which contact: by skill, then by longest idle. An agent who is READY but off shift, on break or
 * ready for something else is never given a contact: the guide's trap, kept by the world itself.
 */

import type { Agent, Contact, Floor, Queue } from "./floor.ts";

/** The READY code that means "ready for inbound"; every other code on READY is a customer's own. */
export const AVAILABLE = "AVAILABLE";

/** A level of skill is worth this much idle time when two agents could take the same contact. */
const LEVEL_WORTH_MS = 6_000;

/** Whether the agent's template asks for work now. Without a template nothing forbids it. */
function isOnDuty(agent: Agent): boolean {
  return agent.shift === null || agent.roster.duty === "work";
}

/** Whether routing would give this agent a contact now. */
export function isRoutable(agent: Agent): boolean {
  return (
    agent.state === "READY" &&
    agent.statusCode === AVAILABLE &&
    agent.ringing === null &&
    !agent.isForced &&
    isOnDuty(agent)
  );
}

/** The agent to offer the queue's next contact to, or null. */
export function bestAgent(floor: Floor, queue: Queue): Agent | null {
  let best: Agent | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const { agent, level } of queue.staff) {
    if (!isRoutable(agent)) continue;
    const score = floor.nowMs - agent.sinceMs + level * LEVEL_WORTH_MS;
    if (score <= bestScore) continue;
    best = agent;
    bestScore = score;
  }
  return best;
}

/** The queue's oldest contact that rings nowhere and has no event at this very instant. */
export function nextWaiting(floor: Floor, queue: Queue): Contact | null {
  for (const contact of queue.waiting) {
    if (contact.phase === "QUEUED" && contact.lastUpdatedMs < floor.nowMs) return contact;
  }
  return null;
}

/** Of all that the agent may serve, the contact that has waited longest, or null. */
export function longestWaiting(floor: Floor, agent: Agent): { contact: Contact; queue: Queue } | null {
  let best: { contact: Contact; queue: Queue } | null = null;
  let bestMs = Number.POSITIVE_INFINITY;
  for (const queue of agent.queues) {
    const contact = nextWaiting(floor, queue);
    const queuedAtMs = contact?.queuedAtMs ?? Number.POSITIVE_INFINITY;
    if (contact === null || queuedAtMs >= bestMs) continue;
    best = { contact, queue };
    bestMs = queuedAtMs;
  }
  return best;
}

/** How many agents could be given a contact of this queue now. */
export function availableAgents(queue: Queue): number {
  let count = 0;
  for (const { agent } of queue.staff) if (isRoutable(agent)) count += 1;
  return count;
}
