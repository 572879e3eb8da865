/**
 * Sends the log's rows to the alert desk's queue. Ingestion never waits for it: what the queue does not take stays in the
 * log, is known here by its number alone, and is read back and sent again later. It may send a row twice, and may
 * give one up, since the alert desk drops duplicates and asks for gaps; it must never hold rows in memory.
 */
import { BOUNDS, type EpochMs, spreadMs } from "@callboard/core";
import type { FloorBatch } from "@callboard/core/alerting";
import { type Chance, type Clock, doublingMs } from "@callboard/shell";
import type { BatchQueue } from "../ports.ts";
import type { ToldLog } from "./told-log.ts";

export interface OutboxFacts {
  readonly sent: number;
  readonly refused: number;
  /** Answered neither way for too long, and taken for refused. */
  readonly lost: number;
  /** No longer sent, as the log does not hold them any more or too many wait: the alert desk asks. */
  readonly givenUp: number;
  readonly unsent: number;
  readonly inFlight: number;
  readonly lastSentAt: EpochMs | null;
}

/** Short enough that the spread still fits below the bound. */
const LONGEST_REST_MS = BOUNDS.batchRetryMaxMs / (1 + BOUNDS.spreadShare);

interface Flight {
  sentAt: EpochMs;
}

export interface OutboxParts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly queue: BatchQueue;
  readonly log: ToldLog;
}

export class Outbox {
  readonly #parts: OutboxParts;
  /** First seqs of rows that are still to be sent, oldest first. */
  readonly #unsent: number[] = [];
  /** Rows on their way, by their first seq. */
  readonly #flights = new Map<number, Flight>();
  /** Refusals in a row, and until when nothing is tried because of them. */
  #refusals = 0;
  #notBefore: EpochMs = Number.NEGATIVE_INFINITY;
  #isPumping = false;
  #sent = 0;
  #refused = 0;
  #lost = 0;
  #givenUp = 0;
  #lastSentAt: EpochMs | null = null;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** A row that is in the ledger by now. */
  take(batch: FloorBatch): void {
    if (this.#unsent.length === 0 && this.#mayTry()) this.#send(batch);
    else this.#keep(batch.fromSeq);
    this.pump();
  }

  #mayTry(): boolean {
    return this.#flights.size < BOUNDS.batchesInFlightMax && this.#parts.clock.now() >= this.#notBefore;
  }

  /** Sends what waits, as far as the queue takes it. Called once a second, too: no timer is kept for it. */
  pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    this.#missTheLost();
    while (this.#mayTry()) {
      const fromSeq = this.#unsent.shift();
      if (fromSeq === undefined) break;
      const batch = this.#parts.log.rowFrom(fromSeq);
      if (batch === null) this.#givenUp += 1;
      else this.#send(batch);
    }
    this.#isPumping = false;
  }

  #send(batch: FloorBatch): void {
    const { fromSeq } = batch;
    const flight: Flight = { sentAt: this.#parts.clock.now() };
    this.#flights.set(fromSeq, flight);
    const done = (isTaken: boolean): void => {
      // Answered twice, or after it was taken for lost.
      if (this.#flights.get(fromSeq) === flight) this.#land(fromSeq, isTaken);
    };
    try {
      this.#parts.queue.send(batch, done);
    } catch {
      done(false);
    }
  }

  #land(fromSeq: number, isTaken: boolean): void {
    this.#flights.delete(fromSeq);
    if (!isTaken) {
      this.#refused += 1;
      this.#keep(fromSeq);
      this.#rest();
      return;
    }
    this.#sent += 1;
    this.#lastSentAt = this.#parts.clock.now();
    this.#refusals = 0;
    this.#notBefore = Number.NEGATIVE_INFINITY;
    this.pump();
  }

  /** Those that are refused together are one refusal. */
  #rest(): void {
    const { clock, chance } = this.#parts;
    const now = clock.now();
    if (now < this.#notBefore) return;
    this.#refusals += 1;
    const delayMs = doublingMs(BOUNDS.batchRetryMs, this.#refusals, LONGEST_REST_MS);
    this.#notBefore = now + spreadMs(delayMs, chance());
  }

  #missTheLost(): void {
    const now = this.#parts.clock.now();
    for (const [fromSeq, { sentAt }] of this.#flights) {
      if (now - sentAt <= BOUNDS.batchLostMs) continue;
      this.#lost += 1;
      this.#land(fromSeq, false);
    }
  }

  #keep(fromSeq: number): void {
    const before = this.#unsent.findLastIndex((one) => one < fromSeq);
    this.#unsent.splice(before + 1, 0, fromSeq);
    if (this.#unsent.length <= BOUNDS.batchesUnsentMax) return;
    this.#unsent.shift();
    this.#givenUp += 1;
  }

  /** The alert desk holds everything up to there, however it came by it. */
  onHeld(seq: number): void {
    const firstNeeded = this.#unsent.findIndex((fromSeq) => fromSeq > seq);
    this.#unsent.splice(0, firstNeeded === -1 ? this.#unsent.length : firstNeeded);
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    this.#notBefore += byMs;
    for (const flight of this.#flights.values()) flight.sentAt += byMs;
  }

  facts(): OutboxFacts {
    return {
      sent: this.#sent,
      refused: this.#refused,
      lost: this.#lost,
      givenUp: this.#givenUp,
      unsent: this.#unsent.length,
      inFlight: this.#flights.size,
      lastSentAt: this.#lastSentAt,
    };
  }
}
