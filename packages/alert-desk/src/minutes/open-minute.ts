/**
 * The minute that is being filled, by the event clock: what of it was seen, and how agents moved in it. It is pure, and
 * goes into the engine's checkpoint, so that a restart replays it from the same rows to the same minute.
 *
 * It looks at the engine as it stood *before* the input that it is given: that is the floor at a minute's end, and what
 * an agent did before they moved.
 */
import { type AgentId, BOUNDS, type EpochMs, type FeedState, type QueueId } from "@callboard/core";
import {
  type AgentRow,
  agentRowOf,
  agentRows,
  type Engine,
  type FloorBatch,
  type FloorEvent,
  type FloorSnapshot,
  type QueueRow,
  queueRows,
} from "@callboard/core/alerting";
import { isSameStanding, type Move, type Standing, standingOf } from "./standing.ts";

export const MINUTE_MS = 60_000;

/** A stretch of event time that was seen, both ends included. */
export type Seen = readonly [from: EpochMs, to: EpochMs];

export interface AgentMoves {
  readonly id: AgentId;
  /** How they stood before the first of the moves; `null` where they were not on the floor, or not known. */
  readonly before: Standing | null;
  readonly moves: Move[];
}

/** A queue's figures at a minute's end, from its row. */
export type MinuteQueue = Pick<QueueRow, "waitSeconds" | "waiting" | "routableAgents" | "last15m"> & {
  readonly id: QueueId;
};

/** What is kept of one minute, or of a part of it where it held too much. */
export interface Minute {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly seen: readonly Seen[];
  readonly agents: readonly AgentMoves[];
  /** The minute's end, with the figures of its queues; `null` where that was not seen. */
  readonly end: { readonly at: EpochMs; readonly queues: readonly MinuteQueue[] } | null;
}

/** As JSON: what a checkpoint holds of it. */
export interface PackedOpenMinute {
  readonly v: 1;
  readonly feed: FeedState | null;
  readonly clock: EpochMs;
  readonly from: EpochMs;
  readonly openedAt: EpochMs | null;
  readonly seen: readonly Seen[];
  readonly agents: readonly AgentMoves[];
  readonly chars: number;
}

export class OpenMinute {
  readonly #agents = new Map<AgentId, AgentMoves>();
  #seen: Seen[] = [];
  #feed: FeedState | null = null;
  #clock: EpochMs = 0;
  #from: EpochMs = 0;
  /** The desk's clock of its first row. */
  #openedAt: EpochMs | null = null;
  #chars = 0;

  static unpack(packed: PackedOpenMinute): OpenMinute {
    const open = new OpenMinute();
    for (const agent of packed.agents) open.#agents.set(agent.id, { ...agent, moves: [...agent.moves] });
    open.#seen = [...packed.seen];
    open.#feed = packed.feed;
    open.#clock = packed.clock;
    open.#from = packed.from;
    open.#openedAt = packed.openedAt;
    open.#chars = packed.chars;
    return open;
  }

