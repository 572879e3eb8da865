/** A client for the simulator's tests: signs in, asks, and listens on real sockets. Waits on events, never on time. */

import { WebSocket } from "ws";
import { type FaultInput, type Simulator, type SimulatorOptions, startSimulator } from "../src/index.ts";

export const ALL = "realtime:read users:read analytics:read";

/** A small, busy simulator that ends with the block (`await using`). */
export async function small(options: SimulatorOptions = {}): Promise<Simulator & AsyncDisposable> {
  const simulator = await startSimulator({
    agents: 24,
    queues: 3,
    zone: "auto",
    eventsPerSecond: 300,
    ...options,
  });
  return Object.assign(simulator, { [Symbol.asyncDispose]: () => simulator.close() });
}

export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
}

export interface SignIn {
  client?: string;
  secret?: string;
  scope?: string;
  grant?: string;
}

export async function askToken(url: string, options: SignIn = {}): Promise<Response> {
  const { client = "demo", scope = ALL, grant = "client_credentials" } = options;
  const secret = options.secret ?? `${client}-secret`;
  return fetch(`${url}/oauth2/token`, {
    method: "POST",
    headers: { authorization: basic(client, secret) },
    body: new URLSearchParams({ grant_type: grant, scope }),
  });
}

export async function token(url: string, options: SignIn = {}): Promise<string> {
  const answer: unknown = await (await askToken(url, options)).json();
  if (!isRecord(answer) || typeof answer.access_token !== "string")
    throw new Error(`no token: ${JSON.stringify(answer)}`);
  return answer.access_token;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Status and JSON of a REST call. */
export async function get(
  url: string,
  path: string,
  bearer: string,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
  return { status: response.status, body: await response.json() };
}

/** The rows of a REST answer that is an array of objects. */
export async function rows(url: string, path: string, bearer: string): Promise<Record<string, unknown>[]> {
  const { body } = await get(url, path, bearer);
  if (!Array.isArray(body)) throw new Error(`not an array: ${JSON.stringify(body)}`);
  return body.filter(isRecord);
}

export async function control(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/_control${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const answer: unknown = await response.json();
  if (!isRecord(answer)) throw new Error("the control API answers with objects");
  return { status: response.status, body: answer };
}

export async function fault(simulator: Simulator, command: FaultInput | FaultInput[]): Promise<void> {
  const { status, body } = await control(simulator.url, "POST", "/faults", command);
  if (status !== 200) throw new Error(JSON.stringify(body));
}

/** An open stream with its frames as text. */
export class Stream {
  readonly frames: string[] = [];
  readonly socket: WebSocket;
  closeCode: number | null = null;
  #wake: () => void = () => {};

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => {
      this.frames.push(data.toString());
      this.#wake();
    });
    socket.on("close", (code) => {
      this.closeCode = code;
      this.#wake();
    });
    socket.on("error", () => this.#wake());
  }

  /** Resolves when `isDone` holds; asked again at every frame and at the end. The test's own time limit bounds it. */
  async until(isDone: (stream: Stream) => boolean): Promise<void> {
    while (!isDone(this)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Every frame parsed, each being one value. */
  values(): Record<string, unknown>[] {
    return this.frames.map((frame) => JSON.parse(frame)).filter(isRecord);
  }
}

/** The refusal of a handshake, or the open stream. */
export async function dial(
  url: string,
  bearer: string | null,
): Promise<
  | { kind: "open"; stream: Stream }
  | { kind: "refused"; status: number; retryAfter: string | undefined }
  | { kind: "broken" }
> {
  const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/v2/realtime/stream`, { headers });
  return new Promise((resolve) => {
    socket.on("open", () => resolve({ kind: "open", stream: new Stream(socket) }));
    socket.on("unexpected-response", (_request, response) => {
      response.resume();
      resolve({
        kind: "refused",
        status: response.statusCode ?? 0,
        retryAfter: response.headers["retry-after"],
      });
    });
    socket.on("error", () => resolve({ kind: "broken" }));
  });
}

export async function open(url: string, bearer: string): Promise<Stream> {
  const dialled = await dial(url, bearer);
  if (dialled.kind !== "open") throw new Error(`the stream did not open: ${JSON.stringify(dialled)}`);
  return dialled.stream;
}
