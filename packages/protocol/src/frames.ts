/** The frames between Worker and screen, in their decoded form. `codec.ts` alone knows their compact text. */
import type { AgentId, EpochMs, QueueId } from "@callboard/core";
import type { BoardAlert, BoardAlerting } from "./alerts.ts";
import type { Board, BoardAgent, BoardCounts, BoardFeed, BoardQueue } from "./board.ts";
import type { ScreenDevice, ScreenHealth, ScreenOrder } from "./screens.ts";

/** Raised when a frame's meaning changes; a screen with another version reloads itself. */
export const PROTOCOL_VERSION = 5;

export interface SnapshotFrame extends Board {
  readonly type: "snapshot";
  /** The Worker's build: a screen that was built from another one reloads. */
  readonly build: string;
  /** Of what people have set for screens: one that hears of another revision asks for its setup again. */
  readonly setupRevision: number;
}

/** An agent in a delta. `isIntroduced`: the screen cannot know its id, name and team yet, so they are sent. */
export interface DeltaAgent {
  readonly agent: BoardAgent;
  readonly isIntroduced: boolean;
}

/** All that changed after `base`, folded; applies to a replica whose seq is exactly `base`. */
export interface DeltaFrame {
  readonly type: "delta";
  readonly epoch: string;
  readonly base: number;
  readonly seq: number;
  readonly at: EpochMs;
  readonly feed: BoardFeed;
  readonly alerting: BoardAlerting;
  readonly counts: BoardCounts;
  readonly agents: readonly DeltaAgent[];
  readonly removedAgents: readonly AgentId[];
  readonly queues: readonly BoardQueue[];
  readonly removedQueues: readonly QueueId[];
  readonly alerts: readonly BoardAlert[];
  readonly removedAlerts: readonly string[];
}

/** Every 5 s from application code: proof that the desk itself lives, how fresh its feed is, who watches for alerts, and the last seq. */
export interface BeatFrame {
  readonly type: "beat";
  readonly epoch: string;
  readonly seq: number;
  readonly at: EpochMs;
  readonly feed: BoardFeed;
  readonly alerting: BoardAlerting;
  readonly build: string;
  readonly setupRevision: number;
}

/** What carries the board. An order does not: it has no place in the order of seqs, and no replica takes it. */
export type ServerFrame = SnapshotFrame | DeltaFrame | BeatFrame;

/** What somebody asks of this one screen. One that comes twice has the same `id`, and is done once. */
export interface OrderFrame {
  readonly type: "order";
  readonly id: string;
  readonly order: ScreenOrder;
  /** The screen's number among its tenant's screens: what "identify" shows. */
  readonly number: number;
}

/** A screen's first word. Without `epoch` and `seq` it has nothing and gets a snapshot. */
export interface HelloFrame {
  readonly type: "hello";
  readonly version: number;
  readonly epoch: string | null;
  readonly seq: number | null;
  /** `null` for who shows no board of a wall, and for what cannot tell. */
  readonly device: ScreenDevice | null;
}

/** "I hold this seq": the guard against viewers that read slower than we write. */
export interface AckFrame {
  readonly type: "ack";
  readonly seq: number;
  /** How the page does since the last acknowledgement; `null` where that is not measured. */
  readonly health: ScreenHealth | null;
}

/** "Your delta does not fit what I hold": asked once, answered with a snapshot. */
export interface ResyncFrame {
  readonly type: "resync";
}

export type ClientFrame = HelloFrame | AckFrame | ResyncFrame;

/** The keep-alive: the platform answers `PING` with `PONG` without waking the desk, so it proves the path only. */
export const PING = "ping";
export const PONG = "pong";
