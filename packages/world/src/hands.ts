/**
 * Hands from outside on the running floor: hold an agent in a state, let go of it, and puppets that change
 * state at a fixed total rate for benches. All of it goes through the agenda like the model's own events.
 */

import { hangUp, serve, stopRinging } from "./contacts.ts";
import { settle } from "./duty.ts";
import { type Agent, at, enter, type Floor } from "./floor.ts";
import { AVAILABLE } from "./routing.ts";
import type { AgentState } from "./types.ts";

const USUAL_CODES: Readonly<Record<AgentState, string>> = {
  READY: AVAILABLE,
  NOT_READY: "BACK_OFFICE",
  CALL: "ON_CALL",
  AFTER_CALL_WORK: "ACW",
  WRAP_UP: "DISPOSITION",
  SIGNED_OUT: "SIGNED_OUT",
};

/** Runs the action at the first instant at which the agent may have another event. */
function soon(floor: Floor, agent: Agent, action: () => void): void {
  at(floor, Math.max(floor.nowMs, agent.lastUpdatedMs + 1), () => {
    if (agent.lastUpdatedMs >= floor.nowMs) soon(floor, agent, action);
    else action();
  });
}

/** Takes whatever the agent rings with or talks to away from it, properly ended or put back. */
function free(floor: Floor, agent: Agent): void {
  const { contact, ringing } = agent;
  if (contact !== null) hangUp(floor, contact, agent);
  if (ringing === null) return;
  stopRinging(agent);
  const queue = floor.queueById.get(ringing.queueId);
  if (queue !== undefined) serve(floor, queue);
}

/** Holds the agent in a state until `release`; the model gives it no contacts and plans nothing for it. */
export function force(floor: Floor, agent: Agent, state: AgentState, code: string | undefined): void {
  soon(floor, agent, () => {
    agent.isForced = true;
    free(floor, agent);
    const isWithContact = state === "CALL" || state === "AFTER_CALL_WORK" || state === "WRAP_UP";
    const queueId = agent.queues[0]?.id ?? null;
    enter(floor, agent, state, code ?? USUAL_CODES[state], {
      queueId: isWithContact ? queueId : null,
      contactId: isWithContact ? `${floor.contactPrefix}held_${agent.epoch}` : null,
      direction: isWithContact ? "INBOUND" : null,
    });
  });
}

/** Lets the agent go: it returns at once to where its own day has it by now. */
export function release(floor: Floor, agent: Agent): void {
  soon(floor, agent, () => {
    if (!agent.isForced) return;
    agent.isForced = false;
    settle(floor, agent);
  });
}

const PUPPET_CYCLE: readonly AgentState[] = ["READY", "CALL", "AFTER_CALL_WORK", "NOT_READY"];

/** Makes every second agent a puppet and moves them in turn, `perSecond` transitions in all. */
export function startPuppets(floor: Floor, perSecond: number): void {
  const puppets = floor.agents.filter((_, index) => index % 2 === 0);
  const startMs = floor.nowMs;
  const move = (count: number): void => {
    const agent = puppets[count % puppets.length];
    const state = PUPPET_CYCLE[Math.floor(count / puppets.length) % PUPPET_CYCLE.length];
    if (agent === undefined || state === undefined) return;
    force(floor, agent, state, undefined);
    at(floor, startMs + ((count + 1) * 1_000) / perSecond, () => move(count + 1));
  };
  at(floor, startMs, () => move(0));
}
