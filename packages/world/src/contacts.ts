/**
 * The life of a contact: it arrives, waits, is offered, is answered and ends, or its caller gives up. Every
 * contact ends in exactly one of the two ways. Outbound calls begin at the answer.
 */

import { MAX_WAITING } from "./bounds.ts";
import { settle } from "./duty.ts";
import {
  type Agent,
  at,
  type Contact,
  enter,
  type Floor,
  later,
  newContact,
  paced,
  type Queue,
  tellAgent,
  tellContact,
} from "./floor.ts";
import { bestAgent, isRoutable, longestWaiting, nextWaiting } from "./routing.ts";
import { noteArrival, noteOutcome } from "./stats.ts";
import type { Media } from "./types.ts";

const NOT_ANSWERED_SHARE = 0.012;
const RING_OUT_MS = 18_000;
const RONA_MEDIAN_MS = 75_000;

const TALK_CODES: Readonly<Record<Media, string>> = {
  voice: "ON_CALL",
  chat: "ON_CHAT",
  email: "ON_EMAIL",
  digital: "ON_DIGITAL",
};

/** A contact enters its queue; routing looks at it a moment later. */
export function arrive(floor: Floor, queue: Queue): void {
  if (queue.waiting.length >= MAX_WAITING) return;
  const contact = newContact(floor, queue, "INBOUND", queue.media);
  contact.queuedAtMs = floor.nowMs;
  queue.waiting.push(contact);
  noteArrival(floor, queue);
  tellContact(floor, contact, "QUEUED");
  const { manners } = queue;
  const patienceMs = floor.random.logNormal(manners.patienceMedianMs, 0.8);
  at(floor, floor.nowMs + paced(floor, patienceMs), () => giveUp(floor, queue, contact));
  at(floor, floor.nowMs + paced(floor, floor.random.between(120, 600)), () => serve(floor, queue));
}

/** Offers the queue's oldest contact to the best agent, if there are both. */
export function serve(floor: Floor, queue: Queue): void {
  const contact = nextWaiting(floor, queue);
  if (contact === null) return;
  const agent = bestAgent(floor, queue);
  if (agent !== null) offer(floor, queue, contact, agent);
}

/** Gives a newly routable agent the contact that has waited longest for such a one. */
export function pull(floor: Floor, agent: Agent): void {
  if (!isRoutable(agent)) return;
  const found = longestWaiting(floor, agent);
  if (found !== null) offer(floor, found.queue, found.contact, agent);
}

function offer(floor: Floor, queue: Queue, contact: Contact, agent: Agent): void {
  agent.ringing = contact;
  contact.agentId = agent.id;
  contact.offeredAtMs = floor.nowMs;
  tellContact(floor, contact, "OFFERED");
  const stillRings = (): boolean => agent.ringing === contact && contact.offeredAtMs === offeredAtMs;
  const offeredAtMs = floor.nowMs;
  if (floor.random.chance(NOT_ANSWERED_SHARE)) {
    later(floor, agent, paced(floor, RING_OUT_MS), () => {
      if (stillRings()) ringOut(floor, queue, agent);
    });
    return;
  }
  const ringMs = floor.random.logNormal(queue.manners.ringMedianMs, 0.4);
  later(floor, agent, paced(floor, ringMs), () => {
    if (stillRings()) answer(floor, queue, contact, agent);
  });
}

/** Nobody picked up: the contact is back at its place in the queue and the agent is made not ready. */
function ringOut(floor: Floor, queue: Queue, agent: Agent): void {
  stopRinging(agent);
  enter(floor, agent, "NOT_READY", "RONA");
  later(floor, agent, paced(floor, floor.random.logNormal(RONA_MEDIAN_MS, 0.5)), () => settle(floor, agent));
  serve(floor, queue);
}

/** Takes the ringing contact from the agent; it waits on, at the place that its arrival gives it. */
export function stopRinging(agent: Agent): void {
  const contact = agent.ringing;
  agent.ringing = null;
  if (contact === null || contact.phase !== "OFFERED") return;
  contact.phase = "QUEUED";
  contact.agentId = null;
}

function leaveQueue(queue: Queue, contact: Contact): void {
  const place = queue.waiting.indexOf(contact);
  if (place >= 0) queue.waiting.splice(place, 1);
}

