/** Small helpers for answers and bodies. Nothing here knows of tenants or faults. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { MAX_BODY_BYTES } from "./bounds.ts";

/** What a route wants answered; the server writes it. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** An error as the upstream's REST has them: a code for machines, a text for people. */
export function failure(
  status: number,
  error: string,
  description: string,
  headers?: Record<string, string>,
): Answer {
  return {
    status,
    body: { error, error_description: description },
    ...(headers === undefined ? {} : { headers }),
  };
}

export function send(
  response: ServerResponse,
  answer: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...headers,
    ...answer.headers,
  });
  response.end(text);
}

/** The whole body as text, or null when it is larger than the bound. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    // Read on without keeping it, so that the answer reaches a client that is still sending.
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString("utf8");
}

/** The two halves of a Basic header, or null when it is not one (RFC 7617). */
export function basicCredentials(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^basic +([a-z0-9+/=_-]+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? null : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

export function bearerToken(header: string | undefined): string | null {
  return /^bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? null;
}
