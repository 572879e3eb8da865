/**
 * The board against the world (invariant 1). What happened within the last moment is left out, since it is still on
 * its way. Each function answers the first difference in words, or `null`.
 */
import { BOUNDS, type Floor } from "@callboard/core";
import type { AgentTruth, QueueStatsEvent, Truth } from "@callboard/world";
import { SIM } from "../bounds.ts";

export interface TruthFrame {
  readonly truth: Truth;
  readonly skewMs: number;
  readonly nowMs: number;
}

/** A name as people may read it: trimmed, cut, and none where nothing is left. */
function shownName(text: string): string | null {
  const isLong = text.length > BOUNDS.nameCharsMax;
  const name = (isLong ? [...text].slice(0, BOUNDS.nameCharsMax).join("") : text).trim();
  return name === "" ? null : name;
}

const expectedName = (agent: AgentTruth): string | null =>
  shownName(agent.name) ?? shownName(`${agent.firstName} ${agent.lastName}`.trim());

/** Everybody who works here is on the floor by name, and nobody else. */
export function rosterDifference(floor: Readonly<Floor>, { truth }: TruthFrame): string | null {
  for (const agent of truth.agents) {
    const record = floor.agents.get(agent.id);
    if (record === undefined) return `agent ${agent.id} is missing`;
    if (record.name !== expectedName(agent)) return `agent ${agent.id} has another name`;
    if (record.teamId !== agent.teamId) return `agent ${agent.id} is in another team`;
  }
  for (const id of floor.agents.keys())
    if (truth.agent(id) === null) return `agent ${id} is not of this world`;
  return null;
}

export function agentsDifference(floor: Readonly<Floor>, frame: TruthFrame): string | null {
  for (const agent of frame.truth.agents) {
    if (agent.lastUpdatedMs > frame.nowMs - SIM.settledMs) continue;
    const what = agentDifference(floor, agent, frame.skewMs);
    if (what !== null) return `agent ${agent.id}: ${what}`;
  }
  return null;
}

function agentDifference(floor: Readonly<Floor>, agent: AgentTruth, skewMs: number): string | null {
  const record = floor.agents.get(agent.id);
  if (record === undefined) return "missing";
  const lastUpdated = agent.lastUpdatedMs + skewMs;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["state", record.state, agent.state],
    ["code", record.statusCode, agent.statusCode],
    ["queue", record.queueId, agent.queueId],
    ["contact", record.contactId, agent.contactId],
    ["direction", record.direction, agent.direction],
    ["last_updated", record.lastUpdated, lastUpdated],
  ];
  for (const [name, shown, real] of pairs) {
    if (shown !== real)
      return `${name} ${shown}, really ${real} (lastUpdated ${record.lastUpdated}, ${lastUpdated})`;
  }
  const offMs = Math.abs((record.since ?? 0) - (agent.sinceMs + skewMs));
  return offMs > BOUNDS.sinceJitterMs ? `since is off by ${offMs} ms` : null;
}

/** Each queue shows the last figures that the upstream gave it. */
export function queuesDifference(
  floor: Readonly<Floor>,
  last: ReadonlyMap<string, QueueStatsEvent>,
  { skewMs, nowMs }: TruthFrame,
): string | null {
  for (const [id, event] of last) {
    const stats = floor.queues.get(id)?.stats ?? null;
    if (event.atMs > nowMs - SIM.settledMs) continue;
    if (stats === null) return `queue ${id} has no figures`;
    if (stats.at !== event.atMs + skewMs)
      return `queue ${id}: figures are ${event.atMs + skewMs - stats.at} ms behind`;
    const isSame =
      stats.waitSeconds === event.waitSeconds &&
      stats.abandonedCount === event.abandonedCount &&
      stats.availableAgents === event.availableAgents &&
      stats.callVolume1h === event.callVolume1h &&
      stats.serviceLevelPct === event.serviceLevelPct;
    if (!isSame) return `queue ${id}: other figures`;
  }
  return null;
}
