import type { BoardQueue } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { AT, agent, queue, quietWindow } from "../../test/pieces.ts";
import { addFloorWords } from "../words/floor-words.ts";
import { groupOf, orderAgents } from "./agent-groups.ts";
import { wordsOf } from "./agent-words.ts";
import { sharedGoal } from "./goals.ts";
import { heldBackReasons } from "./held-back.ts";
import { orderQueues, severityOf } from "./queue-severity.ts";

addFloorWords();

const held = (reason: "outsideShift" | "onBreak" | "statusCode", detail: string | null = null) =>
  ({ kind: "notRoutable", reason, detail }) as const;

describe("agents", () => {
  it.each([
    [agent({ id: "a" }), "routable"],
    [agent({ id: "a", routability: held("outsideShift") }), "readyNotRoutable"],
    [agent({ id: "a", routability: { kind: "unknown", reason: "profileUnknown" } }), "readyUnknown"],
    [agent({ id: "a", state: "AFTER_CALL_WORK" }), "wrapUp"],
    [agent({ id: "a", state: "WRAP_UP" }), "wrapUp"],
    [agent({ id: "a", state: "UNKNOWN" }), "unknown"],
  ])("READY alone is never called routable: %#", (someone, group) => {
    expect(groupOf(someone)).toBe(group);
  });

  it("stand by need: not ready first, the longest first, the signed-out left out, ties by name", () => {
    const floor = [
      agent({ id: "routable" }),
      agent({ id: "gone", state: "SIGNED_OUT" }),
      agent({ id: "short", state: "NOT_READY", since: AT - 1_000 }),
      agent({ id: "timeless", state: "NOT_READY", since: null }),
      agent({ id: "long", state: "NOT_READY", since: AT - 900_000 }),
      agent({ id: "twin-2", name: "B", state: "CALL" }),
      agent({ id: "twin-1", name: "A", state: "CALL" }),
      agent({ id: "held", routability: held("onBreak") }),
    ];
    const ids = orderAgents(floor).map(({ id }) => id);
    expect(ids).toEqual(["long", "short", "timeless", "held", "twin-1", "twin-2", "routable"]);
    expect(orderAgents([...floor].reverse()).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [agent({ id: "a" }), null, ""],
    [agent({ id: "a", routability: held("outsideShift") }), null, "outside shift"],
    [agent({ id: "a", routability: held("onBreak", "until 14:30") }), null, "on break, until 14:30"],
    [agent({ id: "a", routability: held("statusCode", "Follow-up") }), null, "status: Follow-up"],
    [agent({ id: "a", status: "FOLLOW", routability: held("statusCode") }), null, "status: FOLLOW"],
    [agent({ id: "a", routability: { kind: "unknown", reason: "shiftUnknown" } }), null, "shift not known"],
    [agent({ id: "a", state: "NOT_READY", status: "Lunch" }), null, "Lunch"],
    [agent({ id: "a", state: "CALL", direction: "INBOUND" }), "Billing", "Billing"],
    [agent({ id: "a", state: "CALL", direction: "OUTBOUND" }), null, "outbound"],
    [agent({ id: "a", state: "AFTER_CALL_WORK", trusted: false }), "Billing", "Billing, not confirmed"],
    [agent({ id: "a", state: "UNKNOWN", rawState: "DIALER" }), null, "DIALER"],
    [agent({ id: "a", state: "NOT_READY", status: "\u202e\u0000" }), null, ""],
  ])("are described in words: %#", (someone, queueName, words) => {
    expect(wordsOf(someone, queueName)).toBe(words);
  });

  it("who are held back are counted by reason, the leading one first", () => {
    const floor = [
      agent({ id: "a", routability: held("onBreak") }),
      agent({ id: "b", routability: held("outsideShift") }),
      agent({ id: "c", routability: held("outsideShift") }),
      agent({ id: "d", state: "CALL", routability: held("onBreak") }),
      agent({ id: "e" }),
      agent({ id: "f", routability: { kind: "unknown", reason: "profileUnknown" } }),
      agent({ id: "g", state: "UNKNOWN", routability: { kind: "unknown", reason: "stateUnknown" } }),
    ];
    expect(heldBackReasons(floor)).toEqual({
      notRoutable: [
        { reason: "outsideShift", count: 2 },
        { reason: "onBreak", count: 1 },
      ],
      unsure: [{ reason: "profileUnknown", count: 1 }],
    });
  });
});

describe("queues", () => {
  const withLevel = (id: string, serviceLevelPct: number | null) =>
    queue({ id, last1h: { ...quietWindow, serviceLevelPct } });
  const waitingSince = (ms: number) => ({ waiting: 2, longestWaitSince: AT - ms });

  /** A desk that has just begun: one contact, in 55 minutes of which nothing was seen. */
  const hardlySeen = (serviceLevelPct: number | null, change: Partial<BoardQueue> = {}) =>
    queue({
      id: "q",
      serviceLevelPct,
      last1h: { ...quietWindow, offered: 1, serviceLevelPct: 0, blindMs: 55 * 60_000 },
      ...change,
    });

  it.each([
    [withLevel("q", 80), "fine", "fine"],
    [withLevel("q", 79.9), "belowGoal", "warning"],
    [withLevel("q", 69), "farBelowGoal", "critical"],
    [queue({ id: "q", ...waitingSince(21_000), routableAgents: 0 }), "nobodyRoutable", "critical"],
    [queue({ id: "q", ...waitingSince(1_000), routableAgents: 0 }), "nobodyRoutable", "critical"],
    [hardlySeen(85, { ...waitingSince(1_000), routableAgents: 0 }), "nobodyRoutable", "critical"],
    [hardlySeen(85, { waiting: 0, routableAgents: 0 }), "fine", "fine"],
    [queue({ id: "q", ...waitingSince(120_000) }), "longWait", "warning"],
    [queue({ id: "q", waitSeconds: 300 }), "veryLongWait", "critical"],
    [queue({ id: "q", statsAt: null, last1h: quietWindow }), "noFigures", "none"],
    [hardlySeen(null), "tooEarly", "none"],
    [hardlySeen(null, waitingSince(120_000)), "longWait", "warning"],
    [hardlySeen(85), "fine", "fine"],
    [hardlySeen(75), "belowGoal", "warning"],
    [hardlySeen(20), "farBelowGoal", "critical"],
    [queue({ id: "q", statsAt: AT - 30_001, waitSeconds: 900 }), "old", "old"],
  ])("are judged by their own goal and waits: %#", (given, word, level) => {
    expect(severityOf(given, AT, AT)).toMatchObject({ word, level });
  });

  it("name CXone as the judge only where the word is about the goal", () => {
    const isByCxone = (given: BoardQueue) => severityOf(given, AT, AT).isByCxone;
    expect([hardlySeen(85), hardlySeen(20)].map(isByCxone)).toEqual([true, true]);
    const others = [withLevel("q", 20), hardlySeen(null), hardlySeen(85, waitingSince(300_000))];
    expect(others.map(isByCxone)).toEqual([false, false, false]);
    expect(isByCxone(hardlySeen(85, { statsAt: AT - 90_000 }))).toBe(false);
  });

  it("whose figures are behind the event clock say by how much, though the feed is live", () => {
    expect(severityOf(queue({ id: "q", statsAt: AT - 48_000 }), AT, AT).behindMs).toBe(48_000);
    expect(severityOf(queue({ id: "q", statsAt: AT - 48_000 }), AT, AT - 20_000).behindMs).toBeNull();
  });

  it("with somebody waiting and nobody routable stand above those where nobody waits", () => {
    const met = hardlySeen(85, { id: "a", waitSeconds: 200 });
    const alone = hardlySeen(85, { id: "b", waiting: 1, routableAgents: 0, longestWaitSince: AT });
    expect(orderQueues([met, alone], AT, AT).map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("stand worst first, then by the longest wait, in an order that nothing arbitrary decides", () => {
    const queues = [
      withLevel("fine", 95),
      withLevel("below", 75),
      queue({ id: "wait-b", name: "B", waitSeconds: 10 }),
      queue({ id: "wait-a", name: "A", waitSeconds: 10 }),
      withLevel("far", 40),
      queue({ id: "old", statsAt: AT - 90_000 }),
    ];
    const ids = ["far", "below", "old", "wait-a", "wait-b", "fine"];
    expect(orderQueues(queues, AT, AT).map(({ id }) => id)).toEqual(ids);
    expect(orderQueues([...queues].reverse(), AT, AT).map(({ id }) => id)).toEqual(ids);
  });

  it("share a footnote only where they share threshold, goal and formula", () => {
    expect(sharedGoal([])).toBeNull();
    expect(sharedGoal([queue({ id: "a" }), queue({ id: "b" })])).toEqual({
      goalPct: 80,
      thresholdSeconds: 20,
      variant: "ignoreAbandons",
    });
    expect(sharedGoal([queue({ id: "a" }), queue({ id: "b", variant: "abandonsMet" })])).toBeNull();
  });
});
