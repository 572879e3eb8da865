import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ENDED_AT, FIRED_AT, NEXT_SECRET, noticeOf, queueAlert, SECRET, WEBHOOK } from "../../test/floor.ts";
import { bodyOf, httpOf } from "../../test/parse.ts";
import { signatures } from "./webhook.ts";

/** The published vector that implementations of Standard Webhooks are tested with. */
const VECTOR = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  at: 1_614_265_330_000,
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
} as const;

describe("[O10] the signature", () => {
  // The library that receivers use reads the clock itself.
  beforeEach(() => void vi.useFakeTimers({ now: FIRED_AT, toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());

  test("is that of the published vector", () => {
    expect(signatures([VECTOR.secret], VECTOR.id, VECTOR.at, VECTOR.body)).toBe(VECTOR.signature);
  });

  test("is believed by the published library, over the raw body", () => {
    const { body, headers } = httpOf(WEBHOOK, noticeOf("fire"));
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow("No matching signature");
    expect(() => new Webhook(NEXT_SECRET).verify(body, headers)).toThrow("No matching signature");
  });

  test("is there once for each secret while one is changed, so that either verifies", () => {
    const { body, headers } = httpOf({ ...WEBHOOK, secrets: [NEXT_SECRET, SECRET] }, noticeOf("fire"));
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    for (const secret of [SECRET, NEXT_SECRET])
      expect(new Webhook(secret).verify(body, headers)).toBeTruthy();
  });

  test("is never left out", () => {
    expect(() => httpOf({ ...WEBHOOK, secrets: [] }, noticeOf("fire"))).toThrow("without a secret");
  });
});

describe("[O5] a retry", () => {
  test("carries the same id and body, and the time and signature of its own", () => {
    const first = httpOf(WEBHOOK, noticeOf("fire"), FIRED_AT);
    const again = httpOf(WEBHOOK, noticeOf("fire"), FIRED_AT + 61_500);
    expect(again.body).toBe(first.body);
    expect(again.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
    expect(first.headers["webhook-timestamp"]).toBe("1715784442");
    expect(again.headers["webhook-timestamp"]).toBe("1715784503");
    expect(again.headers["webhook-signature"]).not.toBe(first.headers["webhook-signature"]);
  });
});

describe("[O11] the body", () => {
  test("is a CloudEvent 1.0 in structured mode, with the attributes that it must have", () => {
    const delivery = httpOf(WEBHOOK, noticeOf("fire"));
    expect(delivery).toMatchObject({
      method: "POST",
      url: "https://hooks.example.com/callboard",
      headers: { "content-type": "application/cloudevents+json; charset=utf-8" },
    });
    expect(JSON.parse(delivery.body)).toMatchObject({
      specversion: "1.0",
      id: delivery.headers["webhook-id"],
      source: "/tenants/acme",
      type: "callboard.alert.fired",
      subject: "agents/a1b2c3d4-e5f6-7890-abcd-ef1234567890",
      time: "2024-05-15T14:47:22.000Z",
      datacontenttype: "application/json",
    });
  });

  test("holds the guide's alert field for field, and ours beside it", () => {
    const { data } = bodyOf(WEBHOOK, noticeOf("fire"));
    expect(data).toMatchObject({
      alert_type: "agent_idle_exceeded",
      severity: "high",
      user_id: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
      state: "NOT_READY",
      duration_seconds: 912,
      threshold_seconds: 900,
      timestamp: "2024-05-15T14:47:22.000Z",
    });
    expect(data).not.toHaveProperty("queue_id");
    expect(data).toMatchObject({
      incident: {
        id: "agent_idle_exceeded.lw7xr8gg.q.q9x8y7z6-w5v4-3210-fedc-ba0987654321",
        opened_at: "2024-05-15T14:47:22.000Z",
        severity: "high",
      },
      entity: { kind: "agent", name: "Ana Belova" },
      queue: { id: "q9x8y7z6-w5v4-3210-fedc-ba0987654321", name: "Billing" },
      team: "Blue",
      reason: "heldLongEnough",
      values: { field: "stateSeconds", value: 912, threshold: 900, unit: "seconds" },
      alerts: [{ alert_id: "agent_idle_exceeded.lw7x7or4.a.a1b2c3d4-e5f6-7890-abcd-ef1234567890" }],
      more: 0,
      suppressed: 0,
    });
  });

  test("a field that the record gains one day is not sent unseen", () => {
    const alert = queueAlert();
    const record = { ...alert.record, password: "hidden" };
    expect(
      JSON.stringify(bodyOf(WEBHOOK, noticeOf("fire", { alerts: [{ ...alert, record }] }))),
    ).not.toContain("hidden");
  });

  test.each([
    ["fire", "callboard.alert.fired"],
    ["resolve", "callboard.alert.resolved"],
    ["acknowledge", "callboard.alert.acknowledged"],
    ["test", "callboard.alert.test"],
  ] as const)("a %s is of type %s", (kind, type) => {
    expect(bodyOf(WEBHOOK, noticeOf(kind))).toMatchObject({ type });
  });

  test("a queue and the feed are its subject as an agent is", () => {
    const feed = { ...queueAlert(), entityKind: "feed" as const };
    expect(bodyOf(WEBHOOK, noticeOf("fire", { alerts: [queueAlert()] }))).toMatchObject({
      subject: "queues/q9x8y7z6-w5v4-3210-fedc-ba0987654321",
    });
    expect(bodyOf(WEBHOOK, noticeOf("fire", { alerts: [feed] }))).toMatchObject({ subject: "feed" });
  });

  test("an end tells when it ended", () => {
    expect(bodyOf(WEBHOOK, noticeOf("resolve"))).toMatchObject({
      data: { resolved_at: new Date(ENDED_AT).toISOString(), reason: "stayedClear" },
    });
  });
});
