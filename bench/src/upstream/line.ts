/**
 * The stream to one subject: the socket it has dialled, its own centre, and the two ways of sending: at the centre's
 * pace, or flat out. It never has more than a bounded heap of bytes waiting in the socket.
 */
import { setImmediate as turn } from "node:timers/promises";
import type { WireMessage } from "@callboard/world";
import type { WebSocket } from "ws";
import { monotonicMs, sleep } from "../clock.ts";
import {
  type ChangeKey,
  changeKey,
  type Flooded,
  type Provoked,
  type ProvokeOptions,
  type Sent,
} from "../remote/parts.ts";
import type { Centre } from "./centre.ts";
import { FloodMessages } from "./flood-messages.ts";
import { Provocation } from "./provocation.ts";

const MURMUR_EVERY_MS = 2_000;
/** The longest sleep of a centre in which nothing is due: somebody else may have something to say. */
const PAUSE_MAX_MS = 50;
/** Sent between two looks at the socket. */
const CHUNK = 64;
/** Full enough to keep the receiver busy, small enough that what waits here is not a part of the time measured. */
const WAITING_BYTES_MAX = 256 * 1_024;

export class Line {
  readonly centre: Centre;
  #socket: WebSocket | null = null;
  #isBusy = false;
  readonly #murmur: NodeJS.Timeout;

  constructor(centre: Centre) {
    this.centre = centre;
    this.#murmur = setInterval(() => {
      if (!this.#isBusy) this.#socket?.send(JSON.stringify(centre.murmur(Date.now())));
    }, MURMUR_EVERY_MS);
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === this.#socket?.OPEN && this.#socket !== null;
  }

  connect(socket: WebSocket): void {
    this.#socket?.terminate();
    this.#socket = socket;
  }

  end(): void {
    clearInterval(this.#murmur);
    this.#socket?.terminate();
    this.#socket = null;
  }

  #open(): WebSocket {
    if (this.#socket === null || !this.isConnected) throw new Error("nobody is connected to this stream");
    this.#isBusy = true;
    return this.#socket;
  }

  /** Tells the contacts of the time before, as fast as they are taken. */
  async tellHistory(): Promise<void> {
    const socket = this.#open();
    for (const [index, message] of this.centre.history.splice(0).entries()) {
      socket.send(JSON.stringify(message));
      if (index % CHUNK === CHUNK - 1) await this.#drained(socket);
    }
    this.#isBusy = false;
  }

  async #drained(socket: WebSocket): Promise<void> {
    do await turn();
    while (socket.bufferedAmount > WAITING_BYTES_MAX);
  }

  /** Sends what happens in the centre for so long, each message in a frame of its own at its own time. */
  async live(ms: number): Promise<Sent> {
    const startedAt = monotonicMs();
    return this.#liveWhile(() => monotonicMs() - startedAt < ms, null);
  }

  /** The same while some agents make alerts fire, until all are over and nobody is held any more. */
  async provoke(options: ProvokeOptions): Promise<Provoked> {
    const provocation = new Provocation(this.centre.agents(), options, Date.now());
    this.centre.hold(provocation.agentIds);
    const settleMs = options.isDeciding ? options.settleMs : 0;
    const doneMs = provocation.overMs + settleMs;
    const sent = await this.#liveWhile(() => Date.now() < doneMs, provocation);
    const socket = this.#open();
    for (const message of provocation.release(Date.now())) {
      this.centre.tell(message.data);
      socket.send(JSON.stringify(message));
    }
    this.centre.hold(new Set());
    const endsAt = monotonicMs() + settleMs;
    await this.#liveWhile(() => monotonicMs() < endsAt, null);
    return { sent, causes: provocation.causes };
  }

  async #liveWhile(isOn: () => boolean, provocation: Provocation | null): Promise<Sent> {
    const socket = this.#open();
    const tally = { events: 0, chars: 0, changes: [] as [ChangeKey, number][] };
    const startedAt = monotonicMs();
    const send = (message: WireMessage): number => {
      const text = JSON.stringify(message);
      const key = keyOf(message);
      const at = monotonicMs();
      if (key !== null) tally.changes.push([key, at]);
      socket.send(text);
      tally.events += 1;
      tally.chars += text.length;
      provocation?.heard(message.timestamp, at);
      return at;
    };
    this.centre.goOn(Date.now());
    while (isOn()) {
      const now = Date.now();
      for (const message of this.centre.advance(now)) send(message);
      for (const { message, sent } of provocation?.due(now) ?? []) {
        this.centre.tell(message.data);
        sent(send(message));
      }
      await sleep(Math.max(0, Math.min(PAUSE_MAX_MS, this.centre.nextEventMs() - Date.now())));
    }
    this.centre.stop(Date.now());
    this.#isBusy = false;
    return { ...tally, ms: monotonicMs() - startedAt };
  }

  /** Sends `count` messages as fast as they are taken. The last one is the mark. */
  async flood(count: number, mark: string): Promise<Flooded> {
    const messages = new FloodMessages(this.centre.agents());
    const socket = this.#open();
    let chars = 0;
    const firstAt = monotonicMs();
    for (let sent = 0; sent < count - 1; sent += 1) {
      const text = messages.next(Date.now());
      chars += text.length;
      socket.send(text);
      if (sent % CHUNK === CHUNK - 1) await this.#drained(socket);
    }
    const last = messages.mark(Date.now(), mark);
    socket.send(last.text);
    const lastAt = monotonicMs();
    for (const row of messages.left()) this.centre.tell(row);
    this.centre.tell(last.row);
    this.#isBusy = false;
    return { events: count, chars: chars + last.text.length, firstAt, lastAt };
  }
}

const keyOf = (message: WireMessage): ChangeKey | null =>
  message.type === "agent_state_change" ? changeKey(message.data.user_id, message.data.last_updated) : null;
