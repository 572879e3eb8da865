import type { AgentState } from "@callboard/core";
import type { FloorBatch } from "@callboard/core/alerting";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idleRule, Rig, WEBHOOK, waitRule } from "../test/rig.ts";
import { recordOf } from "../test/story.ts";

/** Delays that a queue may put on a message; an alert of the storm's rules lasts longer, so that none is told too late. */
const DELAY_MAX_MS = 8_000;
const KEEP_FIRING_SECONDS = 30;

/** A small generator of chance that a seed repeats. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function stormRig(): Rig {
  const more = { keepFiringSeconds: KEEP_FIRING_SECONDS };
  const rig = new Rig().sinks(WEBHOOK, { ...WEBHOOK, id: "other" });
  return rig.onlyRules(
    idleRule(20, { ...more, cooldownSeconds: 60 }),
    waitRule(100, { ...more, clear: { field: "waitSeconds", below: 60 } }),
  );
}

const STATES: readonly AgentState[] = ["READY", "NOT_READY", "NOT_READY", "CALL"];

/** What happens on the floor in one second; blind times are in it, and gaps of a silent feed. */
function happen({ floor }: Rig, chance: () => number): void {
  if (chance() < 0.3) {
    const id = `a${Math.floor(chance() * 20)}`;
    floor.move(id, STATES[Math.floor(chance() * STATES.length)] ?? "READY", chance() < 0.3 ? "q1" : null);
  }
  if (chance() < 0.2) floor.read(`q${Math.floor(chance() * 4)}`, Math.floor(chance() * 160));
  if (floor.feed === "live" ? chance() < 0.005 : chance() < 0.1) {
    floor.feed = floor.feed === "live" ? "down" : "live";
  }
}

/** The same story told to two alert desks: once as it happened, once through a queue at its worst. */
function tellBoth(
  seed: number,
  seconds: number,
  copiesMax: number,
): { clean: Rig; stormy: Rig; messages: number } {
  const [clean, stormy] = [stormRig(), stormRig()];
  const chance = chanceOf(seed);
  for (let agent = 0; agent < 20; agent += 1)
    for (const { floor } of [clean, stormy]) floor.hire(`a${agent}`, `t${agent % 3}`);
  // Delays are drawn apart, so that they do not change the story.
  const delay = chanceOf(seed + 1);
  let messages = 0;
  const arrive = (batch: FloorBatch): void => {
    messages += 1;
    stormy.desk.take([structuredClone(batch)], ([verdict]) => {
      if (verdict === "again") stormy.time.later(2_000, () => arrive(batch));
    });
  };
  for (let second = 0; second < seconds; second += 1) {
    happen(clean, chance);
    const batch = clean.floor.close();
    clean.give(batch);
    stormy.floor.follow(clean.floor);
    const copies = 1 + Math.floor(delay() * (2 * copiesMax - 1));
    for (let copy = 0; copy < copies; copy += 1) {
      stormy.time.later(Math.floor(delay() * DELAY_MAX_MS), () => arrive(batch));
    }
    for (const rig of [clean, stormy]) rig.time.advance(1_000);
  }
  for (const rig of [clean, stormy]) rig.time.advance(DELAY_MAX_MS + 5_000);
  return { clean, stormy, messages };
}

describe("a queue at its worst", () => {
  it("[D2] 10,000 duplicated and reordered batches give the same alerts, passages and notices as the clean ones", () => {
    const { clean, stormy, messages } = tellBoth(20_261_122, 2_000, 5);
    expect(messages).toBeGreaterThan(9_500);
    const wanted = recordOf(clean);
    expect(wanted.alerts.length).toBeGreaterThan(50);
    expect(wanted.notices.length).toBeGreaterThan(50);
    expect(recordOf(stormy)).toEqual(wanted);
    expect(stormy.receivers.requests).toHaveLength(clean.receivers.requests.length);
  }, 60_000);

  it("[D2] and so do any others", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, copies) => {
        const { clean, stormy } = tellBoth(seed, 120, copies);
        expect(recordOf(stormy)).toEqual(recordOf(clean));
        for (const rig of [clean, stormy]) rig.sql.close();
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
