/**
 * A real receiver of notices, as somebody else would run it: it verifies signatures with the published library, and
 * answers as a test tells it to: late, twice, never, with an error, or by hanging up after it has taken the message.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { Received, ReceiverStep } from "../src/testing/received.ts";

const step = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("answer"),
    status: z.number().int().default(204),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().default(""),
    afterMs: z.number().int().default(0),
  }),
  z.strictObject({ do: z.literal("hang") }),
  z.strictObject({ do: z.literal("hangUp") }),
]);
const plan = z.strictObject({ steps: z.array(step).min(1), secret: z.string().nullable() });

interface Inbox {
  plan: z.output<typeof plan>;
  readonly received: Received[];
}

const ALL_IS_WELL = plan.parse({ steps: [{ do: "answer" } satisfies ReceiverStep], secret: null });

/** Starts it on a free port. `/hook/<name>` receives; `/_plan/<name>` and `/_received/<name>` are for the test. */
export async function startReceiver(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const inboxes = new Map<string, Inbox>();
  const inboxOf = (name: string): Inbox => {
    const known = inboxes.get(name);
    if (known !== undefined) return known;
    const inbox: Inbox = { plan: ALL_IS_WELL, received: [] };
    inboxes.set(name, inbox);
    return inbox;
  };
  const server = createServer((request, response) => {
    void serve(inboxOf, request, response);
  });
  // A connection that is closed just as the sender takes it again would be a failure of the tests, not of anybody's.
  server.keepAliveTimeout = 120_000;
  // Senders also open some ahead of need: Node would close what was never used for a minute.
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  inboxOf: (name: string) => Inbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, part = "", name = ""] = (request.url ?? "").split("/");
  const inbox = inboxOf(name);
  const body = await textOf(request);
  if (part === "_plan") inbox.plan = plan.parse(JSON.parse(body));
  if (part === "_plan" || part === "_received") {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(inbox.received));
    return;
  }
  receive(inbox, request, body, response);
}

function receive(inbox: Inbox, request: IncomingMessage, body: string, response: ServerResponse): void {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const [now, ...later] = inbox.plan.steps;
  if (later.length > 0) inbox.plan = { ...inbox.plan, steps: later };
  inbox.received.push({
    at: Date.now(),
    headers,
    body,
    isVerified: isVerified(inbox.plan.secret, body, headers),
  });
  switch (now?.do) {
    case "answer":
      setTimeout(() => response.writeHead(now.status, now.headers).end(now.body), now.afterMs);
      return;
    case "hangUp":
      request.socket.destroy();
      return;
    default:
    // It hangs: nothing is ever said, and the sender has to give up.
  }
}

function isVerified(secret: string | null, body: string, headers: Record<string, string>): boolean {
  if (secret === null) return false;
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}
