import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  hear,
  MINUTE,
  QUEUE,
  queueIn,
  report,
  SECOND,
  stats,
  T0,
  told,
  truth,
} from "../../test/floor-kit.ts";
import type { Floor } from "../floor.ts";
import type { AgentReport } from "../inputs.ts";
import { step } from "../step.ts";
import type { AgentState } from "../vocabulary.ts";
import { figures } from "../windows/figures.ts";

const CALL_1 = { contactId: "call_1", queueId: QUEUE } as const;
const CALL_2 = { contactId: "call_2", queueId: QUEUE } as const;
const NONE = {};

/** A state that begins `seconds` after T0. */
const at = (seconds: number, state: AgentState, changes: Partial<AgentReport> = NONE) =>
  told(state, { ...changes, lastUpdated: T0 + seconds * SECOND });
const row = (seconds: number, state: AgentState, changes: Partial<AgentReport> = NONE) =>
  report(state, { ...changes, lastUpdated: T0 + seconds * SECOND });

function floorWithQueue(): Floor {
  const floor = floorOf();
  step(floor, stats(), T0);
  return floor;
}

function wrapUps(floor: Floor) {
  const { wraps, wrapMs } = figures(
    queueIn(floor).windows,
    { kind: "last1h" },
    T0 + 10 * MINUTE,
    floor.site.zone,
  );
  return { wraps, wrapMs };
}

describe("READY → AFTER_CALL_WORK in under two seconds (guide, edge case 2)", () => {
  const jump = [at(0, "READY"), at(1.8, "AFTER_CALL_WORK", CALL_1)];

  it("[A6] is recorded as a gap and said", () => {
    const floor = floorOf();
    const outcomes = hear(floor, ...jump);
    const gap = { from: "READY", to: "AFTER_CALL_WORK", at: T0 + 1_800 };
    expect(outcomes[1]).toMatchObject({ verdict: "applied", reason: "stateAfterGap", facts: [{ gap }] });
    expect(agentIn(floor).gap).toEqual(gap);
  });

  it("[A11] leaves the call's length unknown rather than wrong", () => {
    const floor = floorOf();
    hear(floor, ...jump);
    expect(agentIn(floor).lastCall).toEqual({ ...CALL_1, endedAt: T0 + 1_800, talkMs: null });
  });

  it("[A7] runs the wrap-up's time from the event's own times and does not trust it", () => {
    const floor = floorOf();
    hear(floor, at(0, "READY"), at(10, "AFTER_CALL_WORK", { ...CALL_1, durationMs: 4 * SECOND }));
    const since = T0 + 6 * SECOND;
    expect(agentIn(floor)).toMatchObject({ since, wrapUpSince: since, wrapUpTrusted: false });
  });

  it("[A7] is trusted once reconciliation tells the same, and the board hears of it", () => {
    const floor = floorOf();
    hear(floor, ...jump);
    const outcome = step(floor, truth([row(1.8, "AFTER_CALL_WORK", CALL_1)]), T0 + MINUTE);
    expect(outcome).toMatchObject({ agents: [AGENT], reconciled: { confirmed: 1, repaired: 0 } });
    expect(agentIn(floor).wrapUpTrusted).toBe(true);
  });

  it("[A7] is trusted once reconciliation tells it with a newer last_updated", () => {
    const floor = floorOf();
    hear(floor, ...jump);
    const fresh = row(30, "AFTER_CALL_WORK", { ...CALL_1, durationMs: 28_200 });
    step(floor, truth([fresh]), T0 + MINUTE);
    expect(agentIn(floor)).toMatchObject({ wrapUpTrusted: true, since: T0 + 1_800 });
  });

  it("[A7] is not confirmed by an answer that is older than the jump", () => {
    const floor = floorOf();
    hear(floor, ...jump);
    const outcome = step(floor, truth([row(0, "READY")]), T0 + MINUTE);
    expect(outcome).toMatchObject({ agents: [], reconciled: { olderThanStream: 1 } });
    expect(agentIn(floor).wrapUpTrusted).toBe(false);
  });

  it("[A7] stays in doubt through WRAP_UP, which is the same wrap-up", () => {
    const floor = floorOf();
    hear(floor, ...jump, at(20, "WRAP_UP", CALL_1));
    expect(agentIn(floor)).toMatchObject({ wrapUpTrusted: false, wrapUpSince: T0 + 1_800 });
  });

  it("[A7] is trusted where reconciliation itself brings the next part of it", () => {
    const floor = floorOf();
    hear(floor, ...jump);
    step(floor, truth([row(20, "WRAP_UP", CALL_1)]), T0 + MINUTE);
    expect(agentIn(floor)).toMatchObject({ state: "WRAP_UP", wrapUpTrusted: true });
  });

  it("[A7] ends in doubt and leaves none behind", () => {
    const floor = floorOf();
    hear(floor, ...jump, at(30, "READY"));
    expect(agentIn(floor)).toMatchObject({ wrapUpTrusted: true, wrapUpSince: null, gap: null });
  });
});

