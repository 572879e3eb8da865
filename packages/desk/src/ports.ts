/**
 * What the desk needs of the world around it. The Worker supplies these from Cloudflare, the simulation from
 * virtual time. Answers come back as a call, never as a promise: each call is a turn of its own, nothing is
 * suspended half-way, and a whole run can be replayed in one thread.
 */
import type { EpochMs, HourLearned } from "@callboard/core";
import type { FloorBatch } from "@callboard/core/alerting";
import type { HttpAnswer, HttpRequest } from "@callboard/cxone";
import type { Alarm, Chance, Clock, Journal, Timers } from "@callboard/shell";

/** What every desk needs stands here, too, for whoever supplies the ports. */
export type { Alarm, Chance, Clock, Journal, Timers };

/** Requests are sent together and answered together, in the same order; one batch never throws. */
export interface Rest {
  send(requests: readonly HttpRequest[], done: (answers: readonly HttpAnswer[]) => void): void;
}

export type DialFailure =
  | { readonly kind: "answered"; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: "network" }
  | { readonly kind: "timeout" };

/** What a dialled socket tells. After `failed` or `closed` nothing more may come; the desk ignores it if it does. */
export interface SocketEvents {
  opened(): void;
  failed(failure: DialFailure): void;
  /** `text` is `null` for a frame that is not text. */
  message(text: string | null): void;
  closed(code: number | null): void;
}

export interface Socket {
  close(): void;
}

export interface Dialer {
  dial(request: HttpRequest, events: SocketEvents): Socket;
}

/**
 * One row of the log: a second's worth of accepted inputs, and what they came to. Rows follow each other without a hole:
 * each takes a seq itself when it is closed, so the next one's `fromSeq` is this one's `toSeq` + 1.
 */
export interface LogRow {
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly at: EpochMs;
  /** The event clock when the row was closed. */
  readonly clock: EpochMs;
  readonly feed: string;
  /** JSON of the inputs, for the next start. */
  readonly body: string;
  /** JSON of the `FloorEvent`s, for the alert desk; `""` in rows of a build that knew of none. */
  readonly events: string;
}

/** What a row tells the alert desk: without the inputs, which may be large. */
export type ToldRow = Omit<LogRow, "body">;

export interface Checkpoint {
  readonly seq: number;
  readonly at: EpochMs;
  readonly parts: readonly string[];
}

/** Synchronous storage. Each method is one transaction. */
export interface Ledger {
  loadCheckpoint(): Checkpoint | null;
  saveCheckpoint(checkpoint: Checkpoint): void;
  appendLog(row: LogRow): void;
  /**
   * Rows with `toSeq` above `seq`, oldest first, one at a time: all of them together may be more than memory should
   * hold. Nothing may be written before the last one was taken.
   */
  logAfter(seq: number): Iterable<LogRow>;
  /** The first `rowsMax` rows with `toSeq` above `seq`, oldest first, without their inputs. */
  toldAfter(seq: number, rowsMax: number): readonly ToldRow[];
  /**
   * Names this log: a random name that is unlike any other, made when it is first asked for and kept for as long as the
   * storage is. Another name means that seqs began anew.
   */
  lineage(): string;
  /** Forgets rows closed before `before` whose content a checkpoint already holds. */
  pruneLog(before: EpochMs, coveredSeq: number): void;
  saveBaselines(learned: readonly HourLearned[]): void;
  loadBaselines(): readonly HourLearned[];
}

/** One screen's connection. `send` on a dead socket is harmless. */
export interface ViewerSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Bytes accepted and not yet sent, or `null` where the runtime cannot tell. */
  buffered(): number | null;
}

/**
 * The Queue `floor-events`. Each batch is sent only after its row is in the ledger; order does not matter, and what is
 * never taken is no loss, since the alert desk asks for gaps. `done` may be called at any time, also at once, and once.
 */
export interface BatchQueue {
  send(batch: FloorBatch, done: (isTaken: boolean) => void): void;
}

/** The tenant's alert desk. Waking one that is awake does nothing; one that cannot be woken is woken again later. */
export interface AlertDeskBell {
  wake(): void;
}

export interface Ports {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly timers: Timers;
  readonly alarm: Alarm;
  readonly rest: Rest;
  readonly dialer: Dialer;
  readonly ledger: Ledger;
  readonly events: BatchQueue;
  readonly alertDesk: AlertDeskBell;
  readonly journal: Journal;
  /** A random name for an epoch: unlike any other ever made. */
  readonly newEpoch: () => string;
}
