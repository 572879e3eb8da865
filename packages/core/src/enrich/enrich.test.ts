import { describe, expect, it } from "vitest";
import {
  agentIn,
  floorOf,
  hear,
  MINUTE,
  QUEUE,
  report,
  SECOND,
  stats,
  T0,
  told,
  truth,
} from "../../test/floor-kit.ts";
import { restoreHour } from "../baseline/baseline.ts";
import { step } from "../step.ts";
import { hourOfWeek } from "../zone/zone-clock.ts";
import { deviation } from "./enrich.ts";

const CALL = { queueId: QUEUE, contactId: "call_1" } as const;

describe("entering CALL (guide, section 3)", () => {
  it("[E2] freezes the queue's service level and wait, with the instant they are from", () => {
    const floor = floorOf();
    step(floor, stats({ at: T0 - 2 * SECOND }), T0);
    const [outcome] = hear(floor, told("CALL", CALL));
    const context = {
      queueId: QUEUE,
      frozenAt: T0,
      statsAt: T0 - 2 * SECOND,
      waitSeconds: 120,
      serviceLevelPct: 78.5,
      baseline: null,
      waitDeviationSeconds: null,
      serviceLevelDeviationPct: null,
    };
    expect(agentIn(floor).callContext).toEqual(context);
    expect(outcome?.facts).toMatchObject([{ context }]);
  });

  it("[E2] stays frozen while the queue moves on, and through the wrap-up; READY ends it", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    hear(floor, told("CALL", CALL));
    const context = agentIn(floor).callContext;
    step(floor, stats({ at: T0 + SECOND, waitSeconds: 5 }), T0 + SECOND);
    hear(floor, told("CALL", { ...CALL, lastUpdated: T0 + 2 * SECOND, durationMs: 2 * SECOND }));
    expect(agentIn(floor).callContext).toEqual(context);
    hear(floor, told("AFTER_CALL_WORK", { ...CALL, lastUpdated: T0 + MINUTE }));
    expect(agentIn(floor).callContext).toEqual(context);
    hear(floor, told("READY", { lastUpdated: T0 + 2 * MINUTE }));
    expect(agentIn(floor).callContext).toBeNull();
  });

  it("[E3] brings the usual of that hour and how far wait and service level are from it", () => {
    const floor = floorOf({ zone: "Europe/Berlin" });
    const figures = { weeks: 4, waitSeconds: 90, serviceLevelPct: 82, volume: 130 };
    restoreHour(floor.baselines, { queueId: QUEUE, hour: hourOfWeek("Europe/Berlin", T0), figures });
    step(floor, stats(), T0);
    hear(floor, told("CALL", CALL));
    expect(agentIn(floor).callContext).toMatchObject({
      baseline: figures,
      waitDeviationSeconds: 30,
      serviceLevelDeviationPct: -3.5,
    });
  });

  it("[E2] a spike that came after the call began is not the call's (guide, section 3, the trap)", () => {
    const floor = floorOf();
    step(floor, stats({ at: T0 - SECOND, waitSeconds: 10 }), T0);
    step(floor, stats({ at: T0 + 3 * SECOND, waitSeconds: 400 }), T0 + 3 * SECOND);
    step(floor, told("CALL", CALL), T0 + 4 * SECOND);
    expect(agentIn(floor).callContext).toMatchObject({ statsAt: T0 - SECOND, waitSeconds: 10 });
  });

  it("[E2] figures that are all from later are absent rather than wrong", () => {
    const floor = floorOf();
    step(floor, stats({ at: T0 + SECOND }), T0 + SECOND);
    step(floor, told("CALL", CALL), T0 + 2 * SECOND);
    expect(agentIn(floor).callContext).toMatchObject({
      queueId: QUEUE,
      statsAt: null,
      waitSeconds: null,
      serviceLevelPct: null,
      waitDeviationSeconds: null,
      serviceLevelDeviationPct: null,
    });
  });

  it("[E2] a call that reconciliation brings has the figures of its own beginning, not of the repair", () => {
    const floor = floorOf();
    step(floor, stats({ at: T0 - SECOND, waitSeconds: 10 }), T0);
    step(floor, stats({ at: T0 + 40 * SECOND, waitSeconds: 400 }), T0 + 40 * SECOND);
    const row = report("CALL", { ...CALL, lastUpdated: T0, at: T0 + MINUTE, durationMs: MINUTE });
    step(floor, truth([row]), T0 + MINUTE);
    expect(agentIn(floor).callContext).toMatchObject({ frozenAt: T0, statsAt: T0 - SECOND, waitSeconds: 10 });
  });

  it("[E2] a call without a queue has no context; one of a queue not heard of has no figures", () => {
    const floor = floorOf();
    hear(floor, told("CALL"));
    expect(agentIn(floor).callContext).toBeNull();
    hear(floor, told("CALL", { agentId: "other", ...CALL }));
    expect(agentIn(floor, "other").callContext).toMatchObject({ queueId: QUEUE, statsAt: null });
  });
});

describe("a deviation", () => {
  it.each([
    [120, 90, 30],
    [0, 90, -90],
    [null, 90, null],
    [120, null, null],
  ])("[E3] of %s from %s is %s", (value, usual, expected) => {
    expect(deviation(value, usual)).toBe(expected);
  });
});
