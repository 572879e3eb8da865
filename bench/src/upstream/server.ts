/**
 * The guide's API in its smallest form, for the bench alone: token, users, skills, ground truth and the stream. The
 * two subjects are told apart by their tokens, and each has a centre of its own. Listens on 127.0.0.1 only.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import type { Subject } from "../remote/parts.ts";
import { HOST, TOKENS } from "../runtime/names.ts";
import type { Line } from "./line.ts";

export type Lines = ReadonlyMap<Subject, Line>;

/** `lines` is asked anew for each request, as each size opens new ones. */
export async function serveUpstream(lines: () => Lines): Promise<{ port: number; server: Server }> {
  const server = createServer((request, response) => answer(lines(), request, response));
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on("upgrade", (request, socket, head) => {
    const line = lineOf(lines(), request);
    if (line === undefined || request.url !== "/api/v2/realtime/stream") {
      socket.end("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => line.connect(accepted));
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

function lineOf(lines: Lines, request: IncomingMessage): Line | undefined {
  const token = request.headers.authorization?.replace("Bearer ", "");
  for (const [subject, line] of lines) if (TOKENS[subject] === token) return line;
  return undefined;
}

function answer(lines: Lines, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const url = new URL(request.url ?? "/", `http://${HOST}`);
  if (url.pathname === "/oauth2/token") {
    json(response, 200, { access_token: TOKENS.desk, token_type: "Bearer", expires_in: 3_600 });
    return;
  }
  const line = lineOf(lines, request);
  const body = line === undefined ? undefined : bodyOf(line, url);
  if (line === undefined) json(response, 401, { error: "unauthorized" });
  else if (body === undefined) json(response, 404, { error: "not found" });
  else json(response, 200, body);
}

function bodyOf({ centre }: Line, url: URL): unknown {
  if (url.pathname === "/api/v2/users") return centre.users();
  if (url.pathname === "/api/v2/realtime/agents") {
    return centre.states((url.searchParams.get("user_ids") ?? "").split(","));
  }
  const agentId = /^\/api\/v2\/users\/([^/]+)\/skills$/.exec(url.pathname)?.[1];
  return agentId === undefined ? undefined : (centre.skills(decodeURIComponent(agentId)) ?? undefined);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