function giveUp(floor: Floor, queue: Queue, contact: Contact): void {
  if (contact.phase !== "QUEUED" && contact.phase !== "OFFERED") return;
  if (contact.lastUpdatedMs >= floor.nowMs) {
    at(floor, contact.lastUpdatedMs + 1, () => giveUp(floor, queue, contact));
    return;
  }
  const agent =
    contact.phase === "OFFERED" && contact.agentId !== null
      ? floor.agentById.get(contact.agentId)
      : undefined;
  contact.abandonedAtMs = floor.nowMs;
  leaveQueue(queue, contact);
  noteOutcome(floor, queue, contact);
  tellContact(floor, contact, "ABANDONED");
  if (agent?.ringing !== contact) return;
  agent.ringing = null;
  // The agent may have wanted away while it rang; otherwise the next contact comes at once.
  later(floor, agent, 0, () => settle(floor, agent));
}

function answer(floor: Floor, queue: Queue, contact: Contact, agent: Agent): void {
  agent.ringing = null;
  leaveQueue(queue, contact);
  contact.answeredAtMs = floor.nowMs;
  noteOutcome(floor, queue, contact);
  talk(floor, queue, contact, agent);
}

/** An outbound call, dialled by an agent who is ready for those only. */
export function callOut(floor: Floor, queue: Queue, agent: Agent): void {
  const contact = newContact(floor, queue, "OUTBOUND", "voice");
  contact.agentId = agent.id;
  contact.answeredAtMs = floor.nowMs;
  talk(floor, queue, contact, agent);
}

function talk(floor: Floor, queue: Queue, contact: Contact, agent: Agent): void {
  const { random } = floor;
  agent.contact = contact;
  tellContact(floor, contact, "ANSWERED");
  enter(floor, agent, "CALL", TALK_CODES[contact.media], aboutContact(contact));
  const talkMs = paced(floor, random.logNormal(queue.manners.talkMedianMs, queue.manners.talkSigma));
  later(floor, agent, talkMs, () => end(floor, queue, contact, agent));
  if (random.chance(0.22)) hold(floor, agent, talkMs);
}

function aboutContact(contact: Contact): Pick<Agent, "queueId" | "contactId" | "direction"> {
  return { queueId: contact.queueId, contactId: contact.id, direction: contact.direction };
}

/**
 * A hold in mid-call: the same state goes on, so these are refreshes whose duration is more than 0. They come
 * on whole seconds of the state, so that `timestamp − duration_seconds` gives its beginning exactly.
 */
function hold(floor: Floor, agent: Agent, talkMs: number): void {
  const talkSeconds = Math.floor(talkMs / 1_000);
  if (talkSeconds < 4) return;
  const fromSeconds = 1 + floor.random.index(Math.floor(talkSeconds / 2));
  const forSeconds = 1 + floor.random.index(Math.max(1, Math.floor(talkSeconds / 3)));
  refresh(floor, agent, fromSeconds, "ON_HOLD");
  refresh(floor, agent, fromSeconds + forSeconds, agent.statusCode);
}

function refresh(floor: Floor, agent: Agent, afterSeconds: number, code: string): void {
  const epoch = agent.epoch;
  at(floor, agent.sinceMs + afterSeconds * 1_000, () => {
    if (agent.epoch !== epoch || agent.lastUpdatedMs >= floor.nowMs) return;
    agent.statusCode = code;
    tellAgent(floor, agent);
  });
}

/** The talk ends. Most contacts leave some work behind. */
function end(floor: Floor, queue: Queue, contact: Contact, agent: Agent): void {
  const { random } = floor;
  hangUp(floor, contact, agent);
  if (!random.chance(queue.manners.wrapShare)) {
    settle(floor, agent);
    return;
  }
  const isDisposition = random.chance(0.12);
  const medianMs = isDisposition ? 12_000 : queue.manners.wrapMedianMs;
  const [state, code] = isDisposition
    ? (["WRAP_UP", "DISPOSITION"] as const)
    : (["AFTER_CALL_WORK", "ACW"] as const);
  enter(floor, agent, state, code, aboutContact(contact));
  later(floor, agent, paced(floor, random.logNormal(medianMs, 0.7)), () => settle(floor, agent));
}

/** Ends the contact itself; where the agent goes next is the caller's business. */
export function hangUp(floor: Floor, contact: Contact, agent: Agent): void {
  agent.contact = null;
  contact.endedAtMs = floor.nowMs;
  tellContact(floor, contact, "ENDED");
}
