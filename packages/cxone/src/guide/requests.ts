/**
 * The guide's five calls, as data. Everything that comes from outside is percent-encoded here; ids have been
 * checked at the edge (`isId`), so none of them can be a path segment of its own.
 */
import { type AgentId, BOUNDS } from "@callboard/core";
import type { HttpRequest } from "./http.ts";
import type { Secret } from "./secret.ts";

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** Everything the product reads; without `users:read` the upstream answers with empty arrays (guide, section 1). */
const SCOPES = ["realtime:read", "users:read", "analytics:read"] as const;

const API = "/api/v2";
const AGENTS_PATH = `${API}/realtime/agents?user_ids=`;
const JSON_ONLY = { accept: "application/json" } as const;

// In every runtime this product meets, though in no ECMAScript library.
declare function btoa(binary: string): string;

/** Base64 of the text's UTF-8 bytes; `btoa` alone refuses what is not Latin-1. */
function base64(text: string): string {
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
  const bytes = escaped.replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return btoa(bytes);
}

/** `POST /oauth2/token` with Basic credentials, to the letter of the guide's section 1. */
export function tokenRequest(credentials: Credentials): HttpRequest {
  const basic = base64(`${credentials.clientId}:${credentials.clientSecret.reveal()}`);
  return {
    method: "POST",
    path: "/oauth2/token",
    origin: "login",
    headers: {
      ...JSON_ONLY,
      authorization: `Basic ${basic}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: `grant_type=client_credentials&scope=${SCOPES.join("%20")}`,
  };
}

const get = (path: string, token: Secret): HttpRequest => ({
  method: "GET",
  path,
  origin: "api",
  headers: { ...JSON_ONLY, authorization: `Bearer ${token.reveal()}` },
  body: null,
});

/** `GET /api/v2/users`: the roster, and the guide's check that the token's scopes resolve. */
export function usersRequest(token: Secret): HttpRequest {
  return get(`${API}/users`, token);
}

/** `GET /api/v2/users/{user_id}/skills`: skill profile and active shift template (guide, section 2). */
export function skillsRequest(token: Secret, agentId: AgentId): HttpRequest {
  return get(`${API}/users/${encodeURIComponent(agentId)}/skills`, token);
}

/** `GET /api/v2/realtime/agents?user_ids=a,b`: ground truth (guide, edge case 2). For one chunk of `chunkIds`. */
export function agentsRequest(token: Secret, ids: readonly AgentId[]): HttpRequest {
  return get(AGENTS_PATH + ids.map(encodeURIComponent).join(","), token);
}

/**
 * The upgrade to the stream. The port that dials adds what belongs to the handshake itself (`Connection`,
 * `Sec-WebSocket-*`); workerd's `fetch` wants `Upgrade` from us.
 */
export function streamRequest(token: Secret): HttpRequest {
  const request = get(`${API}/realtime/stream`, token);
  return { ...request, headers: { ...request.headers, upgrade: "websocket" } };
}

/** The ids in their order, in as few requests as `BOUNDS.userIdsPerRequest` and the URL's length allow. */
export function chunkIds(ids: readonly AgentId[]): AgentId[][] {
  const chunks: AgentId[][] = [];
  let chunk: AgentId[] = [];
  let pathChars = AGENTS_PATH.length;
  for (const id of ids) {
    const idChars = encodeURIComponent(id).length + 1;
    const isFull = chunk.length === BOUNDS.userIdsPerRequest || pathChars + idChars > BOUNDS.pathCharsMax;
    if (isFull && chunk.length > 0) {
      chunks.push(chunk);
      chunk = [];
      pathChars = AGENTS_PATH.length;
    }
    chunk.push(id);
    pathChars += idChars;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}
