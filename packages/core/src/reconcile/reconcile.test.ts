import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  hear,
  MINUTE,
  pictureOf,
  profiled,
  QUEUE,
  queueIn,
  report,
  roster,
  SECOND,
  stats,
  T0,
  told,
  truth,
} from "../../test/floor-kit.ts";
import { BOUNDS } from "../bounds.ts";
import type { Floor } from "../floor.ts";
import { step } from "../step.ts";
import { idsToReconcile } from "./reconcile.ts";

const CALL_1 = { contactId: "call_1", queueId: QUEUE } as const;
const other = report("READY", { agentId: "other" });
/** A round that asks for both and hears of the other alone. */
const withoutAgent = truth([other], [AGENT, "other"]);

function floorWith(state: Parameters<typeof told>[0], changes: Parameters<typeof told>[1] = {}): Floor {
  const floor = floorOf();
  hear(floor, told(state, changes), told("READY", { agentId: "other" }));
  return floor;
}

function missedRounds(floor: Floor, rounds: number, now = T0 + MINUTE): void {
  for (let round = 0; round < rounds; round += 1) step(floor, withoutAgent, now + round * MINUTE);
}

describe("what an answer does", () => {
  it.each([
    ["newer", SECOND, "NOT_READY", "repaired"],
    ["of the same last_updated", 0, "NOT_READY", "repaired"],
    ["older", -SECOND, "READY", "olderThanStream"],
    ["from the future", BOUNDS.futureToleranceMs + MINUTE + SECOND, "READY", "refused"],
  ] as const)("[C2] one that is %s", (_, byMs, expected, counted) => {
    const floor = floorWith("READY");
    const row = report("NOT_READY", { lastUpdated: T0 + byMs });
    const outcome = step(floor, truth([row]), T0 + MINUTE);
    expect(outcome).toMatchObject({ verdict: "applied", reason: "reconciled" });
    expect(outcome.reconciled).toEqual({
      asked: 1,
      answered: 1,
      repaired: 0,
      confirmed: 0,
      olderThanStream: 0,
      refused: 0,
      missing: 0,
      becameUnknown: 0,
      signedOut: 0,
      [counted]: 1,
    });
    expect(agentIn(floor).state).toBe(expected);
    expect(outcome.agents).toEqual(counted === "repaired" ? [AGENT] : []);
  });

  it("[C1] one that tells the same is confirmed, and nothing is drawn anew", () => {
    const floor = floorWith("CALL", CALL_1);
    const before = pictureOf(floor);
    const outcome = step(floor, truth([report("CALL", CALL_1)]), T0 + MINUTE);
    expect(outcome).toMatchObject({ agents: [], facts: [], reconciled: { confirmed: 1, repaired: 0 } });
    expect(pictureOf(floor)).toEqual({ ...(before as object), agents: expect.anything() });
    expect(agentIn(floor)).toMatchObject({ state: "CALL", since: T0, ...CALL_1 });
  });

  it("[C2] in a tie the truth's own times and queue hold, and nothing was hidden", () => {
    const floor = floorWith("CALL", { ...CALL_1, direction: "INBOUND" });
    const row = report("CALL", { ...CALL_1, queueId: "moved", at: T0 + 9 * SECOND, lastUpdated: T0 });
    const outcome = step(floor, truth([row]), T0 + MINUTE);
    expect(outcome.agents).toEqual([AGENT]);
    expect(agentIn(floor)).toMatchObject({
      queueId: "moved",
      since: T0 + 9 * SECOND,
      direction: "INBOUND",
      gap: null,
    });
  });

  it("[C2] the truth's beginning is taken to the millisecond, where the stream's may wander", () => {
    const floor = floorWith("READY");
    step(floor, truth([report("READY", { lastUpdated: T0 + 900 })]), T0 + MINUTE);
    expect(agentIn(floor).since).toBe(T0 + 900);
  });

  it("[C1] facts of a repair say so, and carry the verdict that follows from it", () => {
    const floor = floorWith("CALL", CALL_1);
    step(floor, stats(), T0);
    step(floor, profiled(AGENT), T0);
    const { facts } = step(floor, truth([report("READY", { lastUpdated: T0 + SECOND })]), T0 + MINUTE);
    expect(facts).toMatchObject([
      { from: "CALL", to: "READY", repaired: true, routability: { kind: "routable", queueIds: [QUEUE] } },
    ]);
    expect(queueIn(floor).routableAgents).toBe(1);
  });

  it("[C6] never moves the event clock nor a queue's figures", () => {
    const floor = floorWith("READY");
    step(floor, stats(), T0);
    const { stats: before } = queueIn(floor);
    const row = report("CALL", { ...CALL_1, lastUpdated: T0 + 50 * SECOND });
    step(floor, truth([row]), T0 + MINUTE);
    expect(floor.clock).toBe(T0);
    expect(queueIn(floor).stats).toBe(before);
  });

  it("an agent nobody has seen is filled in from the truth", () => {
    const floor = floorOf();
    step(floor, roster(AGENT), T0);
    step(floor, truth([report("NOT_READY", { statusCode: "LUNCH" })]), T0 + MINUTE);
    expect(agentIn(floor)).toMatchObject({
      state: "NOT_READY",
      statusCode: "LUNCH",
      gap: null,
      source: "rest",
    });
  });

  it("[C2] an answer told twice repairs once", () => {
    const floor = floorWith("READY");
    const row = report("NOT_READY", { lastUpdated: T0 + SECOND });
    expect(step(floor, truth([row, row]), T0 + MINUTE).reconciled).toMatchObject({
      repaired: 1,
      confirmed: 1,
    });
  });
});

