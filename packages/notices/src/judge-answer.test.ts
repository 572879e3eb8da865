import { BOUNDS } from "@callboard/core";
import { describe, expect, test } from "vitest";
import { judgeAnswer, paceMs } from "./judge-answer.ts";
import type { DeliveryAnswer, SinkKind } from "./sink.ts";

const KINDS: readonly SinkKind[] = ["webhook", "slack", "teams", "pagerduty", "email"];
const answered = (status: number, retryAfterMs: number | null = null): DeliveryAnswer => ({
  kind: "answered",
  status,
  retryAfterMs,
  body: "never looked at",
});
const judged = (kind: SinkKind, status: number) => judgeAnswer(kind, answered(status)).kind;

describe("[O6] what a status means", () => {
  test.each([
    [200, "delivered"],
    [201, "delivered"],
    [202, "delivered"],
    [204, "delivered"],
    [301, "dead"],
    [302, "dead"],
    [304, "dead"],
    [307, "dead"],
    [400, "dead"],
    [401, "dead"],
    [403, "dead"],
    [404, "dead"],
    [405, "dead"],
    [408, "retry"],
    [410, "dead"],
    [413, "dead"],
    [418, "dead"],
    [425, "retry"],
    [429, "retry"],
    [500, "retry"],
    [502, "retry"],
    [503, "retry"],
    [504, "retry"],
    [599, "retry"],
  ])("%i is %s", (status, verdict) => {
    for (const kind of ["webhook", "slack", "teams"] as const) expect(judged(kind, status)).toBe(verdict);
    if (status >= 300) expect(judged("pagerduty", status)).toBe(verdict);
  });

  test("PagerDuty has taken an event only when it says 202", () => {
    expect(judged("pagerduty", 202)).toBe("delivered");
    expect(judged("pagerduty", 200)).toBe("retry");
  });

  test("every refusal says what to mend, in the receiver's own terms", () => {
    for (const kind of KINDS) {
      for (const status of [302, 400, 401, 403, 404, 410, 413, 418]) {
        const verdict = judgeAnswer(kind, answered(status));
        expect(verdict).toMatchObject({
          kind: "dead",
          why: expect.stringMatching(new RegExp(`^it answered ${status}: .{10}`)),
        });
      }
    }
    expect(judgeAnswer("slack", answered(410))).toMatchObject({ why: expect.stringContaining("archived") });
    expect(judgeAnswer("teams", answered(401))).toMatchObject({ why: expect.stringContaining("Anyone") });
    expect(judgeAnswer("pagerduty", answered(400))).toMatchObject({
      why: expect.stringContaining("integration key"),
    });
  });
});

describe("[O6] how long a receiver asks to be left alone", () => {
  test.each([
    [null, null],
    [0, null],
    [-5, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [30_000, 30_000],
    [86_400_000, BOUNDS.retryAfterMaxMs],
  ])("Retry-After of %s ms counts as %s", (asked, counted) => {
    expect(judgeAnswer("slack", answered(429, asked))).toMatchObject({ kind: "retry", afterMs: counted });
    expect(judgeAnswer("webhook", answered(503, asked))).toMatchObject({ kind: "retry", afterMs: counted });
  });
});

describe("[O6] what no answer means", () => {
  const failed = (why: "timeout" | "network" | "refusedByUs" | "email", detail = ""): DeliveryAnswer => ({
    kind: "failed",
    why,
    detail,
  });

  test("a time-out and a lost connection are tried again; a lost one may have been heard", () => {
    expect(judgeAnswer("webhook", failed("timeout"))).toEqual({
      kind: "retry",
      afterMs: null,
      why: "no answer within 10 s",
    });
    expect(judgeAnswer("webhook", failed("network", "It hung up."))).toEqual({
      kind: "retry",
      afterMs: null,
      why: "It hung up.",
    });
  });

  test("an address that we refuse ourselves is not tried again", () => {
    expect(judgeAnswer("webhook", failed("refusedByUs", "it must begin with https://"))).toEqual({
      kind: "dead",
      why: "it was not sent: it must begin with https://",
    });
  });

  test.each([
    ["E_RATE_LIMIT_EXCEEDED: slow down", "retry"],
    ["E_DAILY_LIMIT_EXCEEDED", "retry"],
    ["E_INTERNAL_SERVER_ERROR", "retry"],
    ["E_DELIVERY_FAILED", "retry"],
    ["something without a code", "retry"],
    ["E_SENDER_NOT_VERIFIED: verify example.com first", "dead"],
    ["E_RECIPIENT_NOT_ALLOWED", "dead"],
    ["E_VALIDATION_ERROR", "dead"],
  ])("a mail's %s is %s", (detail, verdict) => {
    expect(judgeAnswer("email", failed("email", detail))).toMatchObject({
      kind: verdict,
      why: expect.stringContaining(detail),
    });
  });

  test("a mail that was taken is delivered", () => {
    expect(judgeAnswer("email", { kind: "sent" })).toEqual({ kind: "delivered" });
  });

  test("what a person reads of it is one short line", () => {
    const verdict = judgeAnswer("webhook", failed("network", `a\r\nb\u202e${"x".repeat(5_000)}`));
    expect(verdict).toMatchObject({ why: expect.stringMatching(/^a bx+…$/) });
    expect(JSON.stringify(verdict).length).toBeLessThan(600);
  });
});

test("[O7] Slack is sent about one notice a second; the others say themselves when it is too much", () => {
  expect(KINDS.map(paceMs)).toEqual([0, 1_000, 0, 0, 0]);
});
