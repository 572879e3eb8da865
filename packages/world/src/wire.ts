/**
 * From the model's terms to the guide's JSON, letter by letter (guide sections 2 and 3; DIALECT.md for what
 * the guide names without showing). Pure: objects in, objects out; sending them is others' work.
 */

import type {
  AgentStateEvent,
  AgentTruth,
  InteractionEvent,
  QueueStatsEvent,
  ShiftTemplate,
  WorldEvent,
} from "./types.ts";

/** The `data` of `agent_state_change`, and a row of `GET /api/v2/realtime/agents`. */
export interface WireAgent {
  user_id: string;
  state: string;
  state_code: string;
  queue_id: string | null;
  call_id: string | null;
  direction: string | null;
  /** Measured at `last_updated`. */
  duration_seconds: number;
  last_updated: string;
}

/** The `data` of `queue_stats_update`; a figure without a basis is left out. */
export interface WireQueue {
  queue_id: string;
  queue_name: string;
  wait_time_seconds: number;
  abandoned_count: number;
  available_agents: number;
  call_volume_1h: number;
  service_level_pct?: number;
}

export interface WireInteraction {
  interaction_id: string;
  queue_id: string;
  user_id: string | null;
  phase: string;
  media: string;
  direction: string;
  queued_at: string | null;
  offered_at: string | null;
  answered_at: string | null;
  ended_at: string | null;
  last_updated: string;
}

export type WireMessage =
  | { type: "agent_state_change"; timestamp: string; data: WireAgent }
  | { type: "queue_stats_update"; timestamp: string; data: WireQueue }
  | { type: "interaction_state_change"; timestamp: string; data: WireInteraction };

/** A row of `GET /api/v2/users`. */
export interface WireUser {
  id: string;
  user_id: string;
  first_name: string;
  last_name: string;
  name: string;
  team_id: string;
  team_name: string;
  active: boolean;
}

export interface WireShift {
  template_id: string;
  name: string;
  zone: string;
  days: readonly number[];
  start: string;
  end: string;
  breaks: readonly { name: string; start: string; end: string }[];
}

/** The answer of `GET /api/v2/users/{id}/skills`. */
export interface WireSkills {
  user_id: string;
  skills: { skill_id: string; name: string; level: number; active: boolean; queue_ids: readonly string[] }[];
  shift: WireShift | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null, skewMs: number): string | null =>
  ms === null ? null : iso(ms + skewMs);

function agentData(agent: AgentStateEvent | AgentTruth, id: string, skewMs: number): WireAgent {
  return {
    user_id: id,
    state: agent.state,
    state_code: agent.statusCode,
    queue_id: agent.queueId,
    call_id: agent.contactId,
    direction: agent.direction,
    duration_seconds: (agent.lastUpdatedMs - agent.sinceMs) / 1_000,
    last_updated: iso(agent.lastUpdatedMs + skewMs),
  };
}

function queueData(event: QueueStatsEvent): WireQueue {
  return {
    queue_id: event.queueId,
    queue_name: event.queueName,
    wait_time_seconds: event.waitSeconds,
    abandoned_count: event.abandonedCount,
    available_agents: event.availableAgents,
    call_volume_1h: event.callVolume1h,
    ...(event.serviceLevelPct === null ? {} : { service_level_pct: event.serviceLevelPct }),
  };
}

function interactionData(event: InteractionEvent, skewMs: number): WireInteraction {
  return {
    interaction_id: event.contactId,
    queue_id: event.queueId,
    user_id: event.agentId,
    phase: event.phase,
    media: event.media,
    direction: event.direction,
    queued_at: isoOrNull(event.queuedAtMs, skewMs),
    offered_at: isoOrNull(event.offeredAtMs, skewMs),
    answered_at: isoOrNull(event.answeredAtMs, skewMs),
    ended_at: isoOrNull(event.endedAtMs, skewMs),
    last_updated: iso(event.atMs + skewMs),
  };
}

/** A stream message, exactly `{type, timestamp, data}`. `skewMs` plays an upstream whose clock is off. */
export function toWire(event: WorldEvent, skewMs = 0): WireMessage {
  const timestamp = iso(event.atMs + skewMs);
  switch (event.kind) {
    case "agentState":
      return { type: "agent_state_change", timestamp, data: agentData(event, event.agentId, skewMs) };
    case "queueStats":
      return { type: "queue_stats_update", timestamp, data: queueData(event) };
    case "interaction":
      return { type: "interaction_state_change", timestamp, data: interactionData(event, skewMs) };
    default:
      throw event satisfies never;
  }
}

/** The agent's row of `GET /api/v2/realtime/agents`: what the stream said last, whenever that was. */
export function agentRow(agent: AgentTruth, skewMs = 0): WireAgent {
  return agentData(agent, agent.id, skewMs);
}

export function userRow(agent: AgentTruth): WireUser {
  return {
    id: agent.id,
    user_id: agent.id,
    first_name: agent.firstName,
    last_name: agent.lastName,
    name: agent.name,
    team_id: agent.teamId,
    team_name: agent.teamName,
    active: true,
  };
}

export function skillsRow(agent: AgentTruth): WireSkills {
  return {
    user_id: agent.id,
    skills: agent.skills.map(({ skillId, name, level, active, queueIds }) => ({
      skill_id: skillId,
      name,
      level,
      active,
      queue_ids: queueIds,
    })),
    shift: agent.shift === null ? null : shiftRow(agent.shift),
  };
}

function shiftRow({ id, name, zone, days, start, end, breaks }: ShiftTemplate): WireShift {
  return { template_id: id, name, zone, days, start, end, breaks };
}
