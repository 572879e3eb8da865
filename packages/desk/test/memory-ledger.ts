/** The desk's storage in memory. It outlives a desk, as a database outlives the object, and can be made to fail. */
import type { EpochMs, HourLearned } from "@callboard/core";
import type { Checkpoint, Ledger, LogRow, ToldRow } from "../src/ports.ts";

export class MemoryLedger implements Ledger {
  checkpoint: Checkpoint | null = null;
  rows: LogRow[] = [];
  readonly baselines: HourLearned[] = [];
  /** While true, every write throws, as a full or failing disk does. */
  isBroken = false;
  writes = 0;
  name = "lineage-1";

  /** A database's cursor does not outlive a write. */
  #isBeingRead = false;

  #write(): void {
    if (this.#isBeingRead) throw new Error("the log is still being read");
    if (this.isBroken) throw new Error("storage failed");
    this.writes += 1;
  }

  loadCheckpoint(): Checkpoint | null {
    return this.checkpoint;
  }

  saveCheckpoint(checkpoint: Checkpoint): void {
    this.#write();
    this.checkpoint = checkpoint;
  }

  appendLog(row: LogRow): void {
    this.#write();
    this.rows.push(row);
  }

  *logAfter(seq: number): Iterable<LogRow> {
    this.#isBeingRead = true;
    for (const row of this.rows) if (row.toSeq > seq) yield row;
    this.#isBeingRead = false;
  }

  toldAfter(seq: number, rowsMax: number): readonly ToldRow[] {
    const rows = this.rows.filter(({ toSeq }) => toSeq > seq).slice(0, rowsMax);
    return rows.map(({ body: _body, ...told }) => told);
  }

  lineage(): string {
    return this.name;
  }

  pruneLog(before: EpochMs, coveredSeq: number): void {
    this.#write();
    this.rows = this.rows.filter((row) => row.at >= before || row.toSeq > coveredSeq);
  }

  saveBaselines(learned: readonly HourLearned[]): void {
    this.#write();
    this.baselines.push(...learned);
  }

  loadBaselines(): readonly HourLearned[] {
    return this.baselines;
  }
}
