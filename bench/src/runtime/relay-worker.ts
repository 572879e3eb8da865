/**
 * The bare relay that everything is compared with: a Durable Object in the same runtime that dials the same upstream
 * in the same way and passes each message on to its viewers, byte for byte. It parses nothing and keeps nothing, so
 * it is what the platform itself costs. Where its viewers name a receiver it posts the bench's own events there as well,
 * straight from the socket's handler: the shortest way from an event to a webhook. It is built for workerd and never
 * imported by the bench.
 */

/** Every code of the bench's rules begins so. */
const BENCH_CODE = '"BENCH_';

interface Socket {
  send(data: string | ArrayBuffer): void;
  close(code: number, reason: string): void;
  accept(): void;
  addEventListener(type: "message", heard: (event: { readonly data: string | ArrayBuffer }) => void): void;
}
interface ObjectState {
  acceptWebSocket(socket: Socket): void;
}
interface Env {
  readonly RELAY: { getByName(name: string): { fetch(request: Request): Promise<Response> } };
  readonly UPSTREAM: string;
  readonly TOKEN: string;
}
declare const WebSocketPair: new () => { 0: Socket; 1: Socket };
type Upgraded = Response & { readonly webSocket: Socket | null };
const upgraded = (webSocket: Socket): Response =>
  new Response(null, { status: 101, webSocket } as ResponseInit);

export class Relay {
  readonly #state: ObjectState;
  readonly #env: Env;
  readonly #viewers = new Set<Socket>();
  #upstream: Socket | null = null;
  #receiver: string | null = null;

  constructor(state: ObjectState, env: Env) {
    this.#state = state;
    this.#env = env;
  }

  async fetch(request: Request): Promise<Response> {
    this.#upstream ??= await this.#dial();
    this.#receiver = new URL(request.url).searchParams.get("receiver");
    const { 0: client, 1: server } = new WebSocketPair();
    this.#state.acceptWebSocket(server);
    this.#viewers.add(server);
    return upgraded(client);
  }

  async #dial(): Promise<Socket> {
    const headers = { upgrade: "websocket", authorization: `Bearer ${this.#env.TOKEN}` };
    const response = (await fetch(`${this.#env.UPSTREAM}/api/v2/realtime/stream`, { headers })) as Upgraded;
    const socket = response.webSocket;
    if (socket === null) throw new Error(`the upstream answered ${response.status}`);
    socket.addEventListener("message", ({ data }) => {
      for (const viewer of this.#viewers) viewer.send(data);
      if (this.#receiver !== null && typeof data === "string" && data.includes(BENCH_CODE))
        void this.#post(this.#receiver, data);
    });
    socket.accept();
    return socket;
  }

  async #post(receiver: string, body: string): Promise<void> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(receiver, { method: "POST", headers, body });
    await response.body?.cancel();
  }

  webSocketClose(viewer: Socket): void {
    this.#viewers.delete(viewer);
    viewer.close(1000, "");
  }

  webSocketError(viewer: Socket): void {
    this.#viewers.delete(viewer);
  }
}

export default {
  fetch: (request: Request, env: Env): Promise<Response> => env.RELAY.getByName("relay").fetch(request),
};
