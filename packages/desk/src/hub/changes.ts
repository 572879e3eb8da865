/**
 * Which seq last changed what. From this one ledger every delta is folded: the regular frame (since the last
 * frame), a resumed screen's (since what it holds) and a laggard's are the same question with another `base`.
 */
import { type AgentId, BOUNDS, type QueueId } from "@callboard/core";

export interface Folded {
  readonly agents: readonly { readonly id: AgentId; readonly isIntroduced: boolean }[];
  readonly removedAgents: readonly AgentId[];
  readonly queues: readonly QueueId[];
}

interface AgentMark {
  changedSeq: number;
  introducedSeq: number;
}

export class Changes {
  readonly #agents = new Map<AgentId, AgentMark>();
  readonly #queues = new Map<QueueId, number>();
  #removals: { seq: number; id: AgentId }[] = [];
  /** The oldest base from which the removals are still known. */
  #foldableFrom = 0;
  readonly #dirtyAgents = new Set<AgentId>();
  readonly #introduced = new Set<AgentId>();
  readonly #dirtyQueues = new Set<QueueId>();
  readonly #removed = new Set<AgentId>();

  touchAgent(id: AgentId): void {
    this.#dirtyAgents.add(id);
    // Who left and came back within one frame is somebody new: the name may not be the one that screens know.
    if (this.#removed.delete(id)) this.#introduced.add(id);
  }

  /** The agent's name or team is news too, so the whole row must be sent. */
  introduceAgent(id: AgentId): void {
    this.touchAgent(id);
    this.#introduced.add(id);
  }

  touchQueue(id: QueueId): void {
    this.#dirtyQueues.add(id);
  }

  removeAgent(id: AgentId): void {
    this.#dirtyAgents.delete(id);
    this.#introduced.delete(id);
    this.#removed.add(id);
  }

  /** The seq at which the queue last changed; `null` where a change of it is pending, or none was ever committed. */
  seqOfQueue(id: QueueId): number | null {
    return this.#dirtyQueues.has(id) ? null : (this.#queues.get(id) ?? null);
  }

  get isDirty(): boolean {
    return this.#dirtyAgents.size > 0 || this.#dirtyQueues.size > 0 || this.#removed.size > 0;
  }

  /** Dates all that is pending with `seq`: one committed change of the board. */
  commit(seq: number): void {
    for (const id of this.#dirtyAgents) {
      const mark = this.#agents.get(id);
      const isIntroduced = mark === undefined || this.#introduced.has(id);
      if (mark === undefined) this.#agents.set(id, { changedSeq: seq, introducedSeq: seq });
      else {
        mark.changedSeq = seq;
        if (isIntroduced) mark.introducedSeq = seq;
      }
    }
    for (const id of this.#dirtyQueues) this.#queues.set(id, seq);
    for (const id of this.#removed) {
      if (this.#agents.delete(id)) this.#removals.push({ seq, id });
    }
    this.#dirtyAgents.clear();
    this.#introduced.clear();
    this.#dirtyQueues.clear();
    this.#removed.clear();
    this.#boundRemovals();
  }

  #boundRemovals(): void {
    const excess = this.#removals.length - BOUNDS.removalsMax;
    if (excess <= 0) return;
    this.#foldableFrom = this.#removals[excess - 1]?.seq ?? this.#foldableFrom;
    this.#removals = this.#removals.slice(excess);
  }

  /** All that changed after `base`, or `null` where too much was forgotten and only a snapshot will do. */
  foldSince(base: number): Folded | null {
    if (base < this.#foldableFrom) return null;
    const agents: { id: AgentId; isIntroduced: boolean }[] = [];
    for (const [id, mark] of this.#agents) {
      if (mark.changedSeq > base) agents.push({ id, isIntroduced: mark.introducedSeq > base });
    }
    const queues: QueueId[] = [];
    for (const [id, seq] of this.#queues) if (seq > base) queues.push(id);
    const removedAgents = this.#removals.filter(({ seq }) => seq > base).map(({ id }) => id);
    return { agents, removedAgents, queues };
  }
}
