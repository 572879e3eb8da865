/** Bounds that must keep a relation to each other, since the code that reads them relies on it. */
import { expect, test } from "vitest";
import { BOUNDS } from "./bounds.ts";

const HOUR = 3_600_000;

test("[K6] a resolved contact outlives every event that is still accepted, and its hour", () => {
  expect(BOUNDS.contactResolvedKeptMs).toBeGreaterThanOrEqual(BOUNDS.lateEventMs + HOUR);
});

test("[K5] [K6] an unresolved contact outlives the day's windows and every trust in its waiting", () => {
  expect(BOUNDS.contactUnresolvedKeptMs).toBeGreaterThanOrEqual(BOUNDS.dayBuckets * BOUNDS.dayBucketMs);
  expect(BOUNDS.contactUnresolvedKeptMs).toBeGreaterThan(BOUNDS.mailWaitTrustedMs);
  expect(BOUNDS.mailWaitTrustedMs).toBeGreaterThan(BOUNDS.waitTrustedMs);
});

test("[Q7] a queue that is forgotten has nothing left in its windows", () => {
  expect(BOUNDS.queueForgottenMs).toBeGreaterThanOrEqual(BOUNDS.dayBuckets * BOUNDS.dayBucketMs);
});

test("[B3] an hour that is learned was seen for half of it at least", () => {
  expect(BOUNDS.hourSeenMinMs).toBeGreaterThanOrEqual(HOUR / 2);
});

test("a screen remembers at least one board beyond the one that it shows", () => {
  expect(BOUNDS.screenIdentitiesMax).toBeGreaterThanOrEqual(2 * BOUNDS.agentsMax);
  expect(BOUNDS.screenQueuesMax).toBeGreaterThanOrEqual(2 * BOUNDS.queuesMax);
});
