/**
 * A board as one short text, kept up row by row: two replicas hold the same board exactly if their hashes agree. Of
 * a queue the sliding windows and the deviation from the baseline are left out, since they move with time alone and
 * are drawn anew once a minute (SPEC R4); the end of a run holds them against the truth.
 */
import type { BoardAgent, BoardQueue, Replica } from "@callboard/protocol";

/** FNV-1a, 32 bits. */
export function hashText(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

const agentHash = (agent: BoardAgent): number => hashText(JSON.stringify(agent));

/** A queue without what slides. */
export function steadyRow(queue: BoardQueue): readonly unknown[] {
  const { last15m: _15m, last1h: _1h, today: _today, waitDeviationSeconds: _deviation, ...steady } = queue;
  return Object.values(steady);
}

const queueHash = (queue: BoardQueue): number => hashText(JSON.stringify(steadyRow(queue)));

export class BoardHash {
  readonly #rows = new Map<string, number>();
  #sum = 0;

  /** Takes the rows of a replica that have changed; everything, where it was replaced as a whole. */
  update(
    replica: Replica,
    changed: {
      readonly isWhole: boolean;
      readonly changedAgents: readonly string[];
      readonly changedQueues: readonly string[];
      readonly removedAgents: readonly string[];
      readonly removedQueues: readonly string[];
      readonly changedAlerts: readonly string[];
      readonly removedAlerts: readonly string[];
    },
  ): void {
    if (changed.isWhole) {
      this.#rows.clear();
      this.#sum = 0;
    }
    for (const id of changed.removedAgents) this.#put(`a${id}`, null);
    for (const id of changed.removedQueues) this.#put(`q${id}`, null);
    for (const id of changed.removedAlerts) this.#put(`f${id}`, null);
    for (const id of changed.changedAlerts) {
      const alert = replica.alerts.get(id);
      this.#put(`f${id}`, alert === undefined ? null : hashText(JSON.stringify(alert)));
    }
    for (const id of changed.changedAgents) {
      const agent = replica.agents.get(id);
      this.#put(`a${id}`, agent === undefined ? null : agentHash(agent));
    }
    for (const id of changed.changedQueues) {
      const queue = replica.queues.get(id);
      this.#put(`q${id}`, queue === undefined ? null : queueHash(queue));
    }
  }

  #put(key: string, hash: number | null): void {
    this.#sum = (this.#sum - (this.#rows.get(key) ?? 0)) >>> 0;
    if (hash === null) this.#rows.delete(key);
    else {
      this.#rows.set(key, hash);
      this.#sum = (this.#sum + hash) >>> 0;
    }
  }

  value(replica: Replica): string {
    return `${this.#rows.size}:${this.#sum}:${JSON.stringify(replica.counts)}`;
  }
}

/** The hash of a replica from all its rows, for checking that the one kept up by changes is right. */
export function wholeHash(replica: Replica): string {
  const hash = new BoardHash();
  hash.update(replica, {
    isWhole: true,
    changedAgents: [...replica.agents.keys()],
    changedQueues: [...replica.queues.keys()],
    removedAgents: [],
    removedQueues: [],
    changedAlerts: [...replica.alerts.keys()],
    removedAlerts: [],
  });
  return hash.value(replica);
}