describe("the length of a call", () => {
  const lastCallAfter = (...events: readonly ReturnType<typeof told>[]) => {
    const floor = floorOf();
    hear(floor, ...events);
    return agentIn(floor).lastCall;
  };

  it("[A11] is known where its wrap-up follows", () => {
    expect(lastCallAfter(at(0, "CALL", CALL_1), at(90, "AFTER_CALL_WORK", CALL_1))).toEqual({
      ...CALL_1,
      endedAt: T0 + 90 * SECOND,
      talkMs: 90 * SECOND,
    });
  });

  it.each(["READY", "NOT_READY", "SIGNED_OUT", "UNKNOWN"] as const)(
    "[A11] is unknown where %s follows: a wrap-up may have been missed",
    (state) => {
      expect(lastCallAfter(at(0, "CALL", CALL_1), at(90, state))).toEqual({
        ...CALL_1,
        endedAt: T0 + 90 * SECOND,
        talkMs: null,
      });
    },
  );

  it("[A11] is unknown where the next call follows at once", () => {
    expect(lastCallAfter(at(0, "CALL", CALL_1), at(90, "CALL", CALL_2))).toMatchObject({
      ...CALL_1,
      talkMs: null,
    });
  });

  it("[A11] is unknown where the wrap-up is of another call: that one was hidden", () => {
    const floor = floorOf();
    const [, outcome] = hear(floor, at(0, "CALL", CALL_1), at(90, "AFTER_CALL_WORK", CALL_2));
    expect(outcome?.reason).toBe("stateAfterGap");
    expect(agentIn(floor)).toMatchObject({
      lastCall: { ...CALL_2, talkMs: null },
      wrapUpTrusted: false,
      callContext: null,
    });
  });

  it("[A11] holds over a code with a time of its own, such as a hold, and the call is not over", () => {
    const floor = floorWithQueue();
    hear(floor, at(0, "CALL", { ...CALL_1, statusCode: "ON_CALL" }));
    const context = agentIn(floor).callContext;
    expect(context).not.toBeNull();
    step(floor, stats({ at: T0 + 50 * SECOND, waitSeconds: 7 }), T0 + 50 * SECOND);
    hear(floor, at(60, "CALL", { ...CALL_1, statusCode: "ON_HOLD" }));
    expect(agentIn(floor)).toMatchObject({
      statusCode: "ON_HOLD",
      since: T0 + 60 * SECOND,
      lastCall: null,
      callContext: context,
    });
    hear(floor, at(90, "AFTER_CALL_WORK", CALL_1));
    expect(agentIn(floor).lastCall?.talkMs).toBe(90 * SECOND);
  });

  it("[A11] follows the beginning that the upstream corrected", () => {
    const corrected = at(30, "CALL", { ...CALL_1, durationMs: 40 * SECOND });
    const call = lastCallAfter(at(0, "CALL", CALL_1), corrected, at(90, "AFTER_CALL_WORK", CALL_1));
    expect(call?.talkMs).toBe(100 * SECOND);
  });

  it("[A11] is unknown where something lay hidden within it", () => {
    const again = at(60, "CALL", CALL_1);
    const call = lastCallAfter(at(0, "CALL", CALL_1), again, at(90, "AFTER_CALL_WORK", CALL_1));
    expect(call?.talkMs).toBeNull();
  });

  it("[A11] once known is not forgotten when the agent comes back from being unknown", () => {
    const floor = floorOf();
    hear(floor, at(0, "CALL", CALL_1), at(90, "AFTER_CALL_WORK", CALL_1));
    const others = truth([report("READY", { agentId: "other" })], [AGENT, "other"]);
    step(floor, others, T0 + 2 * MINUTE);
    step(floor, others, T0 + 3 * MINUTE);
    expect(agentIn(floor).state).toBe("UNKNOWN");
    step(floor, truth([row(90, "AFTER_CALL_WORK", CALL_1)]), T0 + 4 * MINUTE);
    expect(agentIn(floor)).toMatchObject({ state: "AFTER_CALL_WORK", lastCall: { talkMs: 90 * SECOND } });
  });
});

