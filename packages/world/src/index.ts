/** The one door of the world. What is not exported here is nobody else's business. */

export { Agenda } from "./agenda.ts";
export { createRandom, type Random } from "./random.ts";
export type {
  AgentSkill,
  AgentState,
  AgentStateEvent,
  AgentTruth,
  ContactTruth,
  Direction,
  InteractionEvent,
  Media,
  Phase,
  QueueStatsEvent,
  QueueTruth,
  ShiftTemplate,
  Truth,
  WorldEvent,
  WorldOptions,
} from "./types.ts";
export {
  agentRow,
  skillsRow,
  toWire,
  userRow,
  type WireAgent,
  type WireInteraction,
  type WireMessage,
  type WireQueue,
  type WireShift,
  type WireSkills,
  type WireUser,
} from "./wire.ts";
export { createWorld, type World } from "./world.ts";
export { zoneWithLocalHour } from "./zone.ts";
