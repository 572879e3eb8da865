/**
 * The world's one door in time: `advance`. Everything that happens is on the agenda and happens in its order;
 * the cost of advancing is the number of events, whatever the size of the steps. It never asks for the time.
 */

import { Agenda } from "./agenda.ts";
import { MAX_AGENTS, MAX_QUEUES, MAX_SPEED, QUEUE_STATS_EVERY_MS, WARM_UP_MS } from "./bounds.ts";
import { planArrival, startSurge } from "./demand.ts";
import { beginDay, followRoster } from "./duty.ts";
import { at, type Floor, type Queue } from "./floor.ts";
import { force, release, startPuppets } from "./hands.ts";
import { createRandom } from "./random.ts";
import { isRoutable } from "./routing.ts";
import { buildStaff } from "./staff.ts";
import { tellQueue } from "./stats.ts";
import type { AgentState, Truth, WorldEvent, WorldOptions } from "./types.ts";
import { isZone } from "./zone.ts";

export interface World {
  /** Runs the model up to and including `toMs`; returns what happened, in time order. Never goes back. */
  advance(toMs: number): WorldEvent[];
  /** The live, read-only truth as of the last `advance`. */
  truth(): Truth;
  /** When the model does something next, in epoch ms: nothing is emitted before that. */
  nextEventMs(): number;
  /** Holds an agent in a state until released; false when there is no such agent. Takes effect on `advance`. */
  force(agentId: string, state: AgentState, statusCode?: string): boolean;
  /** Ends a hold; false when there is no such agent. */
  release(agentId: string): boolean;
  /** Multiplies a queue's arrivals for a while; false when there is no such queue. */
  surge(queueId: string, factor: number, seconds: number): boolean;
}

function checked(options: WorldOptions): WorldOptions {
  const isCount = (value: number, max: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= max;
  if (!isCount(options.agents, MAX_AGENTS)) throw new RangeError(`agents must be 1 to ${MAX_AGENTS}`);
  if (!isCount(options.queues, MAX_QUEUES)) throw new RangeError(`queues must be 1 to ${MAX_QUEUES}`);
  const speed = options.speed ?? 1;
  if (!(speed > 0 && speed <= MAX_SPEED))
    throw new RangeError(`speed must be above 0 and at most ${MAX_SPEED}`);
  if (!Number.isFinite(options.startMs)) throw new RangeError("startMs must be epoch milliseconds");
  if (!isZone(options.zone))
    throw new RangeError(`zone must be an IANA zone, not ${JSON.stringify(options.zone)}`);
  return options;
}

function createFloor(options: WorldOptions): Floor {
  const random = createRandom(options.seed);
  const staff = buildStaff(options, random.fork());
  return {
    nowMs: Math.floor(options.startMs) - WARM_UP_MS,
    zone: options.zone,
    speed: options.speed ?? 1,
    random,
    agenda: new Agenda(),
    ...staff,
    agentById: new Map(staff.agents.map((agent) => [agent.id, agent])),
    queueById: new Map(staff.queues.map((queue) => [queue.id, queue])),
    // The start is part of the id, so that a restarted world never repeats a contact of an earlier one.
    contactPrefix: `call_${Math.floor(options.startMs / 1_000)}_`,
    contactCount: 0,
    events: [],
    isSilent: true,
  };
}

function reportStats(floor: Floor, queue: Queue): void {
  tellQueue(floor, queue);
  at(floor, floor.nowMs + QUEUE_STATS_EVERY_MS, () => reportStats(floor, queue));
}

function begin(floor: Floor): void {
  for (const roster of floor.rosters) followRoster(floor, roster);
  for (const agent of floor.agents) beginDay(floor, agent);
  floor.queues.forEach((queue, index) => {
    planArrival(floor, queue);
    const phaseMs = Math.floor((QUEUE_STATS_EVERY_MS * index) / floor.queues.length);
    at(floor, floor.nowMs + phaseMs, () => reportStats(floor, queue));
  });
}

function run(floor: Floor, toMs: number): void {
  for (let due = floor.agenda.take(toMs); due !== null; due = floor.agenda.take(toMs)) {
    floor.nowMs = due.atMs;
    due.item();
  }
  floor.nowMs = Math.max(floor.nowMs, toMs);
}

function truthOf(floor: Floor): Truth {
  return {
    get nowMs() {
      return floor.nowMs;
    },
    zone: floor.zone,
    speed: floor.speed,
    agents: floor.agents,
    queues: floor.queues,
    agent: (id) => floor.agentById.get(id) ?? null,
    queue: (id) => floor.queueById.get(id) ?? null,
    isRoutable: (id) => {
      const agent = floor.agentById.get(id);
      return agent !== undefined && isRoutable(agent);
    },
  };
}

/**
 * A contact centre that is already at work at `startMs`: people are in states that began in the past, calls
 * are going on, the last hour's figures are filled. Throws a RangeError on options out of range.
 */
export function createWorld(options: WorldOptions): World {
  const floor = createFloor(checked(options));
  begin(floor);
  run(floor, Math.floor(options.startMs));
  floor.isSilent = false;
  const extra = options.extraEventsPerSecond ?? 0;
  if (extra > 0) startPuppets(floor, extra);
  const truth = truthOf(floor);
  return {
    advance(toMs) {
      run(floor, Math.floor(toMs));
      const { events } = floor;
      floor.events = [];
      return events;
    },
    truth: () => truth,
    nextEventMs: () => floor.agenda.nextAtMs ?? Number.POSITIVE_INFINITY,
    force(agentId, state, statusCode) {
      const agent = floor.agentById.get(agentId);
      if (agent !== undefined) force(floor, agent, state, statusCode);
      return agent !== undefined;
    },
    release(agentId) {
      const agent = floor.agentById.get(agentId);
      if (agent !== undefined) release(floor, agent);
      return agent !== undefined;
    },
    surge(queueId, factor, seconds) {
      const queue = floor.queueById.get(queueId);
      if (queue !== undefined) startSurge(floor, queue, factor, seconds);
      return queue !== undefined;
    },
  };
}
