/**
 * A screen's copy of the board, folded from frames (invariant 8): it always equals one committed seq of the server and is never a mix. A delta applies only on the seq it was made for; anything else
 * freezes the copy until a snapshot comes. No clock and no socket in here.
 */
import { type AgentId, BOUNDS, type EpochMs, type QueueId } from "@callboard/core";
import type { BoardAlert, BoardAlerting } from "./alerts.ts";
import type { BoardAgent, BoardCounts, BoardFeed, BoardQueue, BoardSite } from "./board.ts";
import {
  type BeatFrame,
  type DeltaFrame,
  type HelloFrame,
  PROTOCOL_VERSION,
  type ServerFrame,
  type SnapshotFrame,
} from "./frames.ts";
import type { ScreenDevice } from "./screens.ts";

export interface Replica {
  /** `greeting` until the hello is answered; `frozen` while a snapshot has been asked for and deltas are dropped. */
  phase: "greeting" | "following" | "frozen";
  epoch: string | null;
  seq: number;
  site: BoardSite | null;
  counts: BoardCounts | null;
  readonly agents: Map<AgentId, BoardAgent>;
  readonly queues: Map<QueueId, BoardQueue>;
  readonly alerts: Map<string, BoardAlert>;
  /** The newest word on the feed, from any frame: it is about the desk's sight, not a part of the board's seq. */
  feed: BoardFeed | null;
  /** The same of who watches for alerts. */
  alerting: BoardAlerting | null;
  /** When the desk said both. */
  feedAt: EpochMs;
  /** The server's clock in the newest frame by which this copy was the newest board. */
  boardAt: EpochMs;
  build: string | null;
  /** Of what people have set for screens; `null` before any frame. Whoever shows it asks for the setup when it changes. */
  setupRevision: number | null;
  /** The seq a beat named while we were behind it; reached by the next beat, or a message was lost. */
  promisedSeq: number | null;
  /** Beats heard since a hello or a question went out unanswered. */
  beatsWaited: number;
}

export type IgnoredWhy = "duplicate" | "frozen" | "unanswered" | "olderSnapshot" | "nothingNew";

export type Applied =
  | {
      readonly kind: "applied";
      /** True after a snapshot: everything may have changed, and the lists name everything. */
      readonly isWhole: boolean;
      readonly changedAgents: readonly AgentId[];
      readonly changedQueues: readonly QueueId[];
      readonly removedAgents: readonly AgentId[];
      readonly removedQueues: readonly QueueId[];
      readonly changedAlerts: readonly string[];
      readonly removedAlerts: readonly string[];
    }
  | { readonly kind: "ignored"; readonly why: IgnoredWhy }
  /** Send `resync` now. Said once per freeze, and again only after several beats without an answer. */
  | { readonly kind: "ask" };

export function createReplica(): Replica {
  return {
    phase: "greeting",
    epoch: null,
    seq: -1,
    site: null,
    counts: null,
    agents: new Map(),
    queues: new Map(),
    alerts: new Map(),
    feed: null,
    alerting: null,
    feedAt: Number.NEGATIVE_INFINITY,
    boardAt: Number.NEGATIVE_INFINITY,
    build: null,
    setupRevision: null,
    promisedSeq: null,
    beatsWaited: 0,
  };
}

/** Folds one frame in, or says why not. Mutates `replica`. */
export function applyFrame(replica: Replica, frame: ServerFrame): Applied {
  switch (frame.type) {
    case "snapshot":
      return applySnapshot(replica, frame);
    case "delta":
      return applyDelta(replica, frame);
    case "beat":
      return applyBeat(replica, frame);
    default:
      return frame satisfies never;
  }
}

/** Something came that could not be read: what was in it is missing from here on. */
export function distrust(replica: Replica): Applied {
  if (replica.phase === "frozen") return { kind: "ignored", why: "frozen" };
  replica.phase = "frozen";
  replica.promisedSeq = null;
  replica.beatsWaited = 0;
  return { kind: "ask" };
}

/**
 * A new socket: what was asked for on the old one is void, and the hello says what we hold. The copy is still exactly
 * its seq, frozen or not, so the server may go on from there.
 */
export function resumeOn(replica: Replica): void {
  replica.phase = "greeting";
  replica.promisedSeq = null;
  replica.beatsWaited = 0;
}

/** `device`: what the screen says of itself. */
export function helloOf(replica: Replica, device: ScreenDevice | null = null): HelloFrame {
  return {
    type: "hello",
    version: PROTOCOL_VERSION,
    epoch: replica.epoch,
    seq: replica.epoch === null ? null : replica.seq,
    device,
  };
}

