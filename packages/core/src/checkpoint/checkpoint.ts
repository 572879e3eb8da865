/**
 * A floor as plain JSON and back, for checkpoints (SPEC S7). Routability and the counts that follow from it are
 * not packed: they are judged anew, since the hour has moved on; and who works for which queue is counted anew.
 * Baselines are not packed either: each learned hour is kept on its own, so that weeks of learning do not hang on the
 * shape of a checkpoint.
 */
import { BOUNDS } from "../bounds.ts";
import { packContacts, unpackContacts } from "../contact/pack-contacts.ts";
import { type AgentRecord, createFloor, type Floor, newAgent, type QueueRecord } from "../floor.ts";
import { recountWork } from "../routability/rejudge.ts";
import type { Site } from "../site.ts";
import { packWindows, unpackWindows } from "../windows/pack-windows.ts";
import { createWindows } from "../windows/windows.ts";
import { isInstant, isObject, isPackedAgent, isPackedBlind, isPackedQueue } from "./shape.ts";

/**
 * Raised with every change of the packed shape. Only the version before is read as well, with what it lacks left open, so
 * that a new build does not begin its day with empty windows; any other is not (the stream fills a new floor).
 */
const VERSION = 4;
const VERSION_WITHOUT_MEDIA = 3;

export type PackedAgent = Omit<AgentRecord, "routability" | "workQueueId">;
export type PackedQueue = Omit<QueueRecord, "windows" | "routableAgents" | "workingAgents"> & {
  readonly windows: unknown;
};
export type PackedBlind = Floor["blind"][number];

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

function packAgent({
  routability: _judgedAnew,
  workQueueId: _countedAnew,
  ...kept
}: AgentRecord): PackedAgent {
  return kept;
}

function packQueue(queue: QueueRecord): PackedQueue {
  const { windows, routableAgents: _judgedAnew, workingAgents: _countedAnew, ...kept } = queue;
  return { ...kept, windows: packWindows(windows) };
}

/**
 * The floor that `packFloor` wrote, or `null` where the value is not one: whole or not at all. Never throws. The
 * verdicts on its agents are open until the next `site` step.
 */
export function unpackFloor(packed: unknown, site: Site): Floor | null {
  if (!isObject(packed) || !isInstant(packed.clock)) return null;
  const { blind, agents } = packed;
  const queues = queuesIn(packed);
  if (!Array.isArray(blind) || !Array.isArray(agents) || queues === null) return null;
  if (agents.length > BOUNDS.agentsMax || queues.length > BOUNDS.queuesMax) return null;
  if (!blind.every(isPackedBlind) || !agents.every(isPackedAgent) || !queues.every(isPackedQueue))
    return null;
  const contacts = unpackContacts(packed.contacts);
  if (contacts === null) return null;

  const floor: Floor = { ...createFloor(site), clock: packed.clock, contacts };
  floor.blind.push(...blind.slice(-BOUNDS.blindIntervalsMax));
  for (const row of agents) floor.agents.set(row.id, unpackAgent(row));
  for (const row of queues) floor.queues.set(row.id, unpackQueue(row));
  for (const agent of floor.agents.values()) recountWork(floor, agent, new Set());
  return floor;
}

/** The rows of queues as this version has them; `null` where the version is none that is read. */
function queuesIn({ v, queues }: Record<string, unknown>): unknown[] | null {
  if (!Array.isArray(queues)) return null;
  if (v === VERSION) return queues;
  if (v !== VERSION_WITHOUT_MEDIA) return null;
  return queues.map((row: unknown) => (isObject(row) ? { ...row, media: null, mediaAt: null } : row));
}

function unpackAgent(row: PackedAgent): AgentRecord {
  const { routability, workQueueId } = newAgent(row.id);
  return { ...row, routability, workQueueId };
}

function unpackQueue({ windows, ...row }: PackedQueue): QueueRecord {
  const counts = { routableAgents: 0, workingAgents: 0 };
  return { ...row, windows: unpackWindows(windows) ?? createWindows(), ...counts };
}
