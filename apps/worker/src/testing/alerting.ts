/** What the tests of alerts do again and again, through the API as a person or a program would. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type {
  AlertDeskStatus,
  AlertDetail,
  AlertPage,
  AlertView,
  NoticePage,
  RuleView,
} from "@callboard/alert-desk";
import { consume } from "../queues/index.ts";
import { ask, isLive, type TestTenant, until } from "./tenant.ts";

/** A status code that only a test gives, so that a rule can be about one agent. */
export const ALONE = "LEFT_ALONE";
export const ALONE_SECONDS = 1;

/** The guide's rule in small: fires for whoever was given the code for a second, or so many. */
export const aloneRule = (changes: Readonly<Record<string, unknown>> = {}, seconds = ALONE_SECONDS) => ({
  name: "Left alone",
  severity: "high",
  scope: { of: "agents" },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "statusCode", is: ALONE },
      { field: "stateSeconds", above: seconds },
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
  for (const shipped of await alerts.get<readonly RuleView[]>("rules")) {
    await alerts.write("PUT", `rules/${shipped.rule.id}`, { ...shipped.rule, enabled: false });
  }
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

/** What the Worker's own consumer said about each message: by its place, and for how long it is to stay away. */
export interface Handled {
  readonly acked: readonly number[];
  readonly retried: readonly number[];
  readonly delaySeconds: readonly (number | undefined)[];
  readonly isWholeRetried: boolean;
}

/** Puts messages through the consumer, as often and in whatever order a queue may bring them. */
export async function through(queue: string, bodies: readonly unknown[]): Promise<Handled> {
  const messages = bodies.map((body, index) => ({
    ...{ id: String(index), timestamp: new Date(), attempts: 1, body },
  }));
  const batch = createMessageBatch(queue, messages);
  const delaySeconds: (number | undefined)[] = [];
  // What the tests' queue gives back does not tell the delays.
  for (const message of batch.messages) {
    const retry = message.retry.bind(message);
    message.retry = (options) => {
      delaySeconds.push(options?.delaySeconds);
      retry(options);
    };
  }
  const ctx = createExecutionContext();
  await consume(batch, env, ctx);
  const { explicitAcks, retryMessages, retryBatch } = await getQueueResult(batch, ctx);
  return {
    acked: explicitAcks.map(Number),
    retried: retryMessages.map(({ msgId }) => Number(msgId)),
    delaySeconds,
    isWholeRetried: retryBatch.retry,
  };
}

async function taken(response: Response): Promise<Response> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return response;
}
