/**
 * Who gets the webhooks, in a process of its own: it notes when each request was there as a whole, answers at once, and
 * reads it afterwards. It must never be what is waited for.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { monotonicMs } from "../clock.ts";
import { answerCalls } from "../remote/child.ts";
import { type Arrival, alertKey, type ReceiverCalls } from "../remote/parts.ts";
import { HOST } from "../runtime/names.ts";

const FIRED = "callboard.alert.fired";

interface Told {
  readonly type?: string;
  readonly data?: {
    readonly alerts?: readonly { readonly alert_type: string; readonly user_id?: string }[];
    readonly user_id?: string;
    readonly state_code?: string;
  };
}

export async function runReceiver(): Promise<void> {
  let arrivals: Arrival[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const at = monotonicMs();
      response.writeHead(204).end();
      const keys = keysIn(body);
      if (keys.length > 0) requests += 1;
      for (const key of keys) arrivals.push({ key, at });
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address() as AddressInfo;
  answerCalls<ReceiverCalls>({
    clock: async () => monotonicMs(),
    url: async () => `http://${HOST}:${port}/alerts`,
    async begin() {
      arrivals = [];
      requests = 0;
    },
    arrived: async () => ({ arrivals, requests }),
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Of Callboard's notices those of alerts that fire; of the relay's the upstream's own event. */
function keysIn(body: string): string[] {
  const { type, data } = JSON.parse(body) as Told;
  if (type === FIRED)
    return (data?.alerts ?? []).map(({ alert_type, user_id = "" }) => alertKey(alert_type, user_id));
  if (type !== "agent_state_change") return [];
  return [alertKey(data?.state_code?.toLowerCase() ?? "", data?.user_id ?? "")];
}
