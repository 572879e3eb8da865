/** A real receiver on this machine: what leaves `fetch` is what was signed, byte for byte. */
import { createServer, type IncomingMessage } from "node:http";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deliveryOf, isAllowedUrl, judgeAnswer, type WebhookSink } from "../src/index.ts";
import { idleAlert, NEXT_SECRET, noticeOf, SECRET, SLACK, TEAMS, WEBHOOK } from "./floor.ts";

interface Heard {
  readonly headers: IncomingMessage["headers"];
  readonly raw: Buffer;
}

const heard: Heard[] = [];
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  heard.push({ headers: request.headers, raw: Buffer.concat(parts) });
  response.statusCode = request.url === "/busy" ? 429 : 200;
  response.setHeader("retry-after", "7");
  response.end("ok");
});

let base = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  base = typeof bound === "object" && bound !== null ? `http://127.0.0.1:${bound.port}` : "";
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

async function send(sink: WebhookSink | typeof SLACK | typeof TEAMS, notice = noticeOf("fire")) {
  const delivery = deliveryOf(sink, notice, Date.now());
  if (delivery.kind !== "http") throw new Error("not over HTTP");
  expect(isAllowedUrl(delivery.url, { isLocal: true }).kind).toBe("allowed");
  const { url, method, headers, body } = delivery;
  const answer = await fetch(url, { method, headers, body, redirect: "manual" });
  await answer.arrayBuffer();
  return { status: answer.status, heard: heard.splice(0) };
}

const header = (from: Heard, name: string) => String(from.headers[name] ?? "");
const signed = (from: Heard) => ({
  "webhook-id": header(from, "webhook-id"),
  "webhook-timestamp": header(from, "webhook-timestamp"),
  "webhook-signature": header(from, "webhook-signature"),
});

test("[O10] a receiver verifies the raw body with the published library, by either secret of a rotation", async () => {
  const sink = { ...WEBHOOK, url: `${base}/hook`, secrets: [NEXT_SECRET, SECRET] };
  const alerts = [idleAlert({ entityName: "Zoë 客服 😀 \ud800 <img>", teamName: "נועה" })];
  const { status, heard } = await send(sink, noticeOf("fire", { alerts, id: "Équipe 1\r\nx: y" }));
  expect(status).toBe(200);
  expect(heard).toHaveLength(1);
  for (const each of heard) {
    expect(header(each, "content-type")).toBe("application/cloudevents+json; charset=utf-8");
    for (const secret of [SECRET, NEXT_SECRET]) {
      expect(new Webhook(secret).verify(each.raw, signed(each))).toMatchObject({ specversion: "1.0" });
    }
    const tampered = Buffer.from(each.raw);
    tampered[10] = 0x20;
    expect(() => new Webhook(SECRET).verify(tampered, signed(each))).toThrow("No matching signature");
  }
});

test("[O12] [O13] chats get JSON in UTF-8 under no signature of ours", async () => {
  for (const sink of [
    { ...SLACK, url: `${base}/slack` },
    { ...TEAMS, url: `${base}/teams` },
  ]) {
    const { heard } = await send(sink);
    for (const each of heard) {
      expect(header(each, "content-type")).toBe("application/json; charset=utf-8");
      expect(header(each, "webhook-signature")).toBe("");
      expect(JSON.parse(each.raw.toString("utf8"))).toBeTruthy();
    }
    expect(heard).toHaveLength(1);
  }
});

test("[O6] a receiver that says 429 is left alone for as long as it asks", async () => {
  const { status } = await send({ ...WEBHOOK, url: `${base}/busy` });
  expect(judgeAnswer("webhook", { kind: "answered", status, retryAfterMs: 7_000, body: "" })).toMatchObject({
    kind: "retry",
    afterMs: 7_000,
  });
});