describe("the length of a wrap-up", () => {
  const wrapUpsAfter = (...events: readonly ReturnType<typeof told>[]) => {
    const floor = floorWithQueue();
    hear(floor, ...events);
    return wrapUps(floor);
  };
  const known = [at(0, "CALL", CALL_1), at(60, "AFTER_CALL_WORK", CALL_1)];

  it.each(["READY", "NOT_READY"] as const)("[A12] is counted for its queue when %s ends it", (state) => {
    expect(wrapUpsAfter(...known, at(80, state))).toEqual({ wraps: 1, wrapMs: 20 * SECOND });
  });

  it("[A12] names the queue whose figures it moved, from the stream and from reconciliation alike", () => {
    const heard = floorWithQueue();
    expect(hear(heard, ...known, at(80, "READY"))[2]?.queues).toEqual([QUEUE]);
    const repaired = floorWithQueue();
    hear(repaired, ...known);
    expect(step(repaired, truth([row(80, "READY")]), T0 + 2 * MINUTE).queues).toEqual([QUEUE]);
  });

  it("[A12] covers AFTER_CALL_WORK and WRAP_UP as one", () => {
    const after = wrapUpsAfter(...known, at(70, "WRAP_UP", CALL_1), at(80, "READY"));
    expect(after).toEqual({ wraps: 1, wrapMs: 20 * SECOND });
  });

  it("[A12] runs on over a changed code", () => {
    const after = wrapUpsAfter(
      ...known,
      at(70, "AFTER_CALL_WORK", { ...CALL_1, statusCode: "FORMS" }),
      at(80, "READY"),
    );
    expect(after).toEqual({ wraps: 1, wrapMs: 20 * SECOND });
  });

  it("[A12] follows the beginning that the upstream corrected", () => {
    const corrected = at(70, "AFTER_CALL_WORK", { ...CALL_1, durationMs: 15 * SECOND });
    expect(wrapUpsAfter(...known, corrected, at(80, "READY"))).toEqual({ wraps: 1, wrapMs: 25 * SECOND });
  });

  it.each(["CALL", "SIGNED_OUT", "UNKNOWN"] as const)("[A12] is not counted when %s ends it", (state) => {
    expect(wrapUpsAfter(...known, at(80, state)).wraps).toBe(0);
  });

  it("[A12] is not counted when it began in a gap", () => {
    expect(wrapUpsAfter(at(0, "READY"), at(60, "WRAP_UP", CALL_1), at(80, "READY")).wraps).toBe(0);
  });

  it("[A12] is not counted when it began in a gap and went on as WRAP_UP", () => {
    const after = wrapUpsAfter(
      at(0, "READY"),
      at(60, "AFTER_CALL_WORK", CALL_1),
      at(70, "WRAP_UP", CALL_1),
      at(80, "READY"),
    );
    expect(after.wraps).toBe(0);
  });

  it("[A12] is counted where reconciliation tells its end, as the windows are recounted with a repair", () => {
    const floor = floorWithQueue();
    hear(floor, ...known);
    step(floor, truth([row(80, "READY")]), T0 + 2 * MINUTE);
    expect(wrapUps(floor)).toEqual({ wraps: 1, wrapMs: 20 * SECOND });
  });

  it("[A12] belongs to the call's queue where the wrap-up names none", () => {
    const after = wrapUpsAfter(at(0, "CALL", CALL_1), at(60, "AFTER_CALL_WORK"), at(80, "READY"));
    expect(after).toEqual({ wraps: 1, wrapMs: 20 * SECOND });
  });
});
