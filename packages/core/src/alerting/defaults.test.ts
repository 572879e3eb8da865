/** The rules that are in force from the first day, each in a story of its own. */
import { describe, expect, it } from "vitest";
import { at, Timeline } from "../../test/alerting-kit.ts";
import { DEFAULT_RULES } from "./defaults.ts";
import { guideAlertOf } from "./guide-alert.ts";

const only = (id: string) =>
  DEFAULT_RULES.filter((one) => one.id === id).map((one) => ({ ...one, enabled: true }));

describe("the guide's own", () => {
  it("[N23] [N16] an agent idle for more than 15 minutes is told in the guide's record, field for field", () => {
    const story = new Timeline(DEFAULT_RULES).agent(
      "12s",
      "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
      "NOT_READY",
    );
    story.passes("16m");
    expect(story.passages.map(guideAlertOf)).toEqual([
      {
        alert_type: "agent_idle_exceeded",
        severity: "high",
        user_id: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        state: "NOT_READY",
        duration_seconds: 901,
        threshold_seconds: 900,
        timestamp: "2024-05-15T14:47:22.001Z",
      },
    ]);
  });

  it("[N23] [N16] a queue's wait above 120 s while more than 5 agents are available", () => {
    const story = new Timeline(DEFAULT_RULES);
    story.reading("2s", "sales", { waitSeconds: 120, availableAgents: 6 });
    story.reading("4s", "sales", { waitSeconds: 134.5, availableAgents: 5 });
    expect(story.told()).toEqual([]);
    story.reading("6s", "sales", { waitSeconds: 134.5, availableAgents: 6 });
    expect(story.passages.map(guideAlertOf)).toEqual([
      {
        alert_type: "queue_wait_exceeded",
        severity: "high",
        queue_id: "sales",
        state: null,
        duration_seconds: 134,
        threshold_seconds: 120,
        timestamp: "2024-05-15T14:32:16.000Z",
      },
    ]);
  });
});

