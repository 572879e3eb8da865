/**
 * The upstream's HTTP side: finds the tenant, lets its faults strike, then answers as the guide's API. The
 * control API is not here: faults never reach it.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { MAX_URL_CHARS } from "./bounds.ts";
import { type Answer, basicCredentials, bearerToken, failure, send } from "./http.ts";
import { checkAccess } from "./routes/access.ts";
import { issueToken } from "./routes/oauth.ts";
import { answerRest, scopeOf } from "./routes/rest.ts";
import { resetSocket } from "./stream.ts";
import type { Refusal, Tenant } from "./tenant.ts";
import type { TokenOffice } from "./tokens.ts";

/** What the HTTP side and the handshake share. */
export interface Upstream {
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly office: TokenOffice;
  readonly expiresInSeconds: number;
  readonly now: () => number;
  /** Fires when the simulator closes: a slow answer is then given up. */
  readonly closing: AbortSignal;
}

const TOKEN_PATH = "/oauth2/token";
export const STREAM_PATH = "/api/v2/realtime/stream";

/** The tenant that a request is for, by its client id or by any token ever given; null for a stranger. */
export function tenantOf(upstream: Upstream, request: IncomingMessage): Tenant | null {
  const { authorization } = request.headers;
  const credentials = basicCredentials(authorization);
  const token = bearerToken(authorization);
  const name =
    credentials !== null
      ? upstream.office.clientOf(credentials.id)?.tenant
      : token !== null
        ? upstream.office.find(token)?.tenant
        : undefined;
  return name === undefined ? null : (upstream.tenants.get(name) ?? null);
}

/** Whether the network to this tenant is gone; to a stranger it is when it is gone to everyone. */
export function isCutOff(upstream: Upstream, tenant: Tenant | null): boolean {
  const tenants = tenant === null ? [...upstream.tenants.values()] : [tenant];
  return tenants.every((each) => each.isPartitioned(upstream.now()));
}

/** The answer that a refusing fault gives. */
export function refusalAnswer({ status, retryAfterSeconds }: Refusal): Answer {
  const headers = retryAfterSeconds === undefined ? undefined : { "retry-after": String(retryAfterSeconds) };
  const codes = new Map([
    [401, "invalid_token"],
    [403, "forbidden"],
    [429, "too_many_requests"],
  ]);
  return failure(
    status,
    codes.get(status) ?? "server_error",
    "a fault of the simulator refuses this",
    headers,
  );
}

/** Answers one request of the guide's API, faults included. */
export async function handleApi(
  upstream: Upstream,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const tenant = tenantOf(upstream, request);
  if (isCutOff(upstream, tenant)) {
    if (tenant !== null) tenant.counters.connectionsReset += 1;
    resetSocket(request.socket);
    return;
  }
  const answer = await answerOf(upstream, request, url, tenant);
  if (answer === null) return;
  if (tenant !== null && url.pathname !== TOKEN_PATH) {
    tenant.counters[answer.status === 200 ? "restAnswered" : "restRefused"] += 1;
  }
  // A request that is answered unread must not hold the connection open for the next.
  if (response.destroyed) return;
  // A server's clock that is off is off in every header, too.
  const skewMs = tenant?.faults.get("skew")?.ms ?? 0;
  send(response, answer, { date: new Date(upstream.now() + skewMs).toUTCString() });
}

async function answerOf(
  upstream: Upstream,
  request: IncomingMessage,
  url: URL,
  tenant: Tenant | null,
): Promise<Answer | null> {
  if ((request.url ?? "").length > MAX_URL_CHARS)
    return failure(414, "uri_too_long", "the address is too long");
  const isToken = url.pathname === TOKEN_PATH;
  const refusal = tenant?.refusal(isToken ? "token" : "rest") ?? null;
  if (refusal !== null) return refusalAnswer(refusal);
  const method = isToken ? "POST" : "GET";
  const isKnown = isToken || url.pathname === STREAM_PATH || scopeOf(url.pathname) !== undefined;
  if (!isKnown) return failure(404, "not_found", "there is no such address");
  if (request.method !== method)
    return failure(405, "method_not_allowed", `use ${method}`, { allow: method });
  if (isToken) return issueToken(request, upstream.office, tenant, upstream.now, upstream.expiresInSeconds);
  if (tenant?.isHanging("rest") === true) {
    tenant.counters.hung += 1;
    request.socket.once("close", () => {
      if (!upstream.closing.aborted) tenant.counters.hungUpOn += 1;
    });
    return null;
  }
  if (tenant !== null && !(await isSlowlyReached(upstream, tenant))) return null;
  return restAnswer(upstream, request, url);
}

/** Waits as `slow-rest` asks; false when the simulator closes meanwhile. */
async function isSlowlyReached(upstream: Upstream, tenant: Tenant): Promise<boolean> {
  const slow = tenant.faults.get("slow-rest");
  if (slow === null) return true;
  tenant.counters.slowAnswers += 1;
  try {
    await sleep(slow.ms, undefined, { signal: upstream.closing });
    return true;
  } catch {
    return false;
  }
}

function restAnswer(upstream: Upstream, request: IncomingMessage, url: URL): Answer {
  const access = checkAccess(
    upstream.office,
    request.headers.authorization,
    upstream.now(),
    scopeOf(url.pathname) ?? null,
  );
  if (access.kind === "refused") return access.answer;
  if (url.pathname === STREAM_PATH) {
    return failure(426, "upgrade_required", "this is a WebSocket", {
      upgrade: "websocket",
      connection: "Upgrade",
    });
  }
  const tenant = upstream.tenants.get(access.grant.tenant);
  return tenant === undefined
    ? failure(404, "not_found", "the tenant is gone")
    : answerRest(tenant, access.grant, url);
}
