import { expect, test } from "vitest";
import { EMAIL, NEXT_SECRET, PAGERDUTY, SECRET, SINKS, SLACK, TEAMS, WEBHOOK } from "../test/floor.ts";
import { showSink } from "./show-sink.ts";

test("[O4] a sink is shown by its host, how many secrets sign, and the end of its key", () => {
  expect(showSink({ ...WEBHOOK, secrets: [NEXT_SECRET, SECRET] })).toEqual({
    id: "operations",
    name: "Operations hub",
    enabled: true,
    kind: "webhook",
    host: "hooks.example.com",
    secrets: 2,
  });
  expect(showSink(SLACK)).toMatchObject({ kind: "slack", host: "hooks.slack.com" });
  expect(showSink(TEAMS)).toMatchObject({ host: "default0.57.environment.api.powerplatform.com" });
  expect(showSink(PAGERDUTY)).toMatchObject({ keyEnd: "7f3c", serviceRegion: "us" });
  expect(showSink(EMAIL)).toMatchObject({ from: "callboard@example.com", to: ["leads@example.com"] });
});

test("[O4] nothing secret is in what is shown", () => {
  const shown = JSON.stringify(SINKS.map(showSink));
  for (const secret of [SECRET, SECRET.slice(6), "hidden", "sig=", PAGERDUTY.routingKey, "/callboard"]) {
    expect(shown).not.toContain(secret);
  }
});

test("[O4] an address that cannot be read any more is not shown instead of its host", () => {
  expect(showSink({ ...SLACK, url: "hidden" })).toMatchObject({ host: "unreadable" });
});
