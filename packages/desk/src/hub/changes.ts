/**
 * Which seq last changed what. From this one ledger every delta is folded: the regular frame (since the last
 * frame), a resumed screen's (since what it holds) and a laggard's are the same question with another `base`.
 */
import { type AgentId, BOUNDS, type QueueId } from "@callboard/core";

/** `isIntroduced`: whoever holds the base does not know it, or not by its present name. */
export interface FoldedRow {
  readonly id: string;
  readonly isIntroduced: boolean;
}

export interface Folded {
  readonly agents: readonly FoldedRow[];
  readonly removedAgents: readonly AgentId[];
  readonly queues: readonly FoldedRow[];
  readonly removedQueues: readonly QueueId[];
  readonly alertIds: readonly string[];
  readonly removedAlerts: readonly string[];
}

interface Mark {
  changedSeq: number;
  introducedSeq: number;
}

/** What happened to the rows of one kind: agents, queues or alerts. */
class Rows {
  readonly #marks = new Map<string, Mark>();
  #removals: { seq: number; id: string }[] = [];
  /** The oldest base from which the removals are still known. */
  foldableFrom = 0;
  readonly #dirty = new Set<string>();
  readonly #introduced = new Set<string>();
  readonly #removed = new Set<string>();

  touch(id: string): void {
    this.#dirty.add(id);
    // What left and came back within one frame is something new: its name may not be the one that screens know.
    if (this.#removed.delete(id)) this.#introduced.add(id);
  }

  introduce(id: string): void {
    this.touch(id);
    this.#introduced.add(id);
  }

  remove(id: string): void {
    this.#dirty.delete(id);
    this.#introduced.delete(id);
    this.#removed.add(id);
  }

  /** The seq of the last change; `null` where a change is pending, or none was ever committed. */
  seqOf(id: string): number | null {
    return this.#dirty.has(id) ? null : (this.#marks.get(id)?.changedSeq ?? null);
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0 || this.#removed.size > 0;
  }

  commit(seq: number): void {
    for (const id of this.#dirty) {
      const mark = this.#marks.get(id);
      if (mark === undefined) this.#marks.set(id, { changedSeq: seq, introducedSeq: seq });
      else {
        mark.changedSeq = seq;
        if (this.#introduced.has(id)) mark.introducedSeq = seq;
      }
    }
    for (const id of this.#removed) {
      if (this.#marks.delete(id)) this.#removals.push({ seq, id });
    }
    this.#dirty.clear();
    this.#introduced.clear();
    this.#removed.clear();
    this.#boundRemovals();
  }

  #boundRemovals(): void {
    const excess = this.#removals.length - BOUNDS.removalsMax;
    if (excess <= 0) return;
    this.foldableFrom = this.#removals[excess - 1]?.seq ?? this.foldableFrom;
    this.#removals = this.#removals.slice(excess);
  }

  changedSince(base: number): FoldedRow[] {
    const rows: FoldedRow[] = [];
    for (const [id, mark] of this.#marks) {
      if (mark.changedSeq > base) rows.push({ id, isIntroduced: mark.introducedSeq > base });
    }
    return rows;
  }

  removedSince(base: number): string[] {
    return this.#removals.filter(({ seq }) => seq > base).map(({ id }) => id);
  }

  /** Everything that left and that a delta may still have to name, pending removals included. */
  removedIds(): Set<string> {
    return new Set([...this.#removals.map(({ id }) => id), ...this.#removed]);
  }
}

export class Changes {
  readonly #agents = new Rows();
  readonly #queues = new Rows();
  readonly #alerts = new Rows();
  #isRenewed = false;
  /** Nothing is folded across this seq: something changed that rows do not tell. */
  #renewedSeq = 0;

  /** What the board's head or every row says has changed: whoever holds a board of before is given a whole one. */
  renew(): void {
    this.#isRenewed = true;
  }

  touchAgent(id: AgentId): void {
    this.#agents.touch(id);
  }

  /** The agent's name or team is news too, so the whole row must be sent. */
  introduceAgent(id: AgentId): void {
    this.#agents.introduce(id);
  }

  removeAgent(id: AgentId): void {
    this.#agents.remove(id);
  }

  touchQueue(id: QueueId): void {
    this.#queues.touch(id);
  }

  removeQueue(id: QueueId): void {
    this.#queues.remove(id);
  }

  touchAlert(id: string): void {
    this.#alerts.touch(id);
  }

  removeAlert(id: string): void {
    this.#alerts.remove(id);
  }

  /** The seq at which the queue last changed; `null` where a change of it is pending, or none was ever committed. */
  seqOfQueue(id: QueueId): number | null {
    return this.#queues.seqOf(id);
  }

  /** Agents who left and whom a delta may still have to name. */
  removedAgents(): ReadonlySet<AgentId> {
    return this.#agents.removedIds();
  }

  get isDirty(): boolean {
    return this.#isRenewed || this.#agents.isDirty || this.#queues.isDirty || this.#alerts.isDirty;
  }

  /** Dates all that is pending with `seq`: one committed change of the board. */
  commit(seq: number): void {
    this.#agents.commit(seq);
    this.#queues.commit(seq);
    this.#alerts.commit(seq);
    if (this.#isRenewed) this.#renewedSeq = seq;
    this.#isRenewed = false;
  }

  /** All that changed after `base`, or `null` where too much was forgotten and only a snapshot will do. */
  foldSince(base: number): Folded | null {
    if (base < this.#renewedSeq) return null;
    const kinds = [this.#agents, this.#queues, this.#alerts];
    if (kinds.some(({ foldableFrom }) => base < foldableFrom)) return null;
    return {
      agents: this.#agents.changedSince(base),
      removedAgents: this.#agents.removedSince(base),
      queues: this.#queues.changedSince(base),
      removedQueues: this.#queues.removedSince(base),
      alertIds: this.#alerts.changedSince(base).map(({ id }) => id),
      removedAlerts: this.#alerts.removedSince(base),
    };
  }
}
