/**
 * The desk's memory: accepted inputs, and what they came to for the alert desk, go into one log row a second at most, and
 * the whole floor into a checkpoint once a minute. Never a row per event: at 100 events a second that alone would cost some $500 a month. Frames
 * do not wait for any of this; what a crash loses is at most the last second, and the first reconciliation brings
 * the agents' part of it back.
 */
import {
  BOUNDS,
  type EpochMs,
  type FeedState,
  type Floor,
  type FloorInput,
  type HourLearned,
  packFloor,
} from "@callboard/core";
import type { FloorEvent } from "@callboard/core/alerting";
import { type Clock, inParts } from "@callboard/shell";
import type { Ledger, ToldRow } from "../ports.ts";
import { utf8Bytes } from "../told/utf8.ts";

/** An accepted input as it stands in a row: its seq, the desk's clock when it came, and itself. */
export type LogEntry = readonly [seq: number, now: EpochMs, input: FloorInput];

/** Kinds that the log carries. The rest (rosters, profiles, settings) are bulk and go into the checkpoint. */
const LOGGED: ReadonlySet<unknown> = new Set<FloorInput["kind"]>([
  "agentState",
  "queueStats",
  "interaction",
  "groundTruth",
  "feed",
]);

/** Of an entry's text, beside its input: two numbers, brackets and commas. */
const NUMBERS_CHARS_MAX = 48;

