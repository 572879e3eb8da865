/**
 * Reads the compact text back into frames, on the screen. It remembers who each number stands for within the epoch and
 * each queue's last row, and nothing else; whether a frame fits the board is the replica's question. It must never
 * throw, whatever the text.
 */
import { type AgentId, BOUNDS, type QueueId } from "@callboard/core";
import type { BoardAlert } from "../alerts.ts";
import type { BoardQueue } from "../board.ts";
import {
  type DeltaAgent,
  type DeltaFrame,
  type OrderFrame,
  PROTOCOL_VERSION,
  type ServerFrame,
} from "../frames.ts";
import { SCREEN_ORDERS } from "../screens.ts";
import { type AgentIdentity, readAgent, readIdentity } from "./agent-row.ts";
import { readAlert } from "./alert-row.ts";
import { FRAME_KIND } from "./encode.ts";
import { readAlerting, readCounts, readFeed, readSite } from "./head-rows.ts";
import { readQueue, readQueueOrCount } from "./queue-row.ts";
import { count, fail, figure, Malformed, type Row, row, text } from "./reader.ts";

export type Decoded =
  | { readonly kind: "frame"; readonly frame: ServerFrame }
  | { readonly kind: "order"; readonly order: OrderFrame }
  /** Not a frame we can read: a screen asks for a snapshot, since something it needed may have been in it. */
  | { readonly kind: "invalid"; readonly detail: string };

export interface Decoder {
  decode(message: string): Decoded;
  /** Who each number stands for in the epoch that is read; of somebody with two the later one counts. For relays, which write under them. */
  refs(): ReadonlyMap<number, { readonly id: AgentId }>;
}

interface Known {
  epoch: string | null;
  seq: number;
  identities: Map<number, AgentIdentity>;
  /** As they were last read: what a count alone is put into. */
  queues: Map<QueueId, BoardQueue>;
}

/** One decoder per screen, kept over reconnects: a resumed screen is not told again who is who. */
export function createDecoder(): Decoder {
  const known: Known = { epoch: null, seq: -1, identities: new Map(), queues: new Map() };
  return {
    decode(message) {
      try {
        const fields = row(JSON.parse(message), "frame");
        if (fields[0] === FRAME_KIND.order) return { kind: "order", order: readOrder(fields) };
        return { kind: "frame", frame: readFrame(fields, known) };
      } catch (error) {
        return { kind: "invalid", detail: error instanceof Malformed ? error.message : "notJson" };
      }
    },
    refs: () => known.identities,
  };
}

function readFrame(fields: Row, known: Known): ServerFrame {
  switch (fields[0]) {
    case FRAME_KIND.snapshot:
      return readSnapshot(fields, known);
    case FRAME_KIND.delta:
      return readDelta(fields, known);
    case FRAME_KIND.beat:
      return readBeat(fields);
    default:
      return fail("kind of frame");
  }
}

function readOrder(fields: Row): OrderFrame {
  return {
    type: "order",
    id: text(fields[1], "id"),
    order: SCREEN_ORDERS[count(fields[2], "order")] ?? fail("order"),
    number: count(fields[3], "number"),
  };
}

function readBeat(fields: Row): ServerFrame {
  const at = figure(fields[3], "at");
  return {
    type: "beat",
    epoch: text(fields[1], "epoch"),
    seq: count(fields[2], "seq"),
    at,
    build: text(fields[4], "build"),
    feed: readFeed(fields[5], at),
    alerting: readAlerting(fields[6], at),
    setupRevision: count(fields[7], "setup revision"),
  };
}

function readSnapshot(fields: Row, known: Known): ServerFrame {
  if (fields[1] !== PROTOCOL_VERSION) fail("version");
  const epoch = text(fields[2], "epoch");
  const seq = count(fields[3], "seq");
  const at = figure(fields[4], "at");
  const words = readWords(fields[9]);
  const identities = readIdentities(fields[10], words);
  const queues = bounded(fields[12], BOUNDS.queuesMax, "queues");
  const frame: ServerFrame = {
    type: "snapshot",
    epoch,
    seq,
    at,
    build: text(fields[5], "build"),
    site: readSite(fields[6]),
    feed: readFeed(fields[7], at),
    counts: readCounts(fields[8]),
    agents: bounded(fields[11], BOUNDS.agentsMax, "agents").map((value) => {
      const agent = row(value, "agent");
      const identity = identities.get(count(agent[0], "ref"));
      return readAgent(agent, identity ?? fail("unknown ref"), at, words);
    }),
    queues: queues.map((queue) => readQueue(queue, at)),
    alerting: readAlerting(fields[13], at),
    alerts: readAlerts(fields[14], at, words),
    setupRevision: count(fields[15], "setup revision"),
  };
  // Only a frame that could be read whole may change who is who. An older snapshot of this epoch is a straggler
  // that the replica drops as well.
  if (epoch !== known.epoch || seq >= known.seq) {
    known.epoch = epoch;
    known.seq = seq;
    known.identities = identities;
    known.queues = new Map(frame.queues.map((queue) => [queue.id, queue]));
  }
  return frame;
}

