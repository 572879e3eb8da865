/** Messages and rows as CXone sends them (guide, sections 2 and 3), with what a test does not care about filled in. */
import type { EpochMs } from "@callboard/core";

export type WireRow = Readonly<Record<string, unknown>>;

const iso = (at: EpochMs): string => new Date(at).toISOString();

export interface AgentTold {
  readonly seconds?: number;
  readonly code?: string;
  readonly queue?: string;
  readonly call?: string;
  readonly lastUpdated?: EpochMs;
}

/** One agent's state as both the stream and REST tell it. */
export function agentData(id: string, state: string, at: EpochMs, told: AgentTold = {}): WireRow {
  return {
    user_id: id,
    state,
    state_code: told.code ?? state,
    queue_id: told.queue ?? "",
    call_id: told.call ?? "",
    direction: "INBOUND",
    duration_seconds: told.seconds ?? 0,
    last_updated: iso(told.lastUpdated ?? at),
  };
}

export const agentMessage = (id: string, state: string, at: EpochMs, told: AgentTold = {}): WireRow => ({
  type: "agent_state_change",
  timestamp: iso(at),
  data: agentData(id, state, at, told),
});

export const queueMessage = (id: string, at: EpochMs, waitSeconds = 10): WireRow => ({
  type: "queue_stats_update",
  timestamp: iso(at),
  data: {
    queue_id: id,
    queue_name: `Queue ${id}`,
    wait_time_seconds: waitSeconds,
    abandoned_count: 1,
    available_agents: 2,
    call_volume_1h: 40,
    service_level_pct: 80,
  },
});

export const contactMessage = (id: string, queue: string, phase: string, at: EpochMs): WireRow => ({
  type: "interaction_state_change",
  timestamp: iso(at),
  data: { interaction_id: id, queue_id: queue, user_id: null, phase, media: "voice", direction: "INBOUND" },
});
