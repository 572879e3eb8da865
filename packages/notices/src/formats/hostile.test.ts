/** Every format against whatever stands in a notice: what leaves must always be what its receiver takes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { FIRED_AT, idleAlert, SINKS } from "../../test/floor.ts";
import { textsIn } from "../../test/parse.ts";
import type { Delivery, Notice, NoticeAlert } from "../index.ts";
import { NOTICE_KINDS } from "../notice.ts";
import { deliveryOf } from "./delivery.ts";

/** Control characters, halves of characters, and marks that turn the reading direction. */
const UNSEEN = /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066\u2067]/u;

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "<img src=x onerror=alert(1)>",
    "<!channel>",
    "<@U123>",
    "[x](https://evil.example)",
    "a\r\nBcc: b@evil.example",
    "\u202eesrever",
    "\ud800",
    "\u0000",
    "{{DATE(2026-01-01)}}",
    "x".repeat(10_000),
    "",
  ),
);
const textOrNull = fc.option(text, { nil: null });
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const severity = fc.constantFrom("critical", "high", "medium", "low");

const alert: fc.Arbitrary<NoticeAlert> = fc
  .record({
    entityKind: fc.constantFrom("agent", "queue", "feed"),
    id: text,
    alertId: text,
    ruleName: text,
    advice: text,
    entityName: textOrNull,
    queueId: textOrNull,
    queueName: textOrNull,
    teamName: textOrNull,
    reason: text,
    activeSince: instant,
    firedAt: instant,
    resolvedAt: fc.option(instant, { nil: null }),
    isFlapping: fc.boolean(),
    field: text,
    value: fc.option(fc.double(), { nil: null }),
    state: textOrNull,
    alertType: text,
  })
  .map(({ id, field, value, state, alertType, ...rest }) => ({
    ...idleAlert(),
    ...rest,
    record: { ...idleAlert().record, alert_type: alertType, user_id: id, queue_id: id, state },
    figure: { field, value, threshold: value, unit: "seconds" as const },
  }));

const notice: fc.Arbitrary<Notice> = fc.record({
  id: text,
  kind: fc.constantFrom(...NOTICE_KINDS),
  tenant: text,
  siteName: text,
  zone: fc.oneof(text, fc.constantFrom("Europe/Berlin", "America/St_Johns")),
  at: instant,
  incidentId: text,
  openedAt: instant,
  severity,
  alerts: fc.array(alert, { minLength: 1, maxLength: 4 }),
  more: fc.nat(1_000),
  suppressed: fc.nat(1_000),
  by: textOrNull,
  link: textOrNull,
});

test("[O8] whatever a notice holds, its receiver gets JSON of whole characters, headers of one line, and one link at most", () => {
  fc.assert(
    fc.property(notice, fc.constantFrom(...SINKS), (given, sink) => {
      const delivery = deliveryOf(sink, given, FIRED_AT);
      if (delivery.kind === "email") expectMail(delivery);
      else expectPost(delivery, sink.kind);
      expect(deliveryOf(sink, given, FIRED_AT)).toEqual(delivery);
    }),
    { numRuns: 400 },
  );
});

function expectPost(delivery: Extract<Delivery, { kind: "http" }>, kind: string): void {
  // The platform's own check of names and values: it throws at a break or a character that no header may hold.
  expect([...new Headers(delivery.headers)].length).toBe(Object.keys(delivery.headers).length);
  const texts = textsIn(JSON.parse(delivery.body));
  expect(delivery.body).not.toMatch(/\\ud[89a-f]/i);
  if (kind === "webhook" || kind === "pagerduty") return;
  for (const each of texts) {
    expect(each.replaceAll("\n", "")).not.toMatch(UNSEEN);
    if (each.endsWith("|Open the wallboard>")) expect(each).toMatch(/^<https?:[^<>|]*\|[^<>|]*>$/);
    else if (kind === "slack") expect(each).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  }
}

function expectMail(delivery: Extract<Delivery, { kind: "email" }>): void {
  expect(delivery.subject).toMatch(/^[^\p{Cc}\p{Surrogate}]{1,250}$/u);
  for (const value of Object.values(delivery.headers)) expect(value).toMatch(/^[ -~]{1,2048}$/);
  expect(delivery.text.replaceAll("\n", "")).not.toMatch(UNSEEN);
}
