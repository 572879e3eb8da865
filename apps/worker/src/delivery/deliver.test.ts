import { env } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import { judgeAnswer, type Notice, type Sink } from "@callboard/notices";
import { afterEach, describe, expect, it, vi } from "vitest";
import { inboxOf } from "../testing/receiver.ts";
import { until } from "../testing/tenant.ts";
import { deliver } from "./deliver.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

const NOTICE: Notice = {
  ...{ id: "notice-1", kind: "fire", tenant: "demo", siteName: "Demo", zone: "Europe/Berlin" },
  ...{ at: 1_764_000_000_000, incidentId: "incident-1", openedAt: 1_764_000_000_000, severity: "high" },
  alerts: [
    {
      record: {
        ...{ alert_type: "agent_idle_exceeded", severity: "high", user_id: "a-1", state: "NOT_READY" },
        ...{ duration_seconds: 912, threshold_seconds: 900, timestamp: "2026-11-22T14:47:22.000Z" },
      },
      ...{ alertId: "agent_idle_exceeded.1.a.a-1", ruleName: "Not ready too long", advice: "Ask." },
      ...{ entityKind: "agent", entityName: "Maria", queueId: null, queueName: null, teamName: null },
      ...{ activeSince: 1_764_000_000_000, firedAt: 1_764_000_000_000, resolvedAt: null },
      ...{ reason: "heldLongEnough", figure: null, isFlapping: false },
    },
  ],
  ...{ more: 0, suppressed: 0, by: null, link: null },
};

const webhook = (url: string): Sink => ({
  ...{ id: "hook", name: "Hook", enabled: true, kind: "webhook" },
  ...{ url, secrets: [SECRET] },
});
const local = { CALLBOARD_LOCAL: "true" };

afterEach(() => {
  vi.useRealTimers();
});

describe("a delivery", () => {
  it("arrives signed, so that the published library verifies it over the raw body", async () => {
    const inbox = inboxOf("signed");
    await inbox.plan([{ do: "answer", status: 202, body: "thank you" }], SECRET);
    const answer = await deliver(local, webhook(inbox.url), NOTICE);
    expect(answer).toEqual({ kind: "answered", status: 202, retryAfterMs: null, body: "thank you" });
    const [received] = await inbox.received();
    expect(received).toMatchObject({ isVerified: true });
    expect(JSON.parse(received?.body ?? "").data).toMatchObject({ alert_type: "agent_idle_exceeded" });
  });

  it("hears how long a receiver wants to be left alone", async () => {
    const inbox = inboxOf("limited");
    await inbox.plan([{ do: "answer", status: 429, headers: { "retry-after": "7" } }]);
    expect(await deliver(local, webhook(inbox.url), NOTICE)).toMatchObject({
      status: 429,
      retryAfterMs: 7_000,
    });
  });

  it("reaches nothing on this machine from a deployed region, whatever else is set", async () => {
    const inbox = inboxOf("deployed");
    await inbox.plan([{ do: "answer", status: 200 }]);
    const answer = await deliver({ ...local, CALLBOARD_REGION: "eu" }, webhook(inbox.url), NOTICE);
    expect(answer.kind).not.toBe("answered");
    expect(await inbox.received()).toEqual([]);
  });

  it("follows no redirect", async () => {
    const [inbox, elsewhere] = [inboxOf("redirects"), inboxOf("redirected")];
    await inbox.plan([{ do: "answer", status: 302, headers: { location: elsewhere.url } }]);
    expect(await deliver(local, webhook(inbox.url), NOTICE)).toMatchObject({ kind: "answered", status: 302 });
    expect(await elsewhere.received()).toEqual([]);
  });

  it("keeps the first characters of an answer and no more", async () => {
    const inbox = inboxOf("talkative");
    await inbox.plan([{ do: "answer", status: 200, body: "ab".repeat(100_000) }]);
    const answer = await deliver(local, webhook(inbox.url), NOTICE);
    expect(answer).toMatchObject({ body: "ab".repeat(BOUNDS.noticeAnswerCharsMax / 2) });
  });

  it("gives up a receiver that never answers, after its time", async () => {
    const inbox = inboxOf("never");
    await inbox.plan([{ do: "hang" }]);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const delivery = deliver(local, webhook(inbox.url), NOTICE);
    await until(inbox.received, ({ length }) => length === 1);
    vi.advanceTimersByTime(BOUNDS.noticeTimeoutMs);
    expect(await delivery).toMatchObject({ kind: "failed", why: "timeout" });
  });

  it("takes a receiver that hangs up for one that may not have heard", async () => {
    const inbox = inboxOf("hangs-up");
    await inbox.plan([{ do: "hangUp" }]);
    expect(await deliver(local, webhook(inbox.url), NOTICE)).toMatchObject({
      kind: "failed",
      why: "network",
    });
    expect(await inbox.received()).toHaveLength(1);
  });

  it.each([
    ["http://127.0.0.1:9/hook", "https"],
    ["https://127.0.0.1/hook", "named"],
    ["https://2130706433/hook", "named"],
    ["https://[::1]/hook", "named"],
    ["https://localhost/hook", "localhost"],
    ["https://someone@example.com/hook", "before the host"],
    ["https://example.com:8443/hook", "443"],
    ["https://metadata.internal/hook", "internal"],
  ])("never goes to %s, whatever the store says", async (url, why) => {
    const answer = await deliver({}, webhook(url), NOTICE);
    expect(answer).toMatchObject({ kind: "failed", why: "refusedByUs" });
    expect(answer).toHaveProperty("detail", expect.stringContaining(why));
  });

  it("says what is missing where the deployment sends no e-mail", async () => {
    const sink: Sink = {
      ...{ id: "mail", name: "Mail", enabled: true, kind: "email" },
      ...{ from: "callboard@example.com", to: ["maria@example.com"] },
    };
    const answer = await deliver(local, sink, NOTICE);
    expect(judgeAnswer("email", answer)).toEqual({
      kind: "dead",
      why: expect.stringMatching(/cannot send e-mail.*send_email binding.*send the notice again/),
    });
    expect(await deliver({ ...local, ...(env.EMAIL && { EMAIL: env.EMAIL }) }, sink, NOTICE)).toEqual({
      kind: "sent",
    });
  });
});
