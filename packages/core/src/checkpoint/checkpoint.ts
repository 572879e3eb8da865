/**
 * A floor as plain JSON and back, for checkpoints. Routability and the counts that follow from it are not packed:
 * they are judged anew, since the hour has moved on. Baselines are not packed either: each learned hour is kept
 * on its own, so that weeks of learning do not hang on the shape of a checkpoint.
 */
import { BOUNDS } from "../bounds.ts";
import { packContacts, unpackContacts } from "../contact/pack-contacts.ts";
import { type AgentRecord, createFloor, type Floor, newAgent, type QueueRecord } from "../floor.ts";
import type { Site } from "../site.ts";
import { AGENT_STATES } from "../vocabulary.ts";
import { packWindows, unpackWindows } from "../windows/pack-windows.ts";
import { createWindows } from "../windows/windows.ts";

/** Raised with every change of the packed shape; another version is not read (the stream fills a new floor). */
const VERSION = 1;

type PackedAgent = Omit<AgentRecord, "routability">;
type PackedQueue = Omit<QueueRecord, "windows" | "routableAgents"> & { readonly windows: unknown };

/** The floor as JSON values. */
export function packFloor(floor: Floor): unknown {
  return {
    v: VERSION,
    clock: floor.clock,
    blind: floor.blind,
    agents: Array.from(floor.agents.values(), packAgent),
    queues: Array.from(floor.queues.values(), packQueue),
    contacts: packContacts(floor.contacts),
  };
}

function packAgent({ routability: _judgedAnew, ...kept }: AgentRecord): PackedAgent {
  return kept;
}

function packQueue({ windows, routableAgents: _countedAnew, ...kept }: QueueRecord): PackedQueue {
  return { ...kept, windows: packWindows(windows) };
}

/** The floor that `packFloor` wrote, or `null` where the value is not one. Never throws. */
export function unpackFloor(packed: unknown, site: Site): Floor | null {
  if (!isRecord(packed) || packed.v !== VERSION) return null;
  const { clock, blind, agents, queues } = packed;
  const contacts = unpackContacts(packed.contacts);
  if (typeof clock !== "number" || !Array.isArray(blind) || !Array.isArray(agents) || !Array.isArray(queues))
    return null;
  if (contacts === null || agents.length > BOUNDS.agentsMax || queues.length > BOUNDS.queuesMax) return null;
  const floor: Floor = { ...createFloor(site), clock, contacts };
  floor.blind.push(...blind.slice(-BOUNDS.blindIntervalsMax));
  for (const row of agents) {
    const agent = unpackAgent(row);
    if (agent === null) return null;
    floor.agents.set(agent.id, agent);
  }
  for (const row of queues) {
    const queue = unpackQueue(row);
    if (queue === null) return null;
    floor.queues.set(queue.id, queue);
  }
  return floor;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function unpackAgent(row: unknown): AgentRecord | null {
  if (!isRecord(row) || typeof row.id !== "string" || !isAgentState(row.state)) return null;
  return { ...newAgent(row.id), ...row, state: row.state, id: row.id };
}

const isAgentState = (value: unknown): value is AgentRecord["state"] =>
  AGENT_STATES.some((state) => state === value);

function unpackQueue(row: unknown): QueueRecord | null {
  if (!isRecord(row) || typeof row.id !== "string") return null;
  const blank: QueueRecord = {
    id: row.id,
    name: null,
    stats: null,
    previousStats: null,
    windows: createWindows(),
    routableAgents: 0,
  };
  return { ...blank, ...row, id: row.id, windows: unpackWindows(row.windows) ?? createWindows() };
}
