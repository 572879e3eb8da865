import { describe, expect, test } from "vitest";
import { idleAlert, noticeOf, PAGERDUTY } from "../../test/floor.ts";
import { bodyOf, httpOf } from "../../test/parse.ts";

describe("[O14] PagerDuty", () => {
  test("is triggered once for an incident, with the guide's record among the details", () => {
    expect(bodyOf(PAGERDUTY, noticeOf("fire"))).toMatchObject({
      routing_key: PAGERDUTY.routingKey,
      event_action: "trigger",
      dedup_key: "callboard/acme/agent_idle_exceeded.lw7xr8gg.q.q9x8y7z6-w5v4-3210-fedc-ba0987654321",
      client: "Callboard",
      client_url: "https://callboard.example.com/acme",
      links: [{ href: "https://callboard.example.com/acme" }],
      payload: {
        summary: expect.stringMatching(
          /^High: Not ready for more than 15 minutes \(Ana Belova, Billing\)\. Ana Belova/,
        ),
        source: "callboard/acme",
        severity: "error",
        timestamp: "2024-05-15T14:47:22.000Z",
        component: "Billing",
        group: "Acme Berlin",
        class: "agent_idle_exceeded",
        custom_details: {
          alert_type: "agent_idle_exceeded",
          duration_seconds: 912,
          incident: { severity: "high" },
        },
      },
    });
  });

  test("an acknowledgement and an end name the same incident, and nothing else", () => {
    for (const kind of ["acknowledge", "resolve"] as const) {
      expect(bodyOf(PAGERDUTY, noticeOf(kind))).toEqual({
        routing_key: PAGERDUTY.routingKey,
        event_action: kind,
        dedup_key: "callboard/acme/agent_idle_exceeded.lw7xr8gg.q.q9x8y7z6-w5v4-3210-fedc-ba0987654321",
      });
    }
  });

  test.each([
    ["critical", "critical"],
    ["high", "error"],
    ["medium", "warning"],
    ["low", "info"],
  ] as const)("%s is its %s", (severity, theirs) => {
    expect(bodyOf(PAGERDUTY, noticeOf("fire", { severity }))).toMatchObject({
      payload: { severity: theirs },
    });
    expect(bodyOf(PAGERDUTY, noticeOf("test", { severity }))).toMatchObject({
      payload: { severity: "info" },
    });
  });

  test("the account's region chooses the host", () => {
    expect(httpOf(PAGERDUTY, noticeOf("fire")).url).toBe("https://events.pagerduty.com/v2/enqueue");
    const inEurope = { ...PAGERDUTY, serviceRegion: "eu" } as const;
    expect(httpOf(inEurope, noticeOf("fire")).url).toBe("https://events.eu.pagerduty.com/v2/enqueue");
  });

  test("no field is longer than it takes; two long incidents stay two", () => {
    const long = "x".repeat(2_000);
    const alerts = Array.from({ length: 20 }, () =>
      idleAlert({ entityName: long, ruleName: long, queueName: long }),
    );
    const bodies = ["1", "2"].map((end) =>
      bodyOf(PAGERDUTY, noticeOf("fire", { alerts, incidentId: `${long}${end}`, siteName: long })),
    );
    const keys = new Set(bodies.map(({ dedup_key }) => dedup_key));
    expect(keys.size).toBe(2);
    for (const key of keys) expect(key).toHaveLength(255);
    for (const { payload } of bodies) {
      expect(payload).toHaveProperty("summary", expect.stringMatching(/^.{1,1024}$/u));
      expect(JSON.stringify(payload).length).toBeLessThan(512_000);
    }
  });
});
