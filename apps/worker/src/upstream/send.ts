/** One REST request to the upstream and its answer as a value. Nothing throws, and nothing of a request is logged. */
import { BOUNDS } from "@callboard/core";
import { type HttpAnswer, type HttpRequest, parseRetryAfter, type UpstreamOrigins } from "@callboard/cxone";
import { readBody } from "./read-body.ts";

/** The request at its origin. Only the two origins that were built from the tenant's settings are ever spoken to. */
export const urlOf = (origins: UpstreamOrigins, request: HttpRequest): string =>
  origins[request.origin] + request.path;

/** Sends one request. A redirect is not followed: it would carry the token to wherever it points. */
async function sendOne(origins: UpstreamOrigins, request: HttpRequest): Promise<HttpAnswer> {
  try {
    const response = await fetch(urlOf(origins, request), {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: "manual",
      signal: AbortSignal.timeout(BOUNDS.requestTimeoutMs),
    });
    return await answerOf(response);
  } catch (error) {
    const isTimeout =
      error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    return { kind: "failed", why: isTimeout ? "timeout" : "network" };
  }
}

async function answerOf(response: Response): Promise<HttpAnswer> {
  const read = await readBody(response, BOUNDS.restBodyBytesMax);
  if (read.kind === "tooLarge") return { kind: "failed", why: "tooLarge" };
  const body = parseJson(read.text);
  if (response.ok && body === undefined) return { kind: "failed", why: "notJson" };
  const dateMs = Date.parse(response.headers.get("date") ?? "");
  return {
    kind: "answered",
    ...(Number.isNaN(dateMs) ? {} : { dateMs }),
    status: response.status,
    retryAfterMs: parseRetryAfter(response.headers.get("retry-after"), Date.now()),
    body: body ?? null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends all of them, a few at a time, and answers in their order. */
export async function sendAll(
  origins: UpstreamOrigins,
  requests: readonly HttpRequest[],
  concurrency: number,
): Promise<HttpAnswer[]> {
  const answers: HttpAnswer[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < requests.length) {
      const index = next;
      next += 1;
      const request = requests[index];
      if (request !== undefined) answers[index] = await sendOne(origins, request);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, requests.length) }, worker));
  return answers;
}
