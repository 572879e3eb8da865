/** What the control page shows: tenants, counters, faults, and a glance at the floor. */

import type { QueueTruth } from "@callboard/world";
import type { Tenant } from "../tenant.ts";

export function overviewOf(tenant: Tenant, nowMs: number): Record<string, unknown> {
  const truth = tenant.world.truth();
  return {
    tenant: tenant.name,
    nowMs,
    zone: truth.zone,
    speed: truth.speed,
    seed: tenant.seed,
    agents: truth.agents.length,
    queues: truth.queues.length,
    clients: tenant.hub.size,
    faults: tenant.faults.list(),
    partitionUntilMs: tenant.isPartitioned(nowMs) ? tenant.partitionUntilMs : null,
    counters: tenant.counters,
  };
}

/** Counts by state and every queue's waiting line; agents by name when their part is asked for. */
export function glanceOf(tenant: Tenant, search: string): Record<string, unknown> {
  const truth = tenant.world.truth();
  const states = new Map<string, number>();
  for (const { state } of truth.agents) states.set(state, (states.get(state) ?? 0) + 1);
  const wanted = search.toLowerCase();
  const agents = truth.agents
    .filter(
      (agent) =>
        agent.isForced || (agent.state !== "SIGNED_OUT" && agent.name.toLowerCase().includes(wanted)),
    )
    .sort((one, other) => Number(other.isForced) - Number(one.isForced))
    .slice(0, 40);
  return {
    tenant: tenant.name,
    atMs: truth.nowMs,
    states: [...states].map(([state, count]) => ({ state, count })),
    routable: truth.agents.filter((agent) => truth.isRoutable(agent.id)).length,
    agents: agents.map(({ id, name, teamName, state, statusCode, sinceMs, isForced }) => ({
      id,
      name: name.slice(0, 80),
      teamName,
      state,
      statusCode,
      sinceMs,
      isForced,
    })),
    queues: truth.queues.map((queue) => queueGlance(queue, truth.nowMs)),
  };
}

function queueGlance(queue: QueueTruth, nowMs: number): Record<string, unknown> {
  const oldestMs = queue.waiting[0]?.queuedAtMs ?? nowMs;
  const { id, name, media, waiting } = queue;
  return { id, name: name.slice(0, 80), media, waiting: waiting.length, longestWaitMs: nowMs - oldestMs };
}
