/**
 * The log as the alert desk is given it: rows as batches, read back from the ledger. It never invents one: where a row is
 * missing, or cannot be read, it says so, and only a snapshot will do.
 */
import { BOUNDS, FEED_STATES, type FeedState, type Site } from "@callboard/core";
import type { FloorBatch, FloorEvent } from "@callboard/core/alerting";
import type { Ledger, ToldRow } from "../ports.ts";
import { utf8Bytes } from "./utf8.ts";

/** Rows read at once: a few megabytes at most. */
const ROWS_PER_READ = 20;

export interface ToldLogParts {
  readonly ledger: Ledger;
  readonly tenant: string;
  readonly site: () => Site;
}

export class ToldLog {
  readonly #ledger: Ledger;
  readonly #tenant: string;
  readonly #site: () => Site;
  readonly lineage: string;

  constructor({ ledger, tenant, site }: ToldLogParts) {
    this.#ledger = ledger;
    this.#tenant = tenant;
    this.#site = site;
    this.lineage = ledger.lineage();
  }

  /** A row with its events in hand, as it is sent. The site is today's, also for a row of before it was changed. */
  batch({ fromSeq, toSeq, at, clock }: ToldRow, feed: FeedState, events: readonly FloorEvent[]): FloorBatch {
    const { name, zone } = this.#site();
    const row = { fromSeq, toSeq, at, clock, feed, site: { name, zone }, events };
    return { v: 1, tenant: this.#tenant, lineage: this.lineage, ...row };
  }

  /** The row that begins with this seq; `null` where the log no longer has it. */
  rowFrom(fromSeq: number): FloorBatch | null {
    const [row] = this.#read(fromSeq - 1, 1);
    return row === undefined || row.fromSeq !== fromSeq ? null : this.#parse(row);
  }

  /**
   * The rows that follow on `seq` without a hole, oldest first, as many as fit one answer; `null` where there is none
   * that does.
   */
  rowsAfter(seq: number): readonly FloorBatch[] | null {
    const batches: FloorBatch[] = [];
    let bytes = 0;
    for (const row of this.#rowsFrom(seq)) {
      bytes += utf8Bytes(row.events);
      const isFull = batches.length >= BOUNDS.rowsPerAnswerMax || bytes > BOUNDS.rowsPerAnswerBytesMax;
      if (isFull && batches.length > 0) break;
      const next = (batches.at(-1)?.toSeq ?? seq) + 1;
      const batch = row.fromSeq > next ? null : this.#parse(row);
      if (batch === null) break;
      batches.push(batch);
    }
    return batches.length === 0 ? null : batches;
  }

  *#rowsFrom(seq: number): Iterable<ToldRow> {
    let after = seq;
    for (;;) {
      const rows = this.#read(after, ROWS_PER_READ);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_PER_READ) return;
      after = last.toSeq;
    }
  }

  /** Storage that fails has nothing to give. */
  #read(after: number, rowsMax: number): readonly ToldRow[] {
    try {
      return this.#ledger.toldAfter(after, rowsMax);
    } catch {
      return [];
    }
  }

  /** Rows are our own writing, but perhaps of another build, or damaged. */
  #parse(row: ToldRow): FloorBatch | null {
    const feed = FEED_STATES.find((state) => state === row.feed);
    if (feed === undefined) return null;
    try {
      const events: unknown = JSON.parse(row.events);
      return Array.isArray(events) ? this.batch(row, feed, events) : null;
    } catch {
      return null;
    }
  }
}
