/** "Why did this not fire?" has an answer, whatever the reason. */
import { expect, it } from "vitest";
import { at, IDLE, rule, Timeline } from "../../test/alerting-kit.ts";
import type { Entity, ExplainedReason } from "./alert.ts";
import { explain } from "./explain.ts";

const ADA: Entity = { kind: "agent", id: "ada" };
const SALES: Entity = { kind: "queue", id: "sales" };
const WAIT = rule({
  id: "wait",
  scope: { of: "queues" },
  when: { field: "waitSeconds", above: 120 },
  holdSeconds: 60,
});
const BLIND = rule({ id: "blind", scope: { of: "feed" }, when: { field: "blindSeconds", above: 30 } });

const CLOSED = { zone: "UTC", open: [{ days: [7], startMinute: 0, endMinute: 60 }], holidays: [] };
const idle = () => new Timeline([IDLE, WAIT, BLIND]).agent("0s", "ada", "NOT_READY");
const reading = (waitSeconds: number | null) => new Timeline([WAIT]).reading("0s", "sales", { waitSeconds });

it.each<[string, Timeline, string, Entity, readonly ExplainedReason[]]>([
  ["a rule that nobody wrote", idle(), "nothing", ADA, ["unknownRule"]],
  ["somebody of another scope", idle(), "wait", ADA, ["otherScope"]],
  ["somebody who is not on the floor", idle(), "idle", { kind: "agent", id: "eve" }, ["unknownEntity"]],
  [
    "a rule that is off",
    new Timeline([{ ...IDLE, enabled: false }]).agent("0s", "ada", "READY"),
    "idle",
    ADA,
    ["ruleDisabled", "conditionNotMet"],
  ],
  ["time that is not over", idle().passes("10m"), "idle", ADA, ["conditionNotMet"]],
  ["another state", idle().agent("1m", "ada", "READY"), "idle", ADA, ["conditionNotMet"]],
  ["a hold that is not over", reading(121).passes("30s"), "wait", SALES, ["notHeldLongEnough"]],
  ["a figure that nobody told", reading(null), "wait", SALES, ["valueUnknown"]],
  ["an alert that fires", idle().passes("20m"), "idle", ADA, ["isFiring"]],
  ["a blind feed", idle().passes("10m").turns("11m", "down").passes("30m"), "idle", ADA, ["feedBlind"]],
  ["a silent desk", idle().silence("1m"), "idle", ADA, ["feedBlind", "conditionNotMet"]],
  [
    "a queue not read since",
    reading(500).turns("5s", "down").turns("9s", "live"),
    "wait",
    SALES,
    ["notReadSinceBlind", "valueUnknown"],
  ],
  [
    "another team",
    new Timeline([{ ...IDLE, scope: { of: "agents", teams: ["x"] } }])
      .agent("0s", "ada", "NOT_READY")
      .passes("20m"),
    "idle",
    ADA,
    ["outOfScope"],
  ],
  [
    "closed hours",
    new Timeline([{ ...IDLE, hours: "open" }], { calendar: CLOSED }).agent("0s", "ada", "READY"),
    "idle",
    ADA,
    ["outsideHours", "conditionNotMet"],
  ],
  ["a feed that is live", idle(), "blind", { kind: "feed", id: "feed" }, ["conditionNotMet"]],
])("[N20] %s", (_, story, ruleId, entity, because) => {
  expect(explain(story.engine, ruleId, entity).because).toEqual(because);
});

it("[N20] says when it will fire, and what was compared", () => {
  expect(explain(idle().passes("10m").engine, "idle", ADA)).toMatchObject({
    phase: "normal",
    firesAt: at("15m0.001s"),
    evidence: { compared: [{ verdict: "true" }, { field: "stateSeconds", value: 600, verdict: "false" }] },
  });
  expect(explain(reading(121).engine, "wait", SALES)).toMatchObject({ phase: "pending", firesAt: at("1m") });
});

it("[N20] tells a recovering alert", () => {
  const story = new Timeline([{ ...WAIT, holdSeconds: 0, keepFiringSeconds: 60 }]);
  story.reading("0s", "sales", { waitSeconds: 200 }).reading("9s", "sales", { waitSeconds: 0 });
  expect(explain(story.engine, "wait", SALES)).toMatchObject({
    phase: "recovering",
    because: ["isRecovering"],
  });
});
