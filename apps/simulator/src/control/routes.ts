/**
 * The control API under `/_control` and the control page at `/`. It is for whoever runs the simulator, has
 * no sign-in, and is never touched by faults; so the simulator listens on 127.0.0.1 unless told otherwise.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Upstream } from "../api.ts";
import { type FaultCommand, faultRequestSchema } from "../faults/schema.ts";
import { type Answer, failure, ok, readBody, send } from "../http.ts";
import { explain } from "../options.ts";
import type { Tenant } from "../tenant.ts";
import { glanceOf, overviewOf } from "./overview.ts";
import { servePage } from "./page.ts";
import { truthOf } from "./truth.ts";

const stateSchema = z.strictObject({
  state: z.enum(["READY", "NOT_READY", "CALL", "AFTER_CALL_WORK", "WRAP_UP", "SIGNED_OUT"]),
  state_code: z.string().min(1).max(200).optional(),
});

const surgeSchema = z.strictObject({
  factor: z.number().min(0).max(100),
  seconds: z.number().positive().max(86_400),
});

export function isControl(path: string): boolean {
  return path === "/" || path.startsWith("/_control");
}

/** Answers one request for the page or the control API. */
export async function handleControl(
  upstream: Upstream,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (request.method === "GET" && (await servePage(response, url.pathname))) return;
  send(response, await answerControl(upstream, request, url));
}

async function answerControl(upstream: Upstream, request: IncomingMessage, url: URL): Promise<Answer> {
  const { tenants } = upstream;
  const name = url.searchParams.get("tenant");
  const named = name === null ? undefined : tenants.get(name);
  if (name !== null && named === undefined)
    return failure(404, "unknown_tenant", `there is no tenant ${name}`);
  const chosen = named === undefined ? [...tenants.values()] : [named];
  const first = chosen[0];
  if (first === undefined) return failure(404, "unknown_tenant", "there is no tenant");
  const [, , part, id, action] = url.pathname.split("/").map(decodePart);
  const key = `${request.method} ${[part, id === undefined ? undefined : "*", action].filter(Boolean).join("/")}`;
  switch (key) {
    case "GET ":
    case "GET faults":
      return ok({ tenants: chosen.map((tenant) => overviewOf(tenant, upstream.now())) });
    case "POST faults":
      return switchFaults(upstream, request, chosen);
    case "DELETE faults":
      return carryOutAll(upstream, chosen, [{ fault: "calm" }]);
    case "GET truth":
      return ok(truthOf(first, url.searchParams.has("contacts")));
    case "GET glance":
      return ok(glanceOf(first, url.searchParams.get("search") ?? ""));
    case "POST agents/*/state":
      return forceState(request, first, id ?? "");
    case "DELETE agents/*/state":
      return done(first.world.release(id ?? ""), "agent");
    case "POST queues/*/surge":
      return surge(request, first, id ?? "");
    default:
      return failure(404, "not_found", "there is no such control; see apps/simulator/README.md");
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function done(isDone: boolean, what: string): Answer {
  return isDone ? ok({ done: true }) : failure(404, `unknown_${what}`, `there is no such ${what}`);
}

/**
 * The request's JSON by a schema. Only `application/json` is taken: a page of another origin cannot send
 * that without asking first, so no web page can work these switches behind somebody's back.
 */
async function parsed<T extends z.ZodType>(
  request: IncomingMessage,
  schema: T,
): Promise<{ ok: true; value: z.output<T> } | { ok: false; answer: Answer }> {
  const bad = (status: number, text: string): { ok: false; answer: Answer } => ({
    ok: false,
    answer: failure(status, "bad_request", text),
  });
  if (!(request.headers["content-type"] ?? "").toLowerCase().startsWith("application/json")) {
    return bad(415, "the body must be application/json");
  }
  const text = await readBody(request);
  if (text === null) return bad(413, "the body is too large");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return bad(400, "the body is not JSON");
  }
  const result = schema.safeParse(json);
  return result.success ? { ok: true, value: result.data } : bad(400, explain(result.error));
}

async function switchFaults(
  upstream: Upstream,
  request: IncomingMessage,
  chosen: readonly Tenant[],
): Promise<Answer> {
  const body = await parsed(request, faultRequestSchema);
  if (!body.ok) return body.answer;
  return carryOutAll(upstream, chosen, body.value);
}

function carryOutAll(
  upstream: Upstream,
  chosen: readonly Tenant[],
  commands: readonly FaultCommand[],
): Answer {
  const nowMs = upstream.now();
  for (const tenant of chosen) for (const command of commands) tenant.carryOut(command, nowMs);
  return ok({ tenants: chosen.map((tenant) => overviewOf(tenant, nowMs)) });
}

async function forceState(request: IncomingMessage, tenant: Tenant, agentId: string): Promise<Answer> {
  const body = await parsed(request, stateSchema);
  if (!body.ok) return body.answer;
  return done(tenant.world.force(agentId, body.value.state, body.value.state_code), "agent");
}

async function surge(request: IncomingMessage, tenant: Tenant, queueId: string): Promise<Answer> {
  const body = await parsed(request, surgeSchema);
  if (!body.ok) return body.answer;
  return done(tenant.world.surge(queueId, body.value.factor, body.value.seconds), "queue");
}