/** Whether a value that was read back is an entry of this build's log, as far as can be told from outside. */
export function isLogEntry(value: unknown): value is LogEntry {
  if (!Array.isArray(value)) return false;
  const [seq, now, input]: unknown[] = value;
  return typeof seq === "number" && typeof now === "number" && isObject(input) && LOGGED.has(input.kind);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** A row that is in the ledger by now, with its events as they were before they became text. */
export interface StoredRow {
  readonly row: ToldRow;
  readonly feed: FeedState;
  readonly events: readonly FloorEvent[];
  /** Whether a queue takes a message of that size. Only a single event can be larger. */
  readonly isSendable: boolean;
}

export interface RecorderParts {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly floor: Floor;
  /** The last seq that the ledger knows of; `null` where it is empty. */
  readonly seq: number | null;
  /** What is left to be told before a row is closed. */
  readonly fold: () => readonly FloorEvent[];
  readonly isFoldPending: () => boolean;
  readonly onStored: (stored: StoredRow) => void;
}

export class Recorder {
  readonly #parts: RecorderParts;
  #seq: number;
  /** The newest seq that the ledger holds. */
  #storedSeq: number;
  /** The feed's state for the whole of the open row. */
  #feed: FeedState = "starting";
  #hasTurned = false;
  #entries: string[] = [];
  #chars = 0;
  #events: FloorEvent[] = [];
  #eventTexts: string[] = [];
  #eventBytes = 0;
  #fromSeq: number;
  /** When a row was last closed because it was time to. One that is full goes before its time. */
  #closedAt: EpochMs = Number.NEGATIVE_INFINITY;
  #rows = 0;
  #checkpoints = 0;
  #failures = 0;
  #checkpointAt: EpochMs | null = null;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
    this.#storedSeq = parts.seq ?? 0;
    // A restart forgets what was in memory after the last row, so the numbers leave one out: nobody may take the rows
    // that follow for a continuation of those before.
    this.#seq = parts.seq === null ? 0 : parts.seq + 1;
    this.#fromSeq = this.#seq + 1;
  }

  /** The newest seq that was given away. */
  get seq(): number {
    return this.#seq;
  }

  get feed(): FeedState {
    return this.#feed;
  }

  facts(): {
    seq: number;
    rows: number;
    checkpoints: number;
    failures: number;
    checkpointAt: EpochMs | null;
  } {
    return {
      seq: this.#seq,
      rows: this.#rows,
      checkpoints: this.#checkpoints,
      failures: this.#failures,
      checkpointAt: this.#checkpointAt,
    };
  }

  /** Notes an accepted input. Returns false where the log does not take it, so a checkpoint should follow soon. */
  add(input: FloorInput): boolean {
    if (!LOGGED.has(input.kind)) return false;
    const text = JSON.stringify(input);
    if (text.length > BOUNDS.logCharsPerRow - NUMBERS_CHARS_MAX) return false;
    const chars = text.length + NUMBERS_CHARS_MAX;
    if (this.#entries.length >= BOUNDS.logEntriesPerRow || this.#chars + chars > BOUNDS.logCharsPerRow)
      this.#write();
    this.#seq += 1;
    this.#entries.push(`[${this.#seq},${this.#parts.clock.now()},${text}]`);
    this.#chars += chars;
    return true;
  }

  /** Notes what the last input came to. Bulk becomes several rows: no row's events may outgrow a message. */
  tell(events: readonly FloorEvent[]): void {
    for (const event of events) {
      const text = JSON.stringify(event);
      const bytes = utf8Bytes(text) + 1;
      const isFull =
        this.#events.length >= BOUNDS.batchEventsMax || this.#eventBytes + bytes > BOUNDS.batchBytesMax;
      if (isFull && this.#events.length > 0) this.#write();
      this.#events.push(event);
      this.#eventTexts.push(text);
      this.#eventBytes += bytes;
    }
  }

  /** Keeps what was learned of usual hours. */
  learn(learned: readonly HourLearned[]): void {
    this.#try(() => this.#parts.ledger.saveBaselines(learned));
  }

  /** The feed's state has turned: what came until now is of the old one, and the new one is told within a second. */
  turn(feed: FeedState): void {
    if (feed === this.#feed) return;
    this.#close();
    this.#feed = feed;
    this.#hasTurned = true;
  }

  get #isPending(): boolean {
    return this.#entries.length > 0 || this.#events.length > 0 || this.#parts.isFoldPending();
  }

  /** Closes the row if a second's worth is waiting, or if the stream has been quiet for so long that time itself is news. */
  flush(): void {
    const restMs = this.#isPending || this.#hasTurned ? BOUNDS.logEveryMs : BOUNDS.logQuietMs;
    const sinceMs = this.#parts.clock.now() - this.#closedAt;
    // A clock that was set back must not leave the log waiting for it.
    if (sinceMs >= restMs || sinceMs < 0) this.#close();
  }

  /** Brings the ledger up to the present, for somebody who asks. False where storage does not take it. */
  settle(): boolean {
    if (this.#isPending || this.#hasTurned || this.#storedSeq !== this.#seq) this.#close();
    return this.#storedSeq === this.#seq;
  }

  #close(): void {
    this.#closedAt = this.#parts.clock.now();
    this.tell(this.#parts.fold());
    this.#write();
  }

  /** Rows follow each other without a hole, so one in which nothing happened takes a number, too. */
  #write(): void {
    const { clock, ledger, floor } = this.#parts;
    const now = clock.now();
    this.#seq += 1;
    const feed = this.#feed;
    const events = this.#events;
    const told = {
      fromSeq: this.#fromSeq,
      toSeq: this.#seq,
      at: now,
      clock: floor.clock,
      feed,
      events: `[${this.#eventTexts.join(",")}]`,
    };
    const body = `[${this.#entries.join(",")}]`;
    const isSendable = this.#eventBytes <= BOUNDS.batchBytesMax;
    this.#fromSeq = this.#seq + 1;
    this.#entries = [];
    this.#chars = 0;
    this.#events = [];
    this.#eventTexts = [];
    this.#eventBytes = 0;
    this.#hasTurned = false;
    if (!this.#try(() => ledger.appendLog({ ...told, body }))) return;
    this.#rows += 1;
    this.#storedSeq = told.toSeq;
    this.#parts.onStored({ row: told, feed, events, isSendable });
  }

  /** Writes the whole floor, and forgets log rows that are old and held by it. */
  checkpoint(): void {
    if (this.#isPending) this.#close();
    const { clock, ledger, floor } = this.#parts;
    const now = clock.now();
    this.#try(() => {
      const parts = inParts(JSON.stringify(packFloor(floor)), BOUNDS.checkpointCharsPerRow);
      ledger.saveCheckpoint({ seq: this.#seq, at: now, parts });
      ledger.pruneLog(now - BOUNDS.logKeepMs, this.#seq);
      this.#checkpoints += 1;
      this.#checkpointAt = now;
    });
  }

  /** Storage that fails costs history, never the live board. It is counted and shown. */
  #try(work: () => void): boolean {
    try {
      work();
      return true;
    } catch {
      this.#failures += 1;
      return false;
    }
  }
}
