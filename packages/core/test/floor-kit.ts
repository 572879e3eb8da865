/**
 * What the core's tests build floors with: inputs with plain defaults, at one instant of the guide's example day.
 * Only tests import this.
 */
import { packContacts } from "../src/contact/pack-contacts.ts";
import { createFloor, type Floor } from "../src/floor.ts";
import type {
  AgentReport,
  AgentStateInput,
  GroundTruthInput,
  InteractionInput,
  QueueStatsInput,
  RosterInput,
} from "../src/inputs.ts";
import type { Outcome } from "../src/outcome.ts";
import type { RoutingProfile, ShiftTemplate, Skill } from "../src/routability/profile.ts";
import { DEFAULT_QUEUE_GOAL, NO_SITE_SHIFTS, type Site } from "../src/site.ts";
import { step } from "../src/step.ts";
import type { AgentState, EpochMs } from "../src/vocabulary.ts";
import { packWindows } from "../src/windows/pack-windows.ts";

/** The guide's instant, a Wednesday: 2024-05-15T14:32:10.000Z. */
export const T0: EpochMs = Date.UTC(2024, 4, 15, 14, 32, 10);
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

export const AGENT = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
export const QUEUE = "q9x8y7z6-w5v4-3210-fedc-ba0987654321";

export const site = (changes: Partial<Site> = {}): Site => ({
  name: "Test",
  zone: "UTC",
  statusCodes: new Map(),
  queueGoal: DEFAULT_QUEUE_GOAL,
  queueGoals: new Map(),
  shifts: NO_SITE_SHIFTS,
  ...changes,
});

export const floorOf = (changes: Partial<Site> = {}): Floor => createFloor(site(changes));

/** A report of a state that has just begun at `lastUpdated`. */
export function report(state: AgentState, changes: Partial<AgentReport> = {}): AgentReport {
  const lastUpdated = changes.lastUpdated ?? changes.at ?? T0;
  return {
    agentId: AGENT,
    state,
    rawState: null,
    statusCode: null,
    queueId: null,
    contactId: null,
    direction: null,
    at: lastUpdated,
    durationMs: 0,
    lastUpdated,
    ...changes,
  };
}

export const told = (state: AgentState, changes: Partial<AgentReport> = {}): AgentStateInput => ({
  kind: "agentState",
  report: report(state, changes),
});

export const truth = (
  reports: readonly AgentReport[],
  askedIds: readonly string[] = reports.map(({ agentId }) => agentId),
): GroundTruthInput => ({ kind: "groundTruth", askedIds, reports });

export const stats = (changes: Partial<QueueStatsInput> = {}): QueueStatsInput => ({
  kind: "queueStats",
  queueId: QUEUE,
  queueName: null,
  at: T0,
  waitSeconds: 120,
  abandonedCount: 3,
  availableAgents: 4,
  callVolume1h: 145,
  serviceLevelPct: 78.5,
  ...changes,
});

export const interaction = (changes: Partial<InteractionInput> = {}): InteractionInput => ({
  kind: "interaction",
  contactId: "call_1",
  queueId: QUEUE,
  agentId: null,
  phase: "QUEUED",
  media: "voice",
  direction: "INBOUND",
  at: T0,
  queuedAt: null,
  offeredAt: null,
  answeredAt: null,
  endedAt: null,
  ...changes,
});

export const roster = (...agentIds: readonly string[]): RosterInput => ({
  kind: "roster",
  entries: agentIds.map((agentId) => ({
    agentId,
    name: `Name of ${agentId}`,
    teamId: null,
    teamName: null,
  })),
});

export const skill = (changes: Partial<Skill> = {}): Skill => ({
  id: "sales",
  name: "Sales",
  level: 5,
  active: true,
  queueIds: [QUEUE],
  ...changes,
});

/** 08:00–16:30 in UTC on working days, lunch at noon. */
export const shift = (changes: Partial<ShiftTemplate> = {}): ShiftTemplate => ({
  id: "early",
  name: "Early",
  zone: "UTC",
  days: [1, 2, 3, 4, 5],
  startMinute: 8 * 60,
  endMinute: 16 * 60 + 30,
  breaks: [{ name: "Lunch", startMinute: 12 * 60, endMinute: 12 * 60 + 30 }],
  ...changes,
});

export const profile = (changes: Partial<RoutingProfile> = {}): RoutingProfile => ({
  skills: [skill()],
  shift: { kind: "none" },
  ...changes,
});

export const profiled = (agentId: string, changes: Partial<RoutingProfile> = {}) =>
  ({ kind: "profiles", profiles: [{ agentId, profile: profile(changes) }] }) as const;

/** The one agent of most tests. */
export function agentIn(floor: Floor, agentId: string = AGENT) {
  const agent = floor.agents.get(agentId);
  if (agent === undefined) throw new Error(`no agent ${agentId} on the floor`);
  return agent;
}

export function queueIn(floor: Floor, queueId: string = QUEUE) {
  const queue = floor.queues.get(queueId);
  if (queue === undefined) throw new Error(`no queue ${queueId} on the floor`);
  return queue;
}

/** Takes stream reports one after the other, each when it was written. */
export function hear(floor: Floor, ...inputs: readonly AgentStateInput[]): Outcome[] {
  return inputs.map((input) => step(floor, input, input.report.at));
}

/** Everything that is on a floor, as plain values: two floors with the same picture are the same floor. */
export function pictureOf(floor: Floor): unknown {
  const { clock, blind, unmappedCodes } = floor;
  const picture = {
    clock,
    blind,
    unmappedCodes: [...unmappedCodes].sort(),
    agents: [...floor.agents.values()],
    queues: Array.from(floor.queues.values(), (queue) => ({ ...queue, windows: packWindows(queue.windows) })),
    contacts: packContacts(floor.contacts),
    baselines: Array.from(floor.baselines.queues, ([id, { hours, living }]) => ({
      id,
      hours: [...hours],
      living,
    })),
  };
  return JSON.parse(JSON.stringify(picture));
}
