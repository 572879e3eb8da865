/**
 * Frames as compact JSON text, for the Worker: tuples for objects, numbers for the vocabulary's words, a small number
 * for each agent, since a frame goes to every screen many times a minute. Lossless: whoever projects the board decides how finely to round.
 *
 *   [0, version, epoch, seq, at, build, site, feed, counts, words, identities, agents, queues, alerting, alerts]
 *   [1, epoch, base, seq, at, feed, counts, words, identities, agents, removed, removedQueues, queues,
 *    alerting, alerts, removedAlerts]
 *   [2, epoch, seq, at, build, feed, alerting]
 *   [3, id, order, number]
 *
 * are a snapshot, a delta, a beat and an order.
 */
import type { AgentId, QueueId } from "@callboard/core";
import {
  type BeatFrame,
  type DeltaFrame,
  type OrderFrame,
  PROTOCOL_VERSION,
  type SnapshotFrame,
} from "../frames.ts";
import { SCREEN_ORDERS } from "../screens.ts";
import { writeAgent, writeIdentity } from "./agent-row.ts";
import { writeAlert } from "./alert-row.ts";
import { writeAlerting, writeCounts, writeFeed, writeSite } from "./head-rows.ts";
import { writeQueue, writeQueueCount } from "./queue-row.ts";
import type { Row } from "./reader.ts";
import { createWordWriter } from "./words.ts";

/**
 * An agent's number: a whole number from 0 up, one agent's alone and unchanging within an epoch. An agent whose name
 * or team changed is introduced again under the same number.
 */
export type RefOf = (id: AgentId) => number;

export const FRAME_KIND = { snapshot: 0, delta: 1, beat: 2, order: 3 } as const;

/** A whole board. Every agent is introduced. */
export function encodeSnapshot(frame: SnapshotFrame, refOf: RefOf): string {
  const words = createWordWriter();
  const identities: Row[] = [];
  const agents: Row[] = [];
  for (const agent of frame.agents) {
    const ref = refOf(agent.id);
    identities.push(writeIdentity(agent, ref, words));
    agents.push(writeAgent(agent, ref, frame.at, words));
  }
  const alerts = frame.alerts.map((alert) => writeAlert(alert, frame.at, words));
  return JSON.stringify([
    FRAME_KIND.snapshot,
    PROTOCOL_VERSION,
    frame.epoch,
    frame.seq,
    frame.at,
    frame.build,
    writeSite(frame.site),
    writeFeed(frame.feed, frame.at),
    writeCounts(frame.counts),
    words.list,
    identities,
    agents,
    frame.queues.map((queue) => writeQueue(queue, frame.at)),
    writeAlerting(frame.alerting, frame.at),
    alerts,
    frame.setupRevision,
  ]);
}

const NO_QUEUES: ReadonlySet<QueueId> = new Set();

/**
 * What changed after `base`. Only the agents marked `isIntroduced` carry id, name and team. Of the queues in
 * `onlyCounts` the count of routable agents is sent and nothing else: whoever holds `base` must hold the rest of them
 * exactly as it stands in the frame.
 */
export function encodeDelta(
  frame: DeltaFrame,
  refOf: RefOf,
  onlyCounts: ReadonlySet<QueueId> = NO_QUEUES,
): string {
  const words = createWordWriter();
  const identities: Row[] = [];
  const agents: Row[] = [];
  for (const { agent, isIntroduced } of frame.agents) {
    const ref = refOf(agent.id);
    if (isIntroduced) identities.push(writeIdentity(agent, ref, words));
    agents.push(writeAgent(agent, ref, frame.at, words));
  }
  return JSON.stringify([
    FRAME_KIND.delta,
    frame.epoch,
    frame.base,
    frame.seq,
    frame.at,
    writeFeed(frame.feed, frame.at),
    writeCounts(frame.counts),
    words.list,
    identities,
    agents,
    frame.removedAgents.map(refOf),
    frame.removedQueues,
    frame.queues.map((queue) =>
      onlyCounts.has(queue.id) ? writeQueueCount(queue, words) : writeQueue(queue, frame.at),
    ),
    writeAlerting(frame.alerting, frame.at),
    frame.alerts.map((alert) => writeAlert(alert, frame.at, words)),
    frame.removedAlerts,
  ]);
}

export function encodeBeat(frame: BeatFrame): string {
  return JSON.stringify([
    FRAME_KIND.beat,
    frame.epoch,
    frame.seq,
    frame.at,
    frame.build,
    writeFeed(frame.feed, frame.at),
    writeAlerting(frame.alerting, frame.at),
    frame.setupRevision,
  ]);
}

/** What one screen is asked to do. */
export function encodeOrder({ id, order, number }: OrderFrame): string {
  return JSON.stringify([FRAME_KIND.order, id, SCREEN_ORDERS.indexOf(order), number]);
}
