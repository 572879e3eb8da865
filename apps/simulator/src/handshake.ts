/** The stream's WebSocket handshake: refusals are plain HTTP answers, as the guide's edge case 1 expects. */

import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { isCutOff, refusalAnswer, STREAM_PATH, tenantOf, type Upstream } from "./api.ts";
import { MAX_INBOUND_FRAME_BYTES, MAX_STREAM_CLIENTS } from "./bounds.ts";
import { type Answer, failure } from "./http.ts";
import { checkAccess } from "./routes/access.ts";
import { resetSocket } from "./stream.ts";
import type { Tenant } from "./tenant.ts";

/** Handles `upgrade` events of the HTTP server until closed. */
export class HandshakeDesk {
  readonly #upstream: Upstream;
  /** Handshakes that a fault leaves without an answer. */
  readonly #hanging = new Set<Duplex>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: MAX_INBOUND_FRAME_BYTES,
  });

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client that vanishes in mid-handshake is no matter of ours.
    socket.on("error", () => {});
    const tenant = tenantOf(this.#upstream, request);
    if (isCutOff(this.#upstream, tenant)) {
      if (tenant !== null) tenant.counters.connectionsReset += 1;
      resetSocket(socket);
      return;
    }
    if (tenant?.isHanging("handshake") === true) {
      this.#hang(socket, tenant);
      return;
    }
    const admitted = this.#admit(request, tenant);
    if (admitted.kind === "refused") {
      if (tenant !== null) tenant.counters.handshakesRefused += 1;
      refuse(socket, admitted.answer);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      admitted.tenant.counters.handshakesAccepted += 1;
      admitted.tenant.line.finishCut();
      admitted.tenant.hub.add(client, socket, () => admitted.tenant.isSilent);
    });
  }

  /** Nothing is said; the caller's end is waited for. */
  #hang(socket: Duplex, tenant: Tenant): void {
    if (this.#hanging.size >= MAX_STREAM_CLIENTS) {
      resetSocket(socket);
      return;
    }
    tenant.counters.hung += 1;
    this.#hanging.add(socket);
    socket.on("end", () => socket.destroy());
    socket.on("close", () => {
      if (this.#hanging.delete(socket)) tenant.counters.hungUpOn += 1;
    });
    socket.resume();
  }

  #admit(
    request: IncomingMessage,
    known: Tenant | null,
  ): { kind: "admitted"; tenant: Tenant } | { kind: "refused"; answer: Answer } {
    const path = (request.url ?? "").split("?")[0];
    if (path !== STREAM_PATH)
      return { kind: "refused", answer: failure(404, "not_found", "there is no stream here") };
    const refusal = known?.refusal("handshake") ?? null;
    if (refusal !== null) return { kind: "refused", answer: refusalAnswer(refusal) };
    const { office, now, tenants } = this.#upstream;
    const access = checkAccess(office, request.headers.authorization, now(), "realtime:read");
    if (access.kind === "refused") return access;
    const tenant = tenants.get(access.grant.tenant);
    if (tenant === undefined)
      return { kind: "refused", answer: failure(404, "not_found", "the tenant is gone") };
    if (tenant.hub.size >= MAX_STREAM_CLIENTS) {
      const headers = { "retry-after": "5" };
      return { kind: "refused", answer: failure(429, "too_many_requests", "too many streams", headers) };
    }
    return { kind: "admitted", tenant };
  }

  close(): void {
    const hanging = [...this.#hanging];
    this.#hanging.clear();
    for (const socket of hanging) socket.destroy();
    for (const client of this.#sockets.clients) client.terminate();
    this.#sockets.close();
  }
}

/** Writes a plain HTTP answer where a WebSocket was asked for, then ends the connection. */
function refuse(socket: Duplex, { status, body, headers }: Answer): void {
  const text = JSON.stringify(body);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Refused"}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(text)}`,
    "connection: close",
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${text}`);
}