  pack(): PackedOpenMinute {
    return {
      ...{ v: 1, feed: this.#feed, clock: this.#clock, from: this.#from, openedAt: this.#openedAt },
      ...{ seen: this.#seen, agents: [...this.#agents.values()], chars: this.#chars },
    };
  }

  /** Nothing that they did in it is kept. */
  forget(id: AgentId): void {
    this.#agents.delete(id);
  }

  /** What is held so far. */
  look(): Minute {
    return this.#minute(null);
  }

  /** Takes a row of the log before the engine does. Gives the minutes that are over by it, mostly none. */
  takeBatch(engine: Engine, batch: FloorBatch): Minute[] {
    const closed = this.#turn(engine, batch);
    const isSeen = batch.feed === "live" && this.#feed === "live";
    if (isSeen) this.#see(batch.clock);
    for (const event of batch.events) this.#takeEvent(engine, event);
    return [...closed, ...this.#follow(batch)];
  }

  /** Takes the whole floor: nobody saw what lies before it, but how everybody stands now. */
  takeSnapshot(engine: Engine, snapshot: FloorSnapshot): Minute[] {
    const closed = this.#turn(engine, snapshot);
    const { clock } = snapshot;
    const there = new Set<AgentId>();
    for (const row of snapshot.agents) {
      there.add(row.id);
      this.#move(engine, row.id, clock, standingOf(row));
    }
    for (const { id } of agentRows(engine)) if (!there.has(id)) this.#move(engine, id, clock, null);
    return [...closed, ...this.#follow(snapshot)];
  }

  #takeEvent(engine: Engine, event: FloorEvent): void {
    switch (event.kind) {
      case "agent":
        this.#move(engine, event.row.id, event.at, standingOf(event.row));
        return;
      case "gone":
        for (const id of event.agentIds) this.#move(engine, id, this.#clock, null);
        return;
      case "who":
      case "queue":
        return;
      default:
        event satisfies never;
    }
  }

  #move(engine: Engine, id: AgentId, at: EpochMs, to: Standing | null): void {
    const known = this.#agents.get(id);
    const last = known === undefined ? standingIn(agentRowOf(engine, id)) : (known.moves.at(-1)?.to ?? null);
    if (isSameStanding(last, to)) return;
    if (known === undefined) this.#agents.set(id, { id, before: last, moves: [{ at, to }] });
    else known.moves.push({ at, to });
    this.#chars += known === undefined ? id.length + charsOf(last) + charsOf(to) : charsOf(to);
  }

  #see(clock: EpochMs): void {
    if (clock <= this.#clock) return;
    const last = this.#seen.at(-1);
    if (last !== undefined && last[1] === this.#clock) this.#seen[this.#seen.length - 1] = [last[0], clock];
    else this.#seen.push([this.#clock, clock]);
  }

  /** The event clock enters another minute: the one before is over, and the floor still stands as it ended. */
  #turn(engine: Engine, { clock }: { readonly clock: EpochMs }): Minute[] {
    const end = (Math.floor(this.#clock / MINUTE_MS) + 1) * MINUTE_MS;
    if (this.#clock === 0 || clock < end) return [];
    const isSeen = this.#feed === "live" && end - this.#clock <= BOUNDS.staleAfterMs;
    return this.#close(isSeen ? { at: end, queues: Array.from(queueRows(engine), minuteQueue) } : null);
  }

  #follow({ feed, clock, at }: Pick<FloorBatch, "feed" | "clock" | "at">): Minute[] {
    this.#feed = feed;
    this.#clock = Math.max(this.#clock, clock);
    if (this.#from === 0) this.#from = this.#clock;
    this.#openedAt ??= at;
    const isLong = Math.abs(at - this.#openedAt) > BOUNDS.minuteOpenMaxMs;
    const isFull = this.#chars > BOUNDS.minuteCharsMax || this.#seen.length >= BOUNDS.minuteStretchesMax;
    return isLong || isFull ? this.#close(null) : [];
  }

  #close(end: Minute["end"]): Minute[] {
    const minute = this.#minute(end);
    this.#agents.clear();
    this.#seen = [];
    this.#from = this.#clock;
    this.#openedAt = null;
    this.#chars = 0;
    const isEmpty = minute.seen.length === 0 && minute.agents.length === 0 && end === null;
    return isEmpty ? [] : [minute];
  }

  #minute(end: Minute["end"]): Minute {
    return {
      ...{ from: this.#from, to: this.#clock, seen: this.#seen },
      ...{ agents: [...this.#agents.values()], end },
    };
  }
}

const standingIn = (row: AgentRow | null): Standing | null => (row === null ? null : standingOf(row));

const minuteQueue = ({ id, waitSeconds, waiting, routableAgents, last15m }: QueueRow): MinuteQueue => ({
  ...{ id, waitSeconds, waiting, routableAgents, last15m },
});

/** About what a standing takes when it is stored. */
const MOVE_CHARS = 40;

const charsOf = (standing: Standing | null): number =>
  MOVE_CHARS + (standing?.status?.length ?? 0) + (standing?.queueId?.length ?? 0);