function applySnapshot(replica: Replica, frame: SnapshotFrame): Applied {
  if (frame.epoch === replica.epoch && frame.seq < replica.seq) {
    return { kind: "ignored", why: "olderSnapshot" };
  }
  const removedAgents = replaceRows(replica.agents, frame.agents);
  const removedQueues = replaceRows(replica.queues, frame.queues);
  const removedAlerts = replaceRows(replica.alerts, frame.alerts);
  if (frame.epoch !== replica.epoch) replica.feedAt = Number.NEGATIVE_INFINITY;
  replica.epoch = frame.epoch;
  replica.seq = frame.seq;
  replica.site = frame.site;
  replica.counts = frame.counts;
  replica.build = frame.build;
  replica.boardAt = frame.at;
  replica.phase = "following";
  replica.promisedSeq = null;
  hearOfSight(replica, frame);
  return {
    kind: "applied",
    isWhole: true,
    changedAgents: [...replica.agents.keys()],
    changedQueues: [...replica.queues.keys()],
    removedAgents,
    removedQueues,
    changedAlerts: [...replica.alerts.keys()],
    removedAlerts,
  };
}

/** Puts the new rows in place of all that are held, and names those that are gone. */
function replaceRows<T extends { readonly id: string }>(held: Map<string, T>, rows: readonly T[]): string[] {
  const gone = new Set(held.keys());
  held.clear();
  for (const row of rows) {
    held.set(row.id, row);
    gone.delete(row.id);
  }
  return [...gone];
}

function applyDelta(replica: Replica, frame: DeltaFrame): Applied {
  if (replica.phase === "frozen") return { kind: "ignored", why: "frozen" };
  if (frame.epoch !== replica.epoch) return distrust(replica);
  if (frame.seq <= replica.seq) return { kind: "ignored", why: "duplicate" };
  if (frame.base !== replica.seq) return distrust(replica);
  for (const id of frame.removedAgents) replica.agents.delete(id);
  for (const id of frame.removedQueues) replica.queues.delete(id);
  for (const { agent } of frame.agents) replica.agents.set(agent.id, agent);
  for (const queue of frame.queues) replica.queues.set(queue.id, queue);
  for (const id of frame.removedAlerts) replica.alerts.delete(id);
  for (const alert of frame.alerts) replica.alerts.set(alert.id, alert);
  replica.seq = frame.seq;
  replica.counts = frame.counts;
  replica.boardAt = frame.at;
  replica.phase = "following";
  hearOfSight(replica, frame);
  return {
    kind: "applied",
    isWhole: false,
    changedAgents: frame.agents.map(({ agent }) => agent.id),
    changedQueues: frame.queues.map((queue) => queue.id),
    removedAgents: frame.removedAgents.filter((id) => !replica.agents.has(id)),
    removedQueues: frame.removedQueues.filter((id) => !replica.queues.has(id)),
    changedAlerts: frame.alerts.map(({ id }) => id),
    removedAlerts: frame.removedAlerts.filter((id) => !replica.alerts.has(id)),
  };
}

/**
 * A beat names the newest seq, which catches a lost *last* message that no later delta would betray. One beat ahead
 * of us is ordinary (frames are conflated and may still be under way); what it named is due by the next.
 */
function applyBeat(replica: Replica, frame: BeatFrame): Applied {
  const isOurs = frame.epoch === replica.epoch;
  if (isOurs) {
    hearOfSight(replica, frame);
    replica.build = frame.build;
    if (frame.seq === replica.seq) replica.boardAt = frame.at;
  }
  switch (replica.phase) {
    case "frozen":
      return waitABeat(replica);
    case "greeting":
      if (!isOurs || frame.seq > replica.seq) return waitABeat(replica);
      replica.phase = "following";
      return { kind: "ignored", why: "nothingNew" };
    case "following":
      if (!isOurs) return distrust(replica);
      if (replica.promisedSeq !== null && replica.seq < replica.promisedSeq) return distrust(replica);
      replica.promisedSeq = frame.seq > replica.seq ? frame.seq : null;
      return { kind: "ignored", why: "nothingNew" };
    default:
      return replica.phase satisfies never;
  }
}

/** An answer is on its way; after several beats without one it never left, and we ask (again). */
function waitABeat(replica: Replica): Applied {
  replica.beatsWaited += 1;
  if (replica.beatsWaited < BOUNDS.beatsBeforeAskingAgain) return { kind: "ignored", why: "unanswered" };
  replica.phase = "frozen";
  replica.beatsWaited = 0;
  return { kind: "ask" };
}

function hearOfSight(replica: Replica, frame: ServerFrame): void {
  const { feed, alerting, at } = frame;
  if (at < replica.feedAt) return;
  replica.feed = feed;
  replica.alerting = alerting;
  replica.feedAt = at;
  if (frame.type !== "delta") replica.setupRevision = frame.setupRevision;
}
