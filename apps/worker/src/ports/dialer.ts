/** Dials the upstream's stream: `fetch` with `Upgrade`, the only way to send an Authorization header with it. */
import { BOUNDS } from "@callboard/core";
import { type HttpRequest, parseRetryAfter, type UpstreamOrigins } from "@callboard/cxone";
import type { Dialer, DialFailure, Socket, SocketEvents } from "@callboard/desk";
import { during } from "../log/request.ts";
import { urlOf } from "../upstream/send.ts";
import type { Tenure } from "./tenure.ts";

export class StreamDialer implements Dialer {
  readonly #origins: UpstreamOrigins;

  readonly #tenure: Tenure;

  constructor(origins: UpstreamOrigins, tenure: Tenure) {
    this.#origins = origins;
    this.#tenure = tenure;
  }

  dial(request: HttpRequest, events: SocketEvents): Socket {
    const call: Call = new Call(
      events,
      this.#tenure.onEnd(() => call.close()),
    );
    void call.place(urlOf(this.#origins, request), request.headers);
    return call;
  }
}

/** One dial from its first byte to its end. Says `failed` or `closed` once, however many events the runtime makes of it. */
class Call implements Socket {
  readonly #events: SocketEvents;
  /** Ends the question itself: one that hangs would hold one of the object's few places for those who wait for headers. */
  readonly #giveUp = new AbortController();
  readonly #forget: () => void;
  #socket: WebSocket | null = null;
  #isOver = false;

  /** `forget`: it has ended, and nobody has to call it off any more. */
  constructor(events: SocketEvents, forget: () => void) {
    this.#events = events;
    this.#forget = forget;
  }

  async place(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
    const timer = setTimeout(() => {
      this.#fail({ kind: "timeout" });
      this.#giveUp.abort();
    }, BOUNDS.dialTimeoutMs);
    const { signal } = this.#giveUp;
    try {
      const response = await fetch(url, { headers: { ...headers }, redirect: "manual", signal });
      if (this.#isOver) return discard(response);
      if (response.webSocket === null) {
        discard(response);
        const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), Date.now());
        return this.#fail({ kind: "answered", status: response.status, retryAfterMs });
      }
      this.#listen(response.webSocket);
    } catch {
      this.#fail({ kind: "network" });
    } finally {
      clearTimeout(timer);
    }
  }

  #listen(socket: WebSocket): void {
    this.#socket = socket;
    // After a clean close the runtime fires `close` and then `error`: the first of them is the end.
    socket.addEventListener("message", ({ data }) => {
      if (!this.#isOver) during(null, () => this.#events.message(typeof data === "string" ? data : null));
    });
    socket.addEventListener("close", ({ code }) => during(null, () => this.#end(code)));
    socket.addEventListener("error", () => during(null, () => this.#end(null)));
    socket.accept();
    this.#events.opened();
  }

  #fail(failure: DialFailure): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#forget();
    this.#events.failed(failure);
  }

  #end(code: number | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#forget();
    closeQuietly(this.#socket);
    this.#events.closed(code);
  }

  close(): void {
    this.#isOver = true;
    this.#forget();
    if (this.#socket === null) this.#giveUp.abort();
    else closeQuietly(this.#socket);
  }
}

/** A late answer of a dial that was given up must not leave a socket or a body behind. */
function discard(response: Response): void {
  if (response.webSocket !== null) {
    response.webSocket.accept();
    closeQuietly(response.webSocket);
  } else void response.body?.cancel();
}

function closeQuietly(socket: WebSocket | null): void {
  try {
    socket?.close(1000, "done");
  } catch {
    // It was closed already, which is all that was wanted.
  }
}
