/**
 * One notice to one sink, and what came of it as a value. The address is looked at again right before it is used: what was
 * stored may be older than today's rules. No redirect is followed, and of the answer only its first characters are read.
 */
import { BOUNDS } from "@callboard/core";
import { parseRetryAfter } from "@callboard/cxone";
import {
  type Delivery,
  type DeliveryAnswer,
  deliveryOf,
  isAllowedUrl,
  type Notice,
  type Sink,
} from "@callboard/notices";
import type { Env } from "../env.ts";
import { isLocalDeployment } from "../gate/local.ts";
import { sendEmail } from "./email.ts";

type DeliveryEnv = Pick<Env, "EMAIL" | "CALLBOARD_LOCAL" | "CALLBOARD_REGION">;

/** Delivers once. Never throws and never logs: a sink's address may itself be a secret. */
export async function deliver(env: DeliveryEnv, sink: Sink, notice: Notice): Promise<DeliveryAnswer> {
  try {
    const delivery = deliveryOf(sink, notice, Date.now());
    switch (delivery.kind) {
      case "http":
        return await post(env, delivery);
      case "email":
        return await sendEmail(env.EMAIL, delivery);
      default:
        return delivery satisfies never;
    }
  } catch {
    return {
      kind: "failed",
      why: "refusedByUs",
      detail: "The message could not be written; check the sink.",
    };
  }
}

type HttpDelivery = Extract<Delivery, { kind: "http" }>;

async function post(env: DeliveryEnv, delivery: HttpDelivery): Promise<DeliveryAnswer> {
  const allowed = isAllowedUrl(delivery.url, { isLocal: isLocalDeployment(env) });
  if (allowed.kind === "refused") {
    return { kind: "failed", why: "refusedByUs", detail: `The sink's address is not used: ${allowed.why}.` };
  }
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), BOUNDS.noticeTimeoutMs);
  try {
    const { method, headers, body } = delivery;
    const { signal } = giveUp;
    const response = await fetch(allowed.url, { method, headers, body, redirect: "manual", signal });
    return {
      kind: "answered",
      status: response.status,
      retryAfterMs: parseRetryAfter(response.headers.get("retry-after"), Date.now()),
      body: await firstCharacters(response),
    };
  } catch {
    return giveUp.signal.aborted
      ? { kind: "failed", why: "timeout", detail: `No answer within ${BOUNDS.noticeTimeoutMs / 1_000} s.` }
      : { kind: "failed", why: "network", detail: "The receiver could not be reached, or hung up." };
  } finally {
    clearTimeout(timer);
  }
}

/** The status has come, and it decides: a body that breaks off, or goes on for ever, changes nothing about it. */
async function firstCharacters({ body }: Response): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const read = { text: "" };
  await Promise.race([readSome(reader, read), scheduler.wait(BOUNDS.noticePatienceMs)]);
  void reader.cancel().catch(() => undefined);
  return read.text.slice(0, BOUNDS.noticeAnswerCharsMax);
}

async function readSome(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  into: { text: string },
): Promise<void> {
  const decoder = new TextDecoder();
  try {
    while (into.text.length < BOUNDS.noticeAnswerCharsMax) {
      const { done, value } = await reader.read();
      if (done) return;
      into.text += decoder.decode(value, { stream: true });
    }
  } catch {
    // Broken off: what came of it will do.
  }
}
