/**
 * What a restarted desk must still know: everything that was committed to its ledger (invariant 10, as far as the
 * floor goes). Rows that failed to be written are not committed and may be forgotten.
 */
import type { Floor } from "@callboard/core";
import type { LogRow } from "@callboard/desk";

export class Watermark {
  #agents = new Map<string, number>();
  #queues = new Map<string, number>();

  /** A checkpoint holds the whole floor. */
  onCheckpoint(floor: Readonly<Floor>): void {
    this.#agents = new Map();
    this.#queues = new Map();
    for (const agent of floor.agents.values()) this.#seen(this.#agents, agent.id, agent.lastUpdated);
    for (const queue of floor.queues.values()) this.#seen(this.#queues, queue.id, queue.stats?.at ?? null);
  }

  /** A row holds its entries. */
  onRow(row: LogRow): void {
    const entries: unknown = JSON.parse(row.body);
    if (!Array.isArray(entries)) throw new Error("a row of the log is not a list");
    for (const entry of entries) this.#onInput(entry[2]);
  }

  #onInput(input: {
    kind?: unknown;
    report?: { agentId: string; lastUpdated: number };
    reports?: readonly { agentId: string; lastUpdated: number }[];
    queueId?: string;
    at?: number;
  }): void {
    if (input.report !== undefined) this.#seen(this.#agents, input.report.agentId, input.report.lastUpdated);
    for (const report of input.reports ?? []) this.#seen(this.#agents, report.agentId, report.lastUpdated);
    if (input.kind === "queueStats" && input.queueId !== undefined) {
      this.#seen(this.#queues, input.queueId, input.at ?? null);
    }
  }

  #seen(map: Map<string, number>, id: string, at: number | null): void {
    if (at !== null && at > (map.get(id) ?? Number.NEGATIVE_INFINITY)) map.set(id, at);
  }

  /** What a recovered floor has forgotten, in words. */
  forgottenBy(floor: Readonly<Floor>): string[] {
    const forgotten: string[] = [];
    for (const [id, at] of this.#agents) {
      const held = floor.agents.get(id)?.lastUpdated ?? Number.NEGATIVE_INFINITY;
      if (held < at) forgotten.push(`agent ${id}: committed ${at}, recovered ${held}`);
    }
    for (const [id, at] of this.#queues) {
      const held = floor.queues.get(id)?.stats?.at ?? Number.NEGATIVE_INFINITY;
      if (held < at) forgotten.push(`queue ${id}: committed ${at}, recovered ${held}`);
    }
    return forgotten;
  }
}