describe("what a supervisor expects beside them", () => {
  const window = { offered: 30, answered: 25, abandoned: 5, asaSeconds: 30, ahtSeconds: 200, blindMs: 0 };
  const level = (serviceLevelPct: number | null, abandonPct: number | null, offered = 30) => ({
    last15m: { ...window, offered, serviceLevelPct, abandonPct },
  });

  it("[N23] wrap_up_exceeded", () => {
    const story = new Timeline(only("wrap_up_exceeded"));
    story.agent("0s", "ada", "WRAP_UP", { wrapUpSince: at("0s") }).passes("6m");
    expect(story.told()).toEqual(["5m0.001s wrap_up_exceeded ada normal>firing conditionMet"]);
  });

  it("[N23] call_exceeded", () => {
    const story = new Timeline(only("call_exceeded"))
      .agent("0s", "ada", "CALL", { callSince: at("0s") })
      .passes("61m");
    story.agent("70m", "ada", "WRAP_UP");
    expect(story.told()).toEqual([
      "60m0.001s call_exceeded ada normal>firing conditionMet",
      "70m call_exceeded ada firing>resolved cleared",
    ]);
  });

  it("[N23] agent_not_responding, of who is not back after two minutes", () => {
    const rang = { statusCode: "RONA" };
    const story = new Timeline(only("agent_not_responding")).agent("5s", "ada", "NOT_READY", rang);
    story.agent("5s", "bo", "NOT_READY", rang).agent("80s", "bo", "READY").passes("3m");
    expect(story.fires()).toEqual(["2m5s agent_not_responding ada pending>firing heldLongEnough"]);
  });

  it("[N23] agent_near_logout", () => {
    const story = new Timeline(only("agent_near_logout")).agent("0s", "ada", "NOT_READY").passes("56m");
    expect(story.told()).toEqual(["55m0.001s agent_near_logout ada normal>firing conditionMet"]);
  });

  it("[N23] service_level_low, for five minutes, against the queue's own goal", () => {
    const story = new Timeline(only("service_level_low")).reading("0s", "sales", level(79, 0)).passes("6m");
    story.reading("7m", "sales", level(81, 0)).reading("8m", "sales", level(82, 0)).passes("11m");
    expect(story.told()).toEqual([
      "0s service_level_low sales normal>pending conditionMet",
      "5m service_level_low sales pending>firing heldLongEnough",
      "8m service_level_low sales firing>recovering cleared",
      "10m service_level_low sales recovering>resolved stayedClear",
    ]);
  });

  it("[N23] service_level_low says nothing about a handful of contacts, and ends where nobody calls", () => {
    expect(
      new Timeline(only("service_level_low"))
        .reading("0s", "a", level(0, 0, 19))
        .passes("9m")
        .told(),
    ).toEqual([]);
    const story = new Timeline(only("service_level_low")).reading("0s", "a", level(10, 0)).passes("6m");
    story.reading("30m", "a", level(null, null, 0)).passes("40m");
    expect(story.told().at(-1)).toBe("32m service_level_low a recovering>resolved stayedClear");
  });

  it("[N23] abandonment_high", () => {
    const story = new Timeline(only("abandonment_high"))
      .reading("0s", "a", level(50, 10))
      .reading("5s", "a", level(50, 11));
    expect(story.fires()).toEqual(["5s abandonment_high a normal>firing conditionMet"]);
  });

  it("[N23] abandonment_high says nothing where all who gave up had hardly waited", () => {
    const story = new Timeline(only("abandonment_high")).reading("0s", "a", level(100, 25));
    story.reading("5s", "a", level(95, 25)).reading("10s", "a", level(94, 25));
    story.reading("60s", "a", level(97, 25)).reading("2m", "a", level(98, 25)).passes("5m");
    expect(story.told()).toEqual([
      "10s abandonment_high a normal>firing conditionMet",
      "2m abandonment_high a firing>recovering cleared",
      "4m abandonment_high a recovering>resolved stayedClear",
    ]);
  });

  it("[N23] longest_wait_exceeded", () => {
    const story = new Timeline(only("longest_wait_exceeded"));
    story.reading("1s", "a", { waiting: 2, longestWaitSince: at("0s") }).passes("6m");
    story.reading("7m", "a", { waiting: 1, longestWaitSince: at("6m") }).passes("8m");
    expect(story.told()).toEqual([
      "5m0.001s longest_wait_exceeded a normal>firing conditionMet",
      "7m longest_wait_exceeded a firing>recovering cleared",
      "7m30s longest_wait_exceeded a recovering>resolved stayedClear",
    ]);
  });

  it("[N23] nobody_routable", () => {
    const story = new Timeline(only("nobody_routable")).reading("0s", "a", { waiting: 1 }).passes("2m");
    expect(story.fires()).toEqual(["1m nobody_routable a pending>firing heldLongEnough"]);
  });

  it("[N23] nobody_routable is no word about a queue whose agents are all at work", () => {
    const story = new Timeline(only("nobody_routable"));
    story.reading("0s", "a", { waiting: 4, workingAgents: 1 }).passes("10m");
    expect(story.told()).toEqual([]);
    story.reading("11m", "a", { waiting: 4, workingAgents: 0 }).passes("13m");
    story.reading("14m", "a", { waiting: 4, workingAgents: 1 }).passes("15m");
    expect(story.told()).toEqual([
      "11m nobody_routable a normal>pending conditionMet",
      "12m nobody_routable a pending>firing heldLongEnough",
      "14m nobody_routable a firing>recovering cleared",
      "14m30s nobody_routable a recovering>resolved stayedClear",
    ]);
  });

  it("[N23] wait_far_from_usual", () => {
    const unusual = { waitDeviationSeconds: 95, usualWeeks: 2 };
    const story = new Timeline(only("wait_far_from_usual")).reading("0s", "a", unusual).passes("3m");
    expect(story.fires()).toEqual(["2m wait_far_from_usual a pending>firing heldLongEnough"]);
    const learning = new Timeline(only("wait_far_from_usual")).reading("0s", "a", {
      ...unusual,
      usualWeeks: 1,
    });
    expect(learning.passes("3m").told()).toEqual([]);
  });

  it("[N23] feed_blind", () => {
    const story = new Timeline(only("feed_blind")).passes("10s").turns("11s", "down").passes("50s");
    expect(story.told()).toEqual(["40.001s feed_blind feed normal>firing conditionMet"]);
  });
});

it("[N23] what is off waits for a site to say so", () => {
  expect(DEFAULT_RULES.filter((one) => !one.enabled).map((one) => one.id)).toEqual([
    "call_exceeded",
    "agent_near_logout",
    "wait_far_from_usual",
  ]);
});
