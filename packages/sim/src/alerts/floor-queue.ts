/**
 * The Queue `floor-events` and its consumer, as Cloudflare runs them: at least once, in no order, a few at a time, each
 * acknowledged or brought again, and given to the dead letters when it was brought too often.
 */
import type { BatchVerdict } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import type { BatchQueue } from "@callboard/desk";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";

export interface FloorQueueParts {
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly take: (
    batches: readonly unknown[],
    done: (verdicts: readonly BatchVerdict[] | null) => void,
  ) => void;
  /** The dead letters' consumer; `done(false)` brings the message again. */
  readonly noteLost: (batch: unknown, done: (isNoted: boolean) => void) => void;
}

interface Message {
  readonly text: string;
  attempts: number;
}

export class FloorQueue implements BatchQueue {
  readonly #parts: FloorQueueParts;
  #inbox: Message[] = [];
  #isPlanned = false;
  #waiting = 0;
  #peak = 0;
  #dead = 0;
  #redelivered = 0;

  constructor(parts: FloorQueueParts) {
    this.#parts = parts;
  }

  /** The most messages that were with the queue at once. */
  get peak(): number {
    return this.#peak;
  }

  get dead(): number {
    return this.#dead;
  }

  get redelivered(): number {
    return this.#redelivered;
  }

  send(batch: Parameters<BatchQueue["send"]>[0], done: (isTaken: boolean) => void): void {
    const { scheduler, weather } = this.#parts;
    // Whatever the desk does with it afterwards, the queue has what it was given.
    const text = JSON.stringify(batch);
    const isRefused = weather.strikes("floorQueueRefuses");
    const isMute = weather.strikes("floorQueueMute");
    scheduler.after(this.#hopMs(), () => {
      if (!isRefused) this.#accept({ text, attempts: 0 });
      if (!isMute) scheduler.after(this.#hopMs(), () => done(!isRefused));
    });
  }

  #hopMs(): number {
    return this.#parts.random.between(SIM.hopMinMs, SIM.hopMaxMs);
  }

  #accept(message: Message): void {
    const { weather, random } = this.#parts;
    if (weather.strikes("floorQueueLost")) {
      this.#bury(message, random.between(2_000, 30_000));
      return;
    }
    this.#bring(message, this.#journeyMs());
    if (weather.strikes("floorQueueDuplicate"))
      this.#bring({ ...message }, this.#journeyMs() + random.between(0, 15_000));
  }

  #journeyMs(): number {
    const { weather, random } = this.#parts;
    const delayMs = weather.strikes("floorQueueDelay") ? random.between(1_000, 25_000) : 0;
    const reorderMs = weather.strikes("floorQueueReorder") ? random.between(200, 4_000) : 0;
    return this.#hopMs() + delayMs + reorderMs;
  }

  #bring(message: Message, afterMs: number): void {
    const { scheduler, random } = this.#parts;
    this.#waiting += 1;
    this.#peak = Math.max(this.#peak, this.#waiting);
    scheduler.after(afterMs, () => {
      this.#waiting -= 1;
      this.#inbox.push(message);
      if (this.#isPlanned) return;
      this.#isPlanned = true;
      scheduler.after(random.between(1, 30), () => this.#pump());
    });
  }

  #pump(): void {
    this.#isPlanned = false;
    const messages = this.#inbox.splice(0, SIM.floorBatchMax);
    if (messages.length === 0) return;
    if (this.#inbox.length > 0) {
      this.#isPlanned = true;
      this.#parts.scheduler.after(1, () => this.#pump());
    }
    this.#consume(messages);
  }

  #consume(messages: readonly Message[]): void {
    const { take, weather, random } = this.#parts;
    const batches = messages.map(({ text }): unknown => JSON.parse(text));
    const dies = weather.strikes("floorConsumerDies");
    take(batches, (verdicts) => {
      for (const [index, message] of messages.entries()) {
        // A consumer that dies after the call has acknowledged nothing.
        const verdict = dies ? "again" : (verdicts?.[index] ?? "again");
        if (verdict === "again") this.#again(message, dies ? random.between(100, 20_000) : null);
      }
    });
  }

  #again(message: Message, afterMs: number | null): void {
    message.attempts += 1;
    this.#redelivered += 1;
    const waitMs = Math.min(BOUNDS.batchRetryMs * 2 ** (message.attempts - 1), BOUNDS.batchRetryMaxMs);
    if (message.attempts > SIM.floorRetriesMax) this.#bury(message, waitMs);
    else this.#bring(message, afterMs ?? waitMs);
  }

  #bury(message: Message, afterMs: number): void {
    const { scheduler, noteLost } = this.#parts;
    this.#dead += 1;
    const tell = (): void =>
      noteLost(JSON.parse(message.text), (isNoted) => {
        if (!isNoted) scheduler.after(BOUNDS.batchRetryMaxMs, tell);
      });
    scheduler.after(afterMs, tell);
  }
}
