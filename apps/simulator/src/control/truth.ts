/**
 * The ground truth as JSON, for tests to compare a board with. Figures are counted from the contacts
 * themselves, never taken from what was sent, so that a fault of the stream cannot hide in them.
 */

import { type AgentTruth, agentRow, type ContactTruth, type QueueTruth, type Truth } from "@callboard/world";
import type { Tenant } from "../tenant.ts";

const MINUTE_MS = 60_000;

/** Raw numbers of a window: each contact is counted in the window in which the thing happened. */
interface WindowNumbers {
  readonly offered: number;
  readonly answered: number;
  readonly answeredInTime: number;
  readonly abandoned: number;
  readonly abandonedInTime: number;
  /** Sum over the answered of arrival → answer. */
  readonly answeredWaitMs: number;
}

/** Counts inbound contacts of a queue with `fromMs` < time ≤ `toMs`. */
function windowNumbers(queue: QueueTruth, fromMs: number, toMs: number): WindowNumbers {
  const isWithin = (ms: number | null): ms is number => ms !== null && ms > fromMs && ms <= toMs;
  const inbound = queue.contacts.filter((contact) => contact.direction === "INBOUND");
  const waitOf = (contact: ContactTruth, endMs: number): number => endMs - (contact.queuedAtMs ?? endMs);
  const waits = inbound.flatMap((contact) =>
    isWithin(contact.answeredAtMs) ? [waitOf(contact, contact.answeredAtMs)] : [],
  );
  const losses = inbound.flatMap((contact) =>
    isWithin(contact.abandonedAtMs) ? [waitOf(contact, contact.abandonedAtMs)] : [],
  );
  const inTime = (list: readonly number[]): number =>
    list.filter((waitMs) => waitMs <= queue.thresholdMs).length;
  return {
    offered: inbound.filter((contact) => isWithin(contact.queuedAtMs)).length,
    answered: waits.length,
    answeredInTime: inTime(waits),
    abandoned: losses.length,
    abandonedInTime: inTime(losses),
    answeredWaitMs: waits.reduce((sum, waitMs) => sum + waitMs, 0),
  };
}

function agentTruth(truth: Truth, agent: AgentTruth): Record<string, unknown> {
  const { name, teamId, teamName, sinceMs, lastUpdatedMs, isForced } = agent;
  const isRoutable = truth.isRoutable(agent.id);
  return { ...agentRow(agent), name, teamId, teamName, sinceMs, lastUpdatedMs, isForced, isRoutable };
}

function queueTruth(queue: QueueTruth, nowMs: number, withContacts: boolean): Record<string, unknown> {
  const oldestMs = queue.waiting[0]?.queuedAtMs ?? null;
  return {
    queue_id: queue.id,
    name: queue.name,
    media: queue.media,
    thresholdMs: queue.thresholdMs,
    waiting: queue.waiting.length,
    longestWaitMs: oldestMs === null ? 0 : nowMs - oldestMs,
    windows: {
      last15Minutes: windowNumbers(queue, nowMs - 15 * MINUTE_MS, nowMs),
      lastHour: windowNumbers(queue, nowMs - 60 * MINUTE_MS, nowMs),
    },
    ...(withContacts ? { contacts: queue.contacts } : {}),
  };
}

/** Everything that is true of a tenant now; with `withContacts` each contact of the last day too. */
export function truthOf(tenant: Tenant, withContacts: boolean): Record<string, unknown> {
  const truth = tenant.world.truth();
  return {
    tenant: tenant.name,
    atMs: truth.nowMs,
    zone: truth.zone,
    speed: truth.speed,
    agents: truth.agents.map((agent) => agentTruth(truth, agent)),
    queues: truth.queues.map((queue) => queueTruth(queue, truth.nowMs, withContacts)),
  };
}
