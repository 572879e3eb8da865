/**
 * Batches that cannot be taken yet, and those who wait to hear of them. A message is answered once, and only when what it
 * told is committed, or when it is to come again.
 */
import { BOUNDS } from "@callboard/core";
import type { FloorBatch } from "@callboard/core/alerting";
import type { BatchVerdict } from "../views.ts";

/** One message that waits for its verdict. */
export type Waiter = (verdict: BatchVerdict) => void;

interface HeldBatch {
  readonly batch: FloorBatch;
  readonly waiters: Waiter[];
}

export class HeldBatches {
  readonly #held = new Map<string, HeldBatch>();

  get size(): number {
    return this.#held.size;
  }

  /** Where there are too many, the furthest ahead is to come again. */
  hold(batch: FloorBatch, waiter: Waiter): void {
    const key = `${batch.lineage} ${batch.fromSeq} ${batch.toSeq}`;
    const held = this.#held.get(key);
    // The same message again and again must not pile up either.
    if (held !== undefined && held.waiters.length >= BOUNDS.earlyBatchesMax) waiter("again");
    else if (held !== undefined) held.waiters.push(waiter);
    else this.#held.set(key, { batch, waiters: [waiter] });
    if (this.#held.size > BOUNDS.earlyBatchesMax) this.#dropFurthest();
  }

  #dropFurthest(): void {
    let furthest: [string, HeldBatch] | null = null;
    for (const entry of this.#held) {
      if (furthest === null || entry[1].batch.fromSeq > furthest[1].batch.fromSeq) furthest = entry;
    }
    if (furthest === null) return;
    this.#held.delete(furthest[0]);
    for (const waiter of furthest[1].waiters) waiter("again");
  }

  /** What is held, in the order of the log. */
  list(): FloorBatch[] {
    return Array.from(this.#held.values(), ({ batch }) => batch).sort((a, b) => a.fromSeq - b.fromSeq);
  }

  /** Answers all who wait for this batch. */
  release(batch: FloorBatch, verdict: BatchVerdict): void {
    const key = `${batch.lineage} ${batch.fromSeq} ${batch.toSeq}`;
    const held = this.#held.get(key);
    this.#held.delete(key);
    for (const waiter of held?.waiters ?? []) waiter(verdict);
  }

  releaseAll(verdict: BatchVerdict): void {
    for (const batch of this.list()) this.release(batch, verdict);
  }
}
