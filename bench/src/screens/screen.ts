/**
 * One screen: a real WebSocket client that greets, acknowledges and pings as a wall does. A plain one counts bytes
 * and frames only; a watching one decodes each frame and notes what it showed and when.
 */
import { WebSocket } from "ws";
import { monotonicMs } from "../clock.ts";
import type { AlertKey, ChangeKey, Subject } from "../remote/parts.ts";
import { createReader, type Reader } from "./readers.ts";

const ACK_EVERY_MS = 10_000;
const CHANGES_MAX = 500_000;

export interface Tally {
  bytes: number;
  frames: number;
  unreadable: number;
  /** The first sight of each: a row may be sent again, for another reason. */
  readonly changes: Map<ChangeKey, number>;
  readonly alerts: Map<AlertKey, number>;
  readonly deltas: { chars: number; decodeMs: number }[];
}

const emptyTally = (): Tally => ({
  ...{ bytes: 0, frames: 0, unreadable: 0 },
  ...{ changes: new Map(), alerts: new Map(), deltas: [] },
});

export class Screen {
  readonly isWatching: boolean;
  readonly #socket: WebSocket;
  readonly #reader: Reader;
  #tally = emptyTally();
  #newest: Buffer | null = null;
  #mark: { text: string; shown: (at: number) => void } | null = null;
  #acks: NodeJS.Timeout | null = null;
  #isClosing = false;
  isLost = false;
  /** Resolves with the first frame, or at the opening where none is to come. */
  readonly ready: Promise<void>;

  constructor(subject: Subject, url: string, isWatching: boolean) {
    this.isWatching = isWatching;
    this.#reader = createReader(subject);
    // A desk lets none in that does not say whose page it is.
    const { origin } = new URL(url.replace(/^ws/, "http"));
    this.#socket = new WebSocket(url, { perMessageDeflate: false, origin });
    this.ready = new Promise((resolve, reject) => {
      this.#socket.once("error", reject);
      this.#socket.once("close", (code) => reject(new Error(`a screen was closed with ${code}`)));
      this.#socket.once(this.#reader.hello === null ? "open" : "message", () => resolve());
    });
    this.#socket.on("open", () => this.#greet());
    this.#socket.on("message", (data) => this.#hear(data as Buffer));
    this.#socket.on("close", () => {
      this.isLost = !this.#isClosing;
    });
    this.#socket.on("error", () => undefined);
  }

  #greet(): void {
    const { hello } = this.#reader;
    if (hello === null) return;
    this.#socket.send(hello);
    this.#acks = setInterval(() => {
      const ack = this.#newest === null ? null : this.#reader.ackOf(this.#newest.toString());
      if (ack !== null) this.#socket.send(ack);
    }, ACK_EVERY_MS);
  }

  #hear(data: Buffer): void {
    const at = monotonicMs();
    const tally = this.#tally;
    tally.bytes += data.length;
    tally.frames += 1;
    this.#newest = data;
    if (this.#mark !== null && data.includes(this.#mark.text)) {
      this.#mark.shown(at);
      this.#mark = null;
    }
    if (this.isWatching) this.#read(data.toString(), at);
  }

  #read(text: string, at: number): void {
    const tally = this.#tally;
    const { changes, alerts, decodeMs, isReadable } = this.#reader.read(text);
    if (!isReadable) tally.unreadable += 1;
    if (decodeMs !== null) tally.deltas.push({ chars: text.length, decodeMs });
    noteFirst(tally.changes, changes, at);
    noteFirst(tally.alerts, alerts, at);
  }

  begin(): void {
    this.#tally = emptyTally();
  }

  get tally(): Tally {
    return this.#tally;
  }

  /** The instant at which the mark was first in a frame. */
  shows(mark: string): Promise<number> {
    return new Promise((shown) => {
      this.#mark = { text: mark, shown };
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#acks !== null) clearInterval(this.#acks);
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.#socket.once("close", () => resolve()));
    this.#socket.close(1000);
    const impatience = setTimeout(() => this.#socket.terminate(), 1_000);
    await closed;
    clearTimeout(impatience);
  }
}

function noteFirst(into: Map<string, number>, keys: readonly string[], at: number): void {
  for (const key of keys) if (!into.has(key) && into.size < CHANGES_MAX) into.set(key, at);
}
