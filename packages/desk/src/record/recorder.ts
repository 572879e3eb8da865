/**
 * The desk's memory: accepted inputs go into one log row a second at most, and the whole floor into a checkpoint
 * once a minute. Never a row per event: at 100 events a second that alone would cost some $500 a month. Frames
 * do not wait for any of this; what a crash loses is at most the last second, and the first reconciliation brings
 * the agents' part of it back.
 */
import {
  BOUNDS,
  type EpochMs,
  type Floor,
  type FloorInput,
  type HourLearned,
  packFloor,
} from "@callboard/core";
import type { Clock, Ledger } from "../ports.ts";

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

/** Whether a value that was read back is an entry of this build's log, as far as can be told from outside. */
export function isLogEntry(value: unknown): value is LogEntry {
  if (!Array.isArray(value)) return false;
  const [seq, now, input]: unknown[] = value;
  return typeof seq === "number" && typeof now === "number" && isObject(input) && LOGGED.has(input.kind);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

export class Recorder {
  readonly #clock: Clock;
  readonly #ledger: Ledger;
  readonly #floor: Floor;
  #seq: number;
  #entries: string[] = [];
  #chars = 0;
  #fromSeq: number;
  #lastRowAt: EpochMs = Number.NEGATIVE_INFINITY;
  #rows = 0;
  #checkpoints = 0;
  #failures = 0;
  #checkpointAt: EpochMs | null = null;

  constructor(parts: { clock: Clock; ledger: Ledger; floor: Floor; seq: number }) {
    this.#clock = parts.clock;
    this.#ledger = parts.ledger;
    this.#floor = parts.floor;
    this.#seq = parts.seq;
    this.#fromSeq = parts.seq + 1;
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
  add(input: FloorInput, feed: string): boolean {
    if (!LOGGED.has(input.kind)) return false;
    const entry: LogEntry = [this.#seq + 1, this.#clock.now(), input];
    const text = JSON.stringify(entry);
    if (text.length > BOUNDS.logCharsPerRow) return false;
    const isFull =
      this.#entries.length >= BOUNDS.logEntriesPerRow || this.#chars + text.length > BOUNDS.logCharsPerRow;
    if (isFull) this.#write(feed);
    this.#seq += 1;
    this.#entries.push(text);
    this.#chars += text.length + 1;
    return true;
  }

  /** Keeps what was learned of usual hours. */
  learn(learned: readonly HourLearned[]): void {
    this.#try(() => this.#ledger.saveBaselines(learned));
  }

  /** Closes the row if a second's worth is waiting, or if the stream has been quiet for so long that time itself is news. */
  flush(feed: string): void {
    const now = this.#clock.now();
    const restMs = this.#entries.length > 0 ? BOUNDS.logEveryMs : BOUNDS.logQuietMs;
    const sinceMs = now - this.#lastRowAt;
    // A clock that was set back must not leave the log waiting for it.
    if (sinceMs >= restMs || sinceMs < 0) this.#write(feed);
  }

  #write(feed: string): void {
    const now = this.#clock.now();
    const row = {
      fromSeq: this.#fromSeq,
      toSeq: this.#seq,
      at: now,
      clock: this.#floor.clock,
      feed,
      body: `[${this.#entries.join(",")}]`,
      events: "[]",
    };
    this.#fromSeq = this.#seq + 1;
    this.#entries = [];
    this.#chars = 0;
    this.#lastRowAt = now;
    this.#try(() => {
      this.#ledger.appendLog(row);
      this.#rows += 1;
    });
  }

  /** Writes the whole floor, and forgets log rows that are old and held by it. */
  checkpoint(feed: string): void {
    if (this.#entries.length > 0) this.#write(feed);
    const now = this.#clock.now();
    this.#try(() => {
      const parts = inParts(JSON.stringify(packFloor(this.#floor)));
      this.#ledger.saveCheckpoint({ seq: this.#seq, at: now, parts });
      this.#ledger.pruneLog(now - BOUNDS.logKeepMs, this.#seq);
      this.#checkpoints += 1;
      this.#checkpointAt = now;
    });
  }

  /** Storage that fails costs history, never the live board. It is counted and shown. */
  #try(work: () => void): void {
    try {
      work();
    } catch {
      this.#failures += 1;
    }
  }
}

/** Cuts a text into pieces that fit a row, never through a sign: storage would spoil both halves of it. */
export function inParts(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = start + BOUNDS.checkpointCharsPerRow;
    const cut = end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end;
    parts.push(text.slice(start, cut));
    start = cut;
  }
  return parts;
}

/** The first half of a sign that takes two units of UTF-16. */
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
