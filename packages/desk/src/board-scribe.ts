/** Writes the board: whole for questions and snapshots, folded for deltas. Each agent keeps one ref for the epoch. */
import { type AgentId, BOUNDS, type Floor, type QueueId, type QueueRecord } from "@callboard/core";
import {
  type Board,
  type BoardAlert,
  type BoardFeed,
  type BoardQueue,
  type DeltaAgent,
  type DetailedBoard,
  encodeBeat,
  encodeDelta,
  encodeSnapshot,
  type NameStyle,
} from "@callboard/protocol";
import type { Clock } from "@callboard/shell";
import type { AlertShelf } from "./alerts/alert-shelf.ts";
import type { Changes } from "./hub/changes.ts";
import type { Scribe } from "./hub/texts.ts";
import {
  isSameButForCount,
  type NameView,
  projectAgent,
  projectAgentDetail,
  projectCounts,
  projectQueue,
} from "./project.ts";
import type { FigureBook } from "./queue-figures.ts";
import type { DeskSetup } from "./setup.ts";

export interface ScribeParts {
  readonly floor: Floor;
  readonly figures: FigureBook;
  readonly changes: Changes;
  readonly alerts: AlertShelf;
  readonly epoch: string;
  readonly build: string;
  readonly tenant: string;
  readonly clock: Clock;
  readonly feed: () => BoardFeed;
  readonly setup: () => DeskSetup;
}

interface Drawn {
  readonly seq: number;
  readonly row: BoardQueue;
  /** From this seq on nothing of the row has changed but its count of routable agents. */
  readonly restSeq: number;
}

export class BoardScribe implements Scribe {
  readonly #parts: ScribeParts;
  /**
   * Those on the floor, those who left it and may still have to be named, and at most `refsSpareMax` others. Whoever
   * comes back later than that comes back under a new number, and is introduced by it.
   */
  readonly #refs = new Map<AgentId, number>();
  #nextRef = 0;
  #pruneRefsAt: number = BOUNDS.refsSpareMax;
  /** Each queue as it was drawn for the seq of its last change. No more than the floor has. */
  readonly #drawn = new Map<QueueId, Drawn>();

  constructor(parts: ScribeParts) {
    this.#parts = parts;
  }

  #refOf = (id: AgentId): number => {
    const known = this.#refs.get(id);
    if (known !== undefined) return known;
    const ref = this.#nextRef;
    this.#nextRef += 1;
    this.#refs.set(id, ref);
    return ref;
  };

  /** Never while a frame is written: it may be about somebody who has just left. */
  #prune(): void {
    const { floor, changes } = this.#parts;
    if (this.#drawn.size > floor.queues.size) {
      for (const id of this.#drawn.keys()) if (!floor.queues.has(id)) this.#drawn.delete(id);
    }
    if (this.#refs.size < this.#pruneRefsAt) return;
    const removed = changes.removedAgents();
    for (const id of this.#refs.keys()) {
      if (!floor.agents.has(id) && !removed.has(id)) this.#refs.delete(id);
    }
    this.#pruneRefsAt = this.#refs.size + BOUNDS.refsSpareMax;
  }

  /**
   * A queue's windows slide with the event clock, so it is drawn once for each of its changes: two screens side by
   * side must not show two figures because one of them was switched on later.
   */
  #draw = (queue: QueueRecord): BoardQueue => {
    const seq = this.#parts.changes.seqOfQueue(queue.id);
    const drawn = this.#drawn.get(queue.id);
    if (drawn !== undefined && drawn.seq === seq) return drawn.row;
    const row = projectQueue(queue, this.#parts.figures.of(queue));
    if (seq !== null) {
      const restSeq = drawn !== undefined && isSameButForCount(drawn.row, row) ? drawn.restSeq : seq;
      this.#drawn.set(queue.id, { seq, row, restSeq });
    }
    return row;
  };

  /** The board for whoever asks: what the screens hold, with more of each agent. */
  board(seq: number, names: NameStyle): DetailedBoard {
    const { floor } = this.#parts;
    const view = this.#viewOf(names);
    const agents = Array.from(floor.agents.values(), (agent) => projectAgentDetail(floor, agent, view));
    return { ...this.#boardBut(seq), agents };
  }

  #viewOf(style: NameStyle): NameView {
    return { style, aliases: this.#parts.setup().aliases };
  }

  #boardBut(seq: number): Omit<Board, "agents"> {
    const { floor, alerts, epoch, tenant, clock, feed } = this.#parts;
    return {
      epoch,
      seq,
      at: clock.now(),
      site: { tenant, name: floor.site.name, zone: floor.site.zone },
      feed: feed(),
      counts: projectCounts(floor),
      queues: Array.from(floor.queues.values(), this.#draw),
      alerting: alerts.alerting(),
      alerts: alerts.list(),
    };
  }

  snapshot(seq: number, names: NameStyle): string {
    this.#prune();
    const { floor, build, setup } = this.#parts;
    const { revision: setupRevision } = setup();
    const view = this.#viewOf(names);
    const agents = Array.from(floor.agents.values(), (agent) => projectAgent(floor, agent, view));
    const board = { ...this.#boardBut(seq), agents };
    return encodeSnapshot({ type: "snapshot", build, setupRevision, ...board }, this.#refOf);
  }

  delta(base: number, seq: number, names: NameStyle): string | null {
    const { floor, changes, alerts, epoch, clock, feed } = this.#parts;
    const folded = changes.foldSince(base);
    if (folded === null) return null;
    this.#prune();
    const view = this.#viewOf(names);
    const agents: DeltaAgent[] = [];
    for (const { id, isIntroduced } of folded.agents) {
      const agent = floor.agents.get(id);
      if (agent !== undefined) agents.push({ agent: projectAgent(floor, agent, view), isIntroduced });
    }
    const queues: BoardQueue[] = [];
    const onlyCounts = new Set<QueueId>();
    for (const { id, isIntroduced } of folded.queues) {
      const queue = floor.queues.get(id);
      if (queue === undefined) continue;
      const row = this.#draw(queue);
      queues.push(row);
      // Each agent who becomes READY moves the counts of several queues; whole rows for that would be most of a frame.
      const drawn = this.#drawn.get(id);
      if (!isIntroduced && drawn?.row === row && drawn.restSeq <= base) onlyCounts.add(id);
    }
    const changedAlerts: BoardAlert[] = [];
    for (const id of folded.alertIds) {
      const alert = alerts.get(id);
      if (alert !== undefined) changedAlerts.push(alert);
    }
    const { removedAgents, removedQueues, removedAlerts } = folded;
    return encodeDelta(
      {
        type: "delta",
        epoch,
        base,
        seq,
        at: clock.now(),
        feed: feed(),
        alerting: alerts.alerting(),
        counts: projectCounts(floor),
        agents,
        removedAgents,
        queues,
        removedQueues,
        alerts: changedAlerts,
        removedAlerts,
      },
      this.#refOf,
      onlyCounts,
    );
  }

  beat(seq: number): string {
    const { alerts, epoch, build, clock, feed, setup } = this.#parts;
    const sight = { at: clock.now(), feed: feed(), alerting: alerts.alerting() };
    return encodeBeat({ type: "beat", epoch, seq, ...sight, build, setupRevision: setup().revision });
  }
}
