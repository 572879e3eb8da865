/**
 * The desk's storage in memory: it outlives the desk and holds exactly what was committed. When storage fails the
 * call throws and nothing of it is kept, as one transaction does.
 */
import type { HourLearned } from "@callboard/core";
import type { Checkpoint, Ledger, LogRow, ToldRow } from "@callboard/desk";
import type { Weather } from "../weather.ts";

export class MemoryLedger implements Ledger {
  readonly #weather: Weather;
  readonly #lineage: string;
  readonly #onCommit: (committed: LogRow | "checkpoint") => void;
  #checkpoint: Checkpoint | null = null;
  #rows: LogRow[] = [];
  readonly #learned = new Map<string, HourLearned>();
  #peakRows = 0;
  #peakRowChars = 0;

  /** `onCommit` is called after each write that recovery will read. */
  constructor(weather: Weather, lineage: string, onCommit: (committed: LogRow | "checkpoint") => void) {
    this.#weather = weather;
    this.#lineage = lineage;
    this.#onCommit = onCommit;
  }

  #mayFail(): void {
    if (this.#weather.strikes("ledgerThrows")) throw new Error("storage is not available");
  }

  get rows(): number {
    return this.#rows.length;
  }

  get peakRows(): number {
    return this.#peakRows;
  }

  get peakRowChars(): number {
    return this.#peakRowChars;
  }

  loadCheckpoint(): Checkpoint | null {
    return this.#checkpoint;
  }

  saveCheckpoint(checkpoint: Checkpoint): void {
    this.#mayFail();
    this.#checkpoint = checkpoint;
    this.#onCommit("checkpoint");
  }

  appendLog(row: LogRow): void {
    this.#mayFail();
    this.#rows.push(row);
    this.#peakRows = Math.max(this.#peakRows, this.#rows.length);
    this.#peakRowChars = Math.max(this.#peakRowChars, row.body.length);
    this.#onCommit(row);
  }

  logAfter(seq: number): readonly LogRow[] {
    return this.#rows.filter((row) => row.toSeq > seq);
  }

  toldAfter(seq: number, rowsMax: number): readonly ToldRow[] {
    const rows = this.#rows.filter(({ toSeq }) => toSeq > seq).slice(0, rowsMax);
    return rows.map(({ body: _body, ...told }) => told);
  }

  lineage(): string {
    return this.#lineage;
  }

  pruneLog(before: number, coveredSeq: number): void {
    this.#mayFail();
    this.#rows = this.#rows.filter((row) => row.at >= before || row.toSeq > coveredSeq);
  }

  saveBaselines(learned: readonly HourLearned[]): void {
    this.#mayFail();
    for (const hour of learned) this.#learned.set(JSON.stringify([hour.queueId, hour.hour]), hour);
  }

  loadBaselines(): readonly HourLearned[] {
    return [...this.#learned.values()];
  }
}
