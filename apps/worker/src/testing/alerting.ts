/** What the tests of alerts do again and again, through the API as a person or a program would. */
import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  type QueueResult,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { AlertDeskStatus, AlertDetail, AlertPage, AlertView, NoticePage } from "@callboard/alert-desk";
import { consume } from "../queues/index.ts";
import { ask, isLive, type TestTenant, until } from "./tenant.ts";

/** A status code that only a test gives, so that a rule can be about one agent. */
export const ALONE = "LEFT_ALONE";
export const ALONE_SECONDS = 2;

/** The guide's rule in small: fires for whoever was given the code for two seconds. */
export const aloneRule = (changes: Readonly<Record<string, unknown>> = {}) => ({
  name: "Left alone",
  severity: "high",
  scope: { of: "agents" },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "statusCode", is: ALONE },
      { field: "stateSeconds", above: ALONE_SECONDS },
    ],
  },
  cooldownSeconds: 0,
  ...changes,
});

/** A request with a JSON body, as a program sends it. */
export const send = (
  method: string,
  path: string,
  body: unknown = {},
  headers: Record<string, string> = {},
) =>
  ask(path, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** One tenant's alerts from outside. */
export function alertsOf(tenant: TestTenant) {
  const at = (path: string): string => `/api/tenants/${tenant.name}/${path}`;
  const get = async <Value>(path: string): Promise<Value> => (await taken(await ask(at(path)))).json();
  const write = async <Value>(method: string, path: string, body: unknown = {}): Promise<Value> =>
    (await taken(await send(method, at(path), body))).json();
  return {
    at,
    get,
    write,
    status: () => get<AlertDeskStatus>("alerting"),
    alerts: async (query = ""): Promise<readonly AlertView[]> =>
      (await get<AlertPage>(`alerts${query}`)).alerts,
    alert: (id: string) => get<AlertDetail>(`alerts/${encodeURIComponent(id)}`),
    notices: async (query = "") => (await get<NoticePage>(`notices${query}`)).notices,
  };
}

/** Only the rule of the test is awake, and everybody's profile is known: nothing else fires in between. */
export async function watchedBy(tenant: TestTenant, rule: Readonly<Record<string, unknown>> = aloneRule()) {
  const alerts = alertsOf(tenant);
  await alerts.write("PUT", "rules/left_alone", rule);
  await until(tenant.status, (seen) => isLive(seen) && seen.profiles.awaited === 0);
  await until(alerts.status, ({ isFrozen }) => !isFrozen);
  return alerts;
}

const AWAY = new Set(["SIGNED_OUT", "NOT_READY", "UNKNOWN"]);

/** Somebody who is at work, and can be left alone; `nth` for another one. */
export async function somebody(tenant: TestTenant, nth = 0): Promise<string> {
  const { agents } = await tenant.board();
  const agent = agents.filter(({ state }) => !AWAY.has(state))[nth];
  if (agent === undefined) throw new Error("nobody is there");
  return agent.id;
}

/** Puts messages through the Worker's own consumer, and gives what it said about each. */
export async function through(queue: string, bodies: readonly unknown[]): Promise<QueueResult> {
  const messages = bodies.map((body, index) => ({
    ...{ id: String(index), timestamp: new Date(), attempts: 1, body },
  }));
  const batch = createMessageBatch(queue, messages);
  const ctx = createExecutionContext();
  await consume(batch, env, ctx);
  return getQueueResult(batch, ctx);
}

async function taken(response: Response): Promise<Response> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return response;
}
