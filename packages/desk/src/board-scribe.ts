/** Writes the board: whole for questions and snapshots, folded for deltas. Each agent keeps one ref for the epoch. */
import type { AgentId, Floor } from "@callboard/core";
import {
  type Board,
  type BoardFeed,
  type DeltaAgent,
  encodeBeat,
  encodeDelta,
  encodeSnapshot,
  type NameStyle,
} from "@callboard/protocol";
import type { Changes } from "./hub/changes.ts";
import type { Scribe } from "./hub/texts.ts";
import type { Clock } from "./ports.ts";
import { projectAgent, projectCounts, projectQueue } from "./project.ts";

export interface ScribeParts {
  readonly floor: Floor;
  readonly changes: Changes;
  readonly epoch: string;
  readonly build: string;
  readonly tenant: string;
  readonly clock: Clock;
  readonly feed: () => BoardFeed;
}

export class BoardScribe implements Scribe {
  readonly #parts: ScribeParts;
  /** Bounded by the agents of one epoch: those on the floor and those who left it since the desk started. */
  readonly #refs = new Map<AgentId, number>();
  #nextRef = 0;

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

  board(seq: number, names: NameStyle): Board {
    const { floor, epoch, tenant, clock, feed } = this.#parts;
    return {
      epoch,
      seq,
      at: clock.now(),
      site: { tenant, name: floor.site.name, zone: floor.site.zone },
      feed: feed(),
      counts: projectCounts(floor),
      agents: Array.from(floor.agents.values(), (agent) => projectAgent(floor, agent, names)),
      queues: Array.from(floor.queues.values(), (queue) => projectQueue(floor, queue)),
    };
  }

  snapshot(seq: number, names: NameStyle): string {
    return encodeSnapshot(
      { type: "snapshot", build: this.#parts.build, ...this.board(seq, names) },
      this.#refOf,
    );
  }

  delta(base: number, seq: number, names: NameStyle): string | null {
    const { floor, changes, epoch, clock, feed } = this.#parts;
    const folded = changes.foldSince(base);
    if (folded === null) return null;
    const agents: DeltaAgent[] = [];
    for (const { id, isIntroduced } of folded.agents) {
      const agent = floor.agents.get(id);
      if (agent !== undefined) agents.push({ agent: projectAgent(floor, agent, names), isIntroduced });
    }
    const queues = [];
    for (const id of folded.queues) {
      const queue = floor.queues.get(id);
      if (queue !== undefined) queues.push(projectQueue(floor, queue));
    }
    const { removedAgents } = folded;
    return encodeDelta(
      {
        type: "delta",
        epoch,
        base,
        seq,
        at: clock.now(),
        feed: feed(),
        counts: projectCounts(floor),
        agents,
        removedAgents,
        queues,
      },
      this.#refOf,
    );
  }

  beat(seq: number): string {
    const { epoch, build, clock, feed } = this.#parts;
    return encodeBeat({ type: "beat", epoch, seq, at: clock.now(), feed: feed(), build });
  }
}