function readDelta(fields: Row, known: Known): ServerFrame {
  const epoch = text(fields[1], "epoch");
  if (epoch !== known.epoch) fail("another epoch");
  const seq = count(fields[3], "seq");
  const at = figure(fields[4], "at");
  const words = readWords(fields[7]);
  const introduced = readIdentities(fields[8], words);
  const identityOf = (ref: number) => introduced.get(ref) ?? known.identities.get(ref);
  const removedRefs = bounded(fields[10], BOUNDS.agentsMax, "removed").map((ref) => count(ref, "ref"));
  const frame: DeltaFrame = {
    type: "delta",
    epoch,
    base: count(fields[2], "base"),
    seq,
    at,
    feed: readFeed(fields[5], at),
    counts: readCounts(fields[6]),
    agents: bounded(fields[9], BOUNDS.agentsMax, "agents").map((value): DeltaAgent => {
      const agent = row(value, "agent");
      const ref = count(agent[0], "ref");
      const identity = identityOf(ref) ?? fail("unknown ref");
      return { agent: readAgent(agent, identity, at, words), isIntroduced: introduced.has(ref) };
    }),
    removedAgents: idsOf(removedRefs, known),
    queues: bounded(fields[12], BOUNDS.queuesMax, "queues").map((queue) =>
      readQueueOrCount(queue, at, words, (id) => known.queues.get(id)),
    ),
    removedQueues: bounded(fields[11], BOUNDS.queuesMax, "removed queues").map((id) => text(id, "queue id")),
    alerting: readAlerting(fields[13], at),
    alerts: readAlerts(fields[14], at, words),
    removedAlerts: bounded(fields[15], BOUNDS.removalsMax, "removed alerts").map((id) =>
      text(id, "alert id"),
    ),
  };
  learn(known, frame, introduced);
  return frame;
}

/** A number we do not know cannot be on our board: somebody who came and went between two frames. */
function idsOf(refs: readonly number[], known: Known): AgentId[] {
  const ids: AgentId[] = [];
  for (const ref of refs) {
    const identity = known.identities.get(ref);
    if (identity !== undefined) ids.push(identity.id);
  }
  return ids;
}

/**
 * A delta that came late must not bring an old name back. Those who left, and the queues that did, are kept until the next
 * snapshot: the replica may have dropped the frame that removed them, and the one that repairs it names them again.
 */
function learn(known: Known, frame: DeltaFrame, introduced: ReadonlyMap<number, AgentIdentity>): void {
  const { seq, queues } = frame;
  if (seq < known.seq) return;
  if (known.identities.size + introduced.size > BOUNDS.screenIdentitiesMax) fail("too many identities");
  if (known.queues.size + queues.length > BOUNDS.screenQueuesMax) fail("too many queues");
  known.seq = seq;
  for (const [ref, identity] of introduced) known.identities.set(ref, identity);
  for (const queue of queues) known.queues.set(queue.id, queue);
}

function readIdentities(value: unknown, words: readonly string[]): Map<number, AgentIdentity> {
  const identities = new Map<number, AgentIdentity>();
  for (const item of bounded(value, BOUNDS.agentsMax, "identities")) {
    const [ref, identity] = readIdentity(item, words);
    identities.set(ref, identity);
  }
  return identities;
}

function readAlerts(value: unknown, at: number, words: readonly string[]): BoardAlert[] {
  return bounded(value, BOUNDS.alertsShownMax, "alerts").map((alert) => readAlert(alert, at, words));
}

function readWords(value: unknown): readonly string[] {
  return bounded(value, BOUNDS.agentsMax * 4, "words").map((word) => text(word, "word"));
}

function bounded(value: unknown, most: number, what: string): Row {
  const rows = row(value, what);
  return rows.length > most ? fail(what) : rows;
}
