/**
 * The open stream sockets of one tenant: every one gets every frame. A client that stops reading is cut off
 * rather than buffered for without end.
 */

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { MAX_BUFFERED_BYTES } from "./bounds.ts";
import type { Counters } from "./counters.ts";

export class StreamHub {
  readonly #clients = new Map<WebSocket, Duplex>();
  readonly #counters: Counters;

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  get size(): number {
    return this.#clients.size;
  }

  /** `isSilent` is asked at every ping: a half-open peer does not answer those either. */
  add(client: WebSocket, socket: Duplex, isSilent: () => boolean): void {
    this.#clients.set(client, socket);
    client.on("close", () => this.#clients.delete(client));
    // An error is always followed by "close", where the client is forgotten.
    client.on("error", () => {});
    client.on("ping", (data) => {
      if (!isSilent()) client.pong(data);
    });
  }

  /** Sends one text frame to everyone. */
  send(text: string): void {
    if (this.#clients.size === 0) return;
    const frame = Buffer.from(text);
    for (const client of this.#clients.keys()) {
      if (client.bufferedAmount > MAX_BUFFERED_BYTES) {
        this.#counters.slowClientsCut += 1;
        client.terminate();
        continue;
      }
      if (client.readyState !== client.OPEN) continue;
      client.send(frame, { binary: false });
      this.#counters.frames += 1;
      this.#counters.bytes += frame.length;
    }
  }

  /** Closes with a code, or, without one, ends the connections with no closing handshake. */
  drop(code: number | undefined): void {
    for (const client of this.#clients.keys()) {
      if (code === undefined) client.terminate();
      else client.close(code, "dropped by the simulator");
    }
  }

  /** Resets the connections, as a network does that has lost them. */
  reset(): void {
    for (const socket of this.#clients.values()) resetSocket(socket);
  }
}

/** TCP reset where the socket can do it, else an abrupt end. */
export function resetSocket(socket: Duplex): void {
  if ("resetAndDestroy" in socket && typeof socket.resetAndDestroy === "function") socket.resetAndDestroy();
  else socket.destroy();
}
