/**
 * One accepted stream, from the upstream's side to the desk's ear: what happens to messages under way, and how they
 * are packed into frames. Frames keep their order, as TCP does; messages need not. It never makes up an event.
 */
import type { SocketEvents } from "@callboard/desk";
import { type Random, toWire, type WorldEvent } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";
import { garble, oversizeFrame, strayGarbage, unknownMessage } from "./garbage.ts";

/** What the desk's side is told apart from the frames themselves. */
export interface LineWatch {
  /** A frame that completes these events is about to be delivered; `deliver` does it. */
  news(events: readonly WorldEvent[], isCopy: boolean, deliver: () => void): void;
}

export interface LineParts {
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly events: SocketEvents;
  readonly watch: LineWatch;
  readonly skewMs: number;
}

interface Message {
  readonly text: string;
  readonly events: readonly WorldEvent[];
  readonly isCopy: boolean;
}

export class Line {
  readonly #parts: LineParts;
  #isDeaf = false;
  #isHeld = false;
  #isEnded = false;
  #held: Message[] = [];
  #batch: Message[] = [];
  #lastArrivalMs = 0;
  #lastFrameMs = 0;
  #underWay = 0;

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  get isLive(): boolean {
    return !this.#isEnded;
  }

  /** Messages that were sent and have neither arrived nor been lost. */
  get underWay(): number {
    return this.#isEnded ? 0 : this.#underWay;
  }

  hopMs(): number {
    return this.#parts.random.between(SIM.hopMinMs, SIM.hopMaxMs);
  }

  /** From now on nothing arrives any more, and nobody is told. */
  goDeaf(): void {
    this.#isDeaf = true;
  }

  /** The network holds everything back, as TCP does through a short partition. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    const held = this.#held;
    this.#held = [];
    for (const message of held) this.#pack(message);
  }

  /** The upstream has something to say. */
  tell(event: WorldEvent): void {
    const { weather, random, scheduler, skewMs } = this.#parts;
    if (this.#isEnded || weather.strikes("lose")) return;
    const text = JSON.stringify(toWire(event, skewMs));
    const atMs = this.#arrivalMs();
    if (weather.strikes("garble")) {
      this.#carry(atMs, { text: garble(random, text), events: [], isCopy: false });
      return;
    }
    this.#carry(atMs, { text, events: [event], isCopy: false });
    if (!weather.strikes("duplicate")) return;
    const copyAtMs = Math.max(atMs, scheduler.nowMs) + 1 + random.between(0, 3_000);
    this.#carry(copyAtMs, { text, events: [event], isCopy: true });
  }

  #arrivalMs(): number {
    const { weather, random, scheduler } = this.#parts;
    const lagMs = weather.strikes("lag") ? random.between(14_000, 20_000) : 0;
    const delayMs = lagMs + (weather.strikes("delay") ? random.between(1_000, 8_000) : 0);
    const atMs = scheduler.nowMs + this.hopMs() + delayMs;
    if (weather.strikes("reorder")) return atMs + random.between(200, 4_000);
    this.#lastArrivalMs = Math.max(this.#lastArrivalMs, atMs);
    return this.#lastArrivalMs;
  }

  #carry(atMs: number, message: Message): void {
    this.#underWay += 1;
    this.#parts.scheduler.at(atMs, () => {
      if (this.#isEnded) return;
      if (this.#isDeaf || this.#parts.weather.strikes("oneWay")) this.#underWay -= 1;
      else if (this.#isHeld) this.#held.push(message);
      else this.#pack(message);
    });
  }

  /** Puts a message into a frame of its own, or together with those that follow shortly. */
  #pack(message: Message): void {
    const { weather, random, scheduler } = this.#parts;
    this.#batch.push(message);
    if (weather.strikes("severalPerFrame")) {
      if (this.#batch.length === 1) scheduler.after(random.between(20, 400), () => this.#flush());
      return;
    }
    this.#flush();
  }

  #flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    const only = batch[0];
    if (this.#isEnded || only === undefined) return;
    this.#strays();
    if (batch.length === 1) {
      this.#frame(only.text, only.events, only.isCopy, 1);
      return;
    }
    const between = this.#parts.random.pick(["", "\n", "\r\n", " "]);
    const text = batch.map((message) => message.text).join(between);
    const events = batch.flatMap((message) => message.events);
    this.#frame(text, events, false, batch.length);
  }

  /** What comes between the frames that belong there. */
  #strays(): void {
    const { weather, random, scheduler } = this.#parts;
    if (weather.strikes("strayGarbage")) this.#emit(strayGarbage(random), () => undefined);
    if (weather.strikes("unknownType")) this.#emit(unknownMessage(random, scheduler.nowMs), () => undefined);
    if (weather.strikes("oversize")) this.#emit(oversizeFrame(), () => undefined);
    if (weather.strikes("binaryFrame")) this.#emit(null, () => undefined);
  }

  #frame(text: string, events: readonly WorldEvent[], isCopy: boolean, messages: number): void {
    const { weather, random, watch } = this.#parts;
    let rest = text;
    let isWhole = true;
    if (weather.strikes("cutAcrossFrames")) {
      for (let cuts = 1 + random.index(2); cuts > 0 && rest.length > 1; cuts -= 1) {
        const at = 1 + random.index(rest.length - 1);
        this.#emit(rest.slice(0, at), () => undefined);
        rest = rest.slice(at);
        isWhole = false;
      }
    }
    this.#emit(rest, (deliver) => {
      this.#underWay -= messages;
      watch.news(events, isCopy && isWhole, deliver);
    });
  }

  /** Delivers a frame behind all earlier ones. */
  #emit(text: string | null, onDelivery: (deliver: () => void) => void): void {
    const { scheduler, events, random } = this.#parts;
    this.#lastFrameMs = Math.max(this.#lastFrameMs, scheduler.nowMs + random.between(0, 3));
    scheduler.at(this.#lastFrameMs, () => {
      if (this.#isEnded) return;
      let isDone = false;
      const deliver = (): void => {
        if (!isDone) events.message(text);
        isDone = true;
      };
      onDelivery(deliver);
      deliver();
    });
  }

  /** The upstream, or the network, ends the stream; the desk is told. */
  close(code: number | null): void {
    if (this.#isEnded) return;
    if (this.#isDeaf) {
      this.#isEnded = true;
      return;
    }
    const { scheduler, events } = this.#parts;
    const atMs = Math.max(this.#lastFrameMs, scheduler.nowMs) + this.hopMs();
    scheduler.at(atMs, () => {
      if (this.#isEnded) return;
      this.#isEnded = true;
      events.closed(code);
    });
  }

  /** The desk's side is gone: nobody listens any more. */
  vanish(): void {
    this.#isEnded = true;
  }
}
