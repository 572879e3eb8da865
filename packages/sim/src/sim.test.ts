import { beforeAll, describe, expect, it } from "vitest";
import { type CampaignReport, runCampaign } from "./campaign.ts";
import { FAULT_NAMES } from "./faults.ts";
import { failureLines } from "./print.ts";
import { runSeed } from "./run.ts";

/** Each fault has its turn within so many. */
const SEEDS = 90;
const LONG_MS = 600_000;

describe("90 seeds of both desks, relays, world, screens, receivers and faults in virtual time", () => {
  let report: CampaignReport;

  beforeAll(() => {
    report = runCampaign({ from: 0, seeds: SEEDS });
  }, LONG_MS);

  it("break no invariant: board and alerts = truth, order, blind time, notices, screens, labels, dials, bounds (1 to 12)", () => {
    expect(failureLines(report, null)).toEqual([]);
    expect(report.violationCount).toBe(0);
    expect(report.unlabelled).toBe(0);
  });

  it("let every fault strike", () => {
    expect(FAULT_NAMES.filter((fault) => !report.faults.has(fault))).toEqual([]);
  });

  it("look at enough to mean something", () => {
    expect(report.events).toBeGreaterThan(40_000);
    expect(report.boards).toBeGreaterThan(40_000);
    expect(report.restarts).toBeGreaterThan(20);
    expect(report.relayed).toBeGreaterThan(100);
    expect(report.windowsCompared).toBeGreaterThan(5_000);
    expect(report.convergence.max).toBeGreaterThan(0);
    expect(report.convergence.closestToBound).toBeLessThanOrEqual(1);
  });

  it("hold enough alerts and notices to mean something, and excuse few", () => {
    expect(report.agentFires).toBeGreaterThan(1_500);
    expect(report.queueFires).toBeGreaterThan(500);
    expect(report.feedFires).toBeGreaterThan(20);
    expect(report.noticesDelivered).toBeGreaterThan(5_000);
    expect(report.noticesRepeated).toBeGreaterThan(100);
    expect(report.alertRestarts).toBeGreaterThan(50);
    expect(report.deeds).toBeGreaterThan(500);
    const excused = [...report.excused.values()].reduce((sum, count) => sum + count, 0);
    expect(excused).toBeLessThan(report.agentFires * 0.15);
    expect(report.alertConvergence.closestToBound).toBeLessThanOrEqual(1);
  });
});

describe("one seed", () => {
  it.each([0, 7, 12])("%d gives the same run each time, and another run than its neighbour", (seed) => {
    const first = runSeed(seed);
    const second = runSeed(seed);
    expect(second).toEqual(first);
    expect(runSeed(seed + 1).digest).not.toBe(first.digest);
  });
});