describe("an empty answer", () => {
  it("[C5] to a question about known agents is the guide's silent array: nothing changes, ever", () => {
    const floor = floorWith("READY");
    const before = pictureOf(floor);
    for (let round = 0; round < 5; round += 1) {
      const outcome = step(floor, truth([], idsToReconcile(floor)), T0 + MINUTE);
      expect(outcome).toMatchObject({ verdict: "unchanged", reason: "emptyAnswer", reconciled: null });
    }
    expect(pictureOf(floor)).toEqual(before);
  });
});

describe("a round that asked nobody", () => {
  it("[C5] has no answer to be empty", () => {
    expect(step(floorOf(), truth([]), T0)).toMatchObject({ verdict: "applied", reconciled: { asked: 0 } });
  });
});

describe("agents missing from an answer", () => {
  it("[C4] one round changes nothing but the count", () => {
    const floor = floorWith("READY");
    const outcome = step(floor, withoutAgent, T0 + MINUTE);
    expect(outcome).toMatchObject({ agents: [], facts: [], reconciled: { missing: 1, becameUnknown: 0 } });
    expect(agentIn(floor)).toMatchObject({ state: "READY", missedRounds: 1 });
  });

  it("[C4] two rounds make the agent unknown, with nothing left of the call", () => {
    const floor = floorWith("CALL", { ...CALL_1, direction: "INBOUND" });
    missedRounds(floor, 1);
    const outcome = step(floor, withoutAgent, T0 + 2 * MINUTE);
    expect(outcome.reconciled).toMatchObject({ missing: 1, becameUnknown: 1, signedOut: 0 });
    expect(outcome.facts).toMatchObject([
      { from: "CALL", to: "UNKNOWN", repaired: true, routability: { reason: "missingUpstream" } },
    ]);
    expect(agentIn(floor)).toMatchObject({
      state: "UNKNOWN",
      rawState: null,
      lastUpdated: T0,
      queueId: null,
      contactId: null,
      direction: null,
      callContext: null,
      callSince: null,
      wrapUpSince: null,
      routability: { kind: "unknown", reason: "missingUpstream" },
    });
  });

  it("[C4] the third signs the agent out; further ones change nothing", () => {
    const floor = floorWith("READY");
    missedRounds(floor, 2);
    const outcome = step(floor, withoutAgent, T0 + 3 * MINUTE);
    expect(outcome.reconciled).toMatchObject({ signedOut: 1, becameUnknown: 0 });
    expect(agentIn(floor)).toMatchObject({ state: "SIGNED_OUT", gap: { from: "UNKNOWN", to: "SIGNED_OUT" } });
    const { since } = agentIn(floor);
    expect(step(floor, withoutAgent, T0 + 4 * MINUTE)).toMatchObject({ agents: [], facts: [] });
    expect(agentIn(floor).since).toBe(since);
  });

  it("[C4] one who was signed out anyway stays so", () => {
    const floor = floorWith("SIGNED_OUT");
    missedRounds(floor, 5);
    expect(agentIn(floor)).toMatchObject({ state: "SIGNED_OUT", since: T0, gap: null });
  });

  it("[C4] one who was never seen is signed out by the third round", () => {
    const floor = floorWith("READY");
    step(floor, roster(AGENT, "other", "new"), T0);
    const round = truth([other], ["new", "other"]);
    for (const now of [1, 2]) step(floor, round, T0 + now * MINUTE);
    expect(agentIn(floor, "new").routability).toEqual({ kind: "unknown", reason: "neverSeen" });
    step(floor, round, T0 + 3 * MINUTE);
    expect(agentIn(floor, "new").state).toBe("SIGNED_OUT");
  });

  it("[C3] who was not asked for is not missing", () => {
    const floor = floorWith("READY");
    for (const now of [1, 2, 3, 4]) step(floor, truth([other], ["other"]), T0 + now * MINUTE);
    expect(agentIn(floor)).toMatchObject({ state: "READY", missedRounds: 0 });
  });

  it("[C3] who is answered for, be it with an older or a refused row, is not missing", () => {
    const floor = floorWith("READY");
    const rows = [
      report("READY", { lastUpdated: T0 - MINUTE }),
      report("READY", { lastUpdated: T0 + 9 * MINUTE }),
    ];
    for (const row of rows) {
      missedRounds(floor, 1);
      step(floor, truth([row, other], [AGENT, "other"]), T0 + MINUTE);
      expect(agentIn(floor)).toMatchObject({ state: "READY", missedRounds: 0 });
    }
  });

  it("[C4] the stream's word in between begins the count anew; a duplicate is no word", () => {
    const floor = floorWith("READY");
    missedRounds(floor, 1);
    step(floor, told("READY"), T0 + MINUTE);
    expect(agentIn(floor).missedRounds).toBe(1);
    hear(floor, told("NOT_READY", { lastUpdated: T0 + MINUTE }));
    expect(agentIn(floor).missedRounds).toBe(0);
    missedRounds(floor, 1);
    expect(agentIn(floor).state).toBe("NOT_READY");
  });

  it.each([
    ["with the very last_updated it had", 0],
    ["with a newer one", 30 * SECOND],
  ])("[C4] an answer %s brings the agent back", (_, byMs) => {
    for (const rounds of [2, 3]) {
      const floor = floorWith("READY", { statusCode: "BACK_OFFICE" });
      missedRounds(floor, rounds);
      const row = report("READY", { statusCode: "BACK_OFFICE", lastUpdated: T0 + byMs });
      const outcome = step(floor, truth([row, other], [AGENT, "other"]), T0 + 5 * MINUTE);
      expect(outcome.reconciled).toMatchObject({ repaired: 1, missing: 0 });
      expect(agentIn(floor)).toMatchObject({
        state: "READY",
        statusCode: "BACK_OFFICE",
        since: T0 + byMs,
        missedRounds: 0,
      });
    }
  });

  it("[C4] the stream brings the agent back by a newer word only", () => {
    const floor = floorWith("READY");
    missedRounds(floor, 2);
    expect(step(floor, told("READY"), T0 + 4 * MINUTE).reason).toBe("duplicate");
    expect(agentIn(floor).state).toBe("UNKNOWN");
    hear(floor, told("READY", { lastUpdated: T0 + 4 * MINUTE }));
    expect(agentIn(floor).state).toBe("READY");
  });

  it("[S3] is dated by the event clock, not by ours", () => {
    const floor = floorWith("READY");
    step(floor, stats({ at: T0 + 20 * SECOND }), T0 + 20 * SECOND);
    missedRounds(floor, 2, T0 + 9 * MINUTE);
    const { facts } = step(floor, withoutAgent, T0 + 11 * MINUTE);
    expect(agentIn(floor).since).toBe(T0 + 20 * SECOND);
    expect(facts).toMatchObject([{ at: T0 + 20 * SECOND, gap: { at: T0 + 20 * SECOND } }]);
  });

  it("[C4] is never dated before the state it ends", () => {
    const floor = floorWith("READY");
    step(floor, truth([report("READY", { lastUpdated: T0 + 40 * SECOND }), other]), T0 + MINUTE);
    missedRounds(floor, 2, T0 + 2 * MINUTE);
    expect(agentIn(floor)).toMatchObject({ state: "UNKNOWN", since: T0 + 40 * SECOND });
  });

  it("[C4] on a floor that has heard nothing of the stream is dated by the only clock there is", () => {
    const floor = floorOf();
    step(floor, roster("new", "other"), T0);
    for (const now of [1, 2, 3]) step(floor, truth([other], ["new", "other"]), T0 + now * MINUTE);
    expect(agentIn(floor, "new")).toMatchObject({ state: "SIGNED_OUT", since: T0 + 3 * MINUTE });
  });

  it("an id that left the floor since the question is passed over", () => {
    const floor = floorWith("READY");
    const outcome = step(floor, truth([other], ["gone", "other"]), T0 + MINUTE);
    expect(outcome.reconciled).toMatchObject({ asked: 2, missing: 0 });
  });
});

describe("what a round asks for", () => {
  it("[C1] everybody on the floor", () => {
    const floor = floorWith("READY");
    step(floor, roster("third"), T0);
    expect(idsToReconcile(floor)).toEqual([AGENT, "other", "third"]);
  });
});
