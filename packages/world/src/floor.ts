/**
 * The model's mutable inside: agents, queues and contacts as the running world holds them, the agenda that
 * drives them, and the one way by which something becomes an event. Nothing outside this package sees it.
 */

import type { Agenda } from "./agenda.ts";
import type { Random } from "./random.ts";
import type { Shift } from "./shifts.ts";
import type {
  AgentSkill,
  AgentState,
  AgentTruth,
  ContactTruth,
  Direction,
  Media,
  Phase,
  QueueTruth,
  ShiftTemplate,
  WorldEvent,
} from "./types.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Contact extends Mutable<ContactTruth> {}

/** How contacts of a queue behave; medians and means in ms, at speed 1. */
export interface QueueManners {
  readonly talkMedianMs: number;
  readonly talkSigma: number;
  readonly patienceMedianMs: number;
  readonly wrapMedianMs: number;
  readonly ringMedianMs: number;
  /** Share of contacts after which there is wrap-up work at all. */
  readonly wrapShare: number;
}

export interface Queue extends Mutable<QueueTruth> {
  waiting: Contact[];
  contacts: Contact[];
  readonly manners: QueueManners;
  /** Contacts per ms for each half hour of the local week, at speed 1. */
  arrivalsPerMs: readonly number[];
  /** Who may answer it, with the level of the skill that serves it. */
  staff: { readonly agent: Agent; readonly level: number }[];
  surgeFactor: number;
  surgeEndsMs: number;
  /** Outdates arrivals that were planned at another rate. */
  arrivalPlan: number;
  readonly book: Book;
}

/** Running sums of a queue's last hour (see stats.ts). */
export interface Book {
  arrivals: number[];
  outcomes: { readonly atMs: number; readonly verdict: "inTime" | "late" | "abandoned" }[];
  inTime: number;
  answered: number;
  abandoned: number;
}

export type Want = "off" | "work" | "break";

/** A point in somebody's day: from then on the agent wants to be somewhere. */
export interface PlanStep {
  readonly atMs: number;
  readonly want: Want;
  readonly code: string;
}

/** A while of other work, agreed with nobody's template. */
export interface Errand {
  readonly state: "READY" | "NOT_READY";
  readonly code: string;
  readonly untilMs: number;
}

export interface Agent extends Mutable<AgentTruth> {
  skills: readonly AgentSkill[];
  readonly roster: Roster;
  readonly queues: Queue[];
  want: Want;
  wantCode: string;
  plan: PlanStep[];
  errand: Errand | null;
  ringing: Contact | null;
  contact: Contact | null;
  /** Rises with every new state: what was planned for an older one is void. */
  epoch: number;
}

/** A template as the running world has it: what it asks of its people at this instant. */
export interface Roster {
  readonly template: ShiftTemplate;
  readonly agents: Agent[];
  duty: Want;
  shift: Shift | null;
}

export interface Floor {
  nowMs: number;
  readonly zone: string;
  readonly speed: number;
  readonly random: Random;
  readonly agenda: Agenda<() => void>;
  readonly agents: Agent[];
  readonly agentById: Map<string, Agent>;
  readonly queues: Queue[];
  readonly queueById: Map<string, Queue>;
  readonly rosters: Roster[];
  readonly contactPrefix: string;
  contactCount: number;
  /** Events since the last `advance`; while `isSilent` (the warm-up) nothing is written. */
  events: WorldEvent[];
  isSilent: boolean;
}

/** Puts an action on the agenda at an instant, never before now. */
export function at(floor: Floor, atMs: number, action: () => void): void {
  floor.agenda.add(Math.max(floor.nowMs, Math.ceil(atMs)), action);
}

/** A duration of activity at this world's speed, in whole ms, at least 1. */
export function paced(floor: Floor, durationMs: number): number {
  return Math.max(1, Math.round(durationMs / floor.speed));
}

/**
 * Plans an agent's next step of the present state. It is void once the state has changed, and moves on by a
 * millisecond if the agent has an event at that very instant, so that `lastUpdatedMs` strictly rises.
 */
export function later(floor: Floor, agent: Agent, delayMs: number, action: () => void): void {
  const epoch = agent.epoch;
  const run = (): void => {
    if (agent.epoch !== epoch) return;
    if (agent.lastUpdatedMs >= floor.nowMs) at(floor, agent.lastUpdatedMs + 1, run);
    else action();
  };
  at(floor, floor.nowMs + delayMs, run);
}

/** The one way into a state. The contact, if any, gives the queue, the call and the direction. */
export function enter(
  floor: Floor,
  agent: Agent,
  state: AgentState,
  code: string,
  about: Pick<AgentTruth, "queueId" | "contactId" | "direction"> = NOTHING,
): void {
  if (floor.nowMs <= agent.lastUpdatedMs) {
    throw new Error(`agent ${agent.id} would have two events at ${floor.nowMs}`);
  }
  agent.state = state;
  agent.statusCode = code;
  agent.sinceMs = floor.nowMs;
  agent.queueId = about.queueId;
  agent.contactId = about.contactId;
  agent.direction = about.direction;
  agent.epoch += 1;
  tellAgent(floor, agent);
}

const NOTHING = { queueId: null, contactId: null, direction: null } as const;

/** Emits the agent as it is: a transition, or a refresh when the state began earlier. */
export function tellAgent(floor: Floor, agent: Agent): void {
  agent.lastUpdatedMs = floor.nowMs;
  if (floor.isSilent) return;
  floor.events.push({
    kind: "agentState",
    atMs: floor.nowMs,
    agentId: agent.id,
    state: agent.state,
    statusCode: agent.statusCode,
    sinceMs: agent.sinceMs,
    lastUpdatedMs: floor.nowMs,
    queueId: agent.queueId,
    contactId: agent.contactId,
    direction: agent.direction,
  });
}

/** Moves a contact into a phase and emits it with every time known so far (DIALECT.md). */
export function tellContact(floor: Floor, contact: Contact, phase: Phase): void {
  contact.phase = phase;
  contact.lastUpdatedMs = floor.nowMs;
  if (floor.isSilent) return;
  floor.events.push({
    kind: "interaction",
    atMs: floor.nowMs,
    contactId: contact.id,
    queueId: contact.queueId,
    agentId: contact.agentId,
    phase,
    media: contact.media,
    direction: contact.direction,
    queuedAtMs: contact.queuedAtMs,
    offeredAtMs: contact.offeredAtMs,
    answeredAtMs: contact.answeredAtMs,
    endedAtMs: contact.endedAtMs ?? contact.abandonedAtMs,
  });
}

/** A new contact of a queue, in no phase that anybody was told of yet. */
export function newContact(floor: Floor, queue: Queue, direction: Direction, media: Media): Contact {
  floor.contactCount += 1;
  const contact: Contact = {
    id: `${floor.contactPrefix}${String(floor.contactCount).padStart(6, "0")}`,
    queueId: queue.id,
    media,
    direction,
    phase: "QUEUED",
    agentId: null,
    queuedAtMs: null,
    offeredAtMs: null,
    answeredAtMs: null,
    endedAtMs: null,
    abandonedAtMs: null,
    lastUpdatedMs: floor.nowMs,
  };
  queue.contacts.push(contact);
  return contact;
}
