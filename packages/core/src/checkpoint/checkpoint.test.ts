import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  hear,
  interaction,
  MINUTE,
  pictureOf,
  profiled,
  QUEUE,
  queueIn,
  roster,
  SECOND,
  shift,
  site,
  stats,
  T0,
  told,
} from "../../test/floor-kit.ts";
import { BOUNDS } from "../bounds.ts";
import type { Floor } from "../floor.ts";
import { step } from "../step.ts";
import { packFloor, unpackFloor } from "./checkpoint.ts";

const throughJson = (floor: Floor): unknown => JSON.parse(JSON.stringify(packFloor(floor)));

/** A floor with something of everything that a checkpoint holds. */
function busyFloor(): Floor {
  const floor = floorOf();
  step(floor, roster(AGENT, "b"), T0);
  step(floor, stats({ queueName: "Sales" }), T0);
  step(floor, stats({ at: T0 + SECOND }), T0 + SECOND);
  step(floor, profiled("b", { shift: { kind: "template", template: shift() } }), T0);
  const call = { queueId: QUEUE, contactId: "call_1", direction: "INBOUND" } as const;
  hear(
    floor,
    told("CALL", call),
    told("AFTER_CALL_WORK", { ...call, at: T0 + 2 * SECOND }),
    told("READY", { agentId: "b", statusCode: "X7" }),
    told("UNKNOWN", { agentId: "c", rawState: "TRAINING" }),
  );
  step(floor, interaction(), T0);
  step(floor, { kind: "feed", seeing: false, at: T0 + MINUTE }, T0 + MINUTE);
  return floor;
}

describe("a floor that goes through a checkpoint", () => {
  it("[S7] is the same floor once its site is known", () => {
    const floor = busyFloor();
    const back = unpackFloor(throughJson(floor), floor.site);
    if (back === null) throw new Error("not read");
    // Learned hours are kept on their own.
    floor.baselines.queues.clear();
    step(back, { kind: "site", site: site() }, T0 + MINUTE);
    expect(pictureOf(back)).toEqual(pictureOf(floor));
    expect(queueIn(back).routableAgents).toBe(1);
  });

  it("[S7] judges everybody by the hour it comes back at", () => {
    const floor = busyFloor();
    const back = unpackFloor(throughJson(floor), floor.site);
    if (back === null) throw new Error("not read");
    step(back, { kind: "site", site: site() }, T0 + 12 * 60 * MINUTE);
    expect(agentIn(back, "b").routability).toMatchObject({ reason: "outsideShift" });
    expect(queueIn(back).routableAgents).toBe(0);
  });

  it("[S7] of the version before is read as well, with what it did not know left open", () => {
    const floor = busyFloor();
    const packed = throughJson(floor) as { v: number; queues: Record<string, unknown>[] };
    const queues = packed.queues.map(({ media: _media, mediaAt: _mediaAt, ...row }) => row);
    const back = unpackFloor({ ...packed, v: packed.v - 1, queues }, floor.site);
    if (back === null) throw new Error("not read");
    expect(queueIn(floor).media).toBe("voice");
    expect(queueIn(back)).toMatchObject({ media: null, mediaAt: null, name: "Sales" });
    expect(unpackFloor({ ...packed, v: packed.v - 2 }, floor.site)).toBeNull();
  });
});

/** The packed floor with one value replaced. */
function spoiled(path: readonly (string | number)[], value: unknown): unknown {
  const packed = throughJson(busyFloor());
  let place = packed as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last === undefined || !(last in place)) throw new Error(`nothing at ${path.join(".")}`);
  place[last] = value;
  return packed;
}

describe("a value that is no checkpoint of ours", () => {
  it.each([
    ["nothing", null],
    ["a text", "floor"],
    ["a list", []],
    ["an empty object", {}],
    ["another version", spoiled(["v"], 0)],
    ["a clock that is none", spoiled(["clock"], "now")],
    ["agents that are no list", spoiled(["agents"], {})],
    ["an agent that is none", spoiled(["agents", 0], 7)],
    ["an agent in no state", spoiled(["agents", 0, "state"], "DANCING")],
    ["an agent since a text", spoiled(["agents", 0, "since"], "today")],
    ["an agent with an id that is none", spoiled(["agents", 0, "id"], 7)],
    ["an agent with a name that is none", spoiled(["agents", 0, "name"], {})],
    ["an agent with a flag that is none", spoiled(["agents", 0, "wrapUpTrusted"], "yes")],
    ["a gap that is none", spoiled(["agents", 0, "gap"], { from: "READY" })],
    ["a last call that is none", spoiled(["agents", 0, "lastCall"], 3)],
    ["a profile that is none", spoiled(["agents", 1, "profile"], { skills: "all" })],
    ["a skill that is none", spoiled(["agents", 1, "profile", "skills", 0], null)],
    ["a skill for queues that are none", spoiled(["agents", 1, "profile", "skills", 0, "queueIds"], [1])],
    ["a shift that is none", spoiled(["agents", 1, "profile", "shift"], { kind: "template" })],
    ["a shift without days", spoiled(["agents", 1, "profile", "shift", "template", "days"], null)],
    ["a break that is none", spoiled(["agents", 1, "profile", "shift", "template", "breaks", 0], "noon")],
    ["queues that are no list", spoiled(["queues"], null)],
    ["a queue that is none", spoiled(["queues", 0], "q")],
    ["a queue with figures that are none", spoiled(["queues", 0, "stats"], { at: null })],
    ["contacts that are none", spoiled(["contacts"], 1)],
    ["blind stretches that are none", spoiled(["blind"], [{ from: "long ago", to: null }])],
    ["more agents than a floor holds", spoiled(["agents"], new Array(BOUNDS.agentsMax + 1).fill({}))],
    ["more queues than a floor holds", spoiled(["queues"], new Array(BOUNDS.queuesMax + 1).fill({}))],
  ])("[S7] %s is not read", (_, packed) => {
    expect(unpackFloor(packed, site())).toBeNull();
  });

  it("[S7] of too many blind stretches the newest are kept", () => {
    const stretches = Array.from({ length: BOUNDS.blindIntervalsMax + 1 }, (_, index) => ({
      from: index,
      to: index,
    }));
    const back = unpackFloor(spoiled(["blind"], stretches), site());
    expect(back?.blind).toEqual(stretches.slice(1));
  });

  it("[S7] damaged windows cost the windows and nothing else", () => {
    const back = unpackFloor(spoiled(["queues", 0, "windows"], "gone"), site());
    expect(back?.queues.get(QUEUE)).toMatchObject({ name: "Sales", windows: { fine: null, day: null } });
  });

  it("[S7] a verdict in a row is not taken over, nor is a count", () => {
    const verdict = { kind: "routable", queueIds: [QUEUE] };
    const packed = throughJson(busyFloor()) as { agents: object[]; queues: object[] };
    packed.agents[0] = { ...packed.agents[0], routability: verdict };
    packed.queues[0] = { ...packed.queues[0], routableAgents: 9 };
    const back = unpackFloor(packed, site());
    if (back === null) throw new Error("not read");
    expect(agentIn(back).routability).toEqual({ kind: "unknown", reason: "neverSeen" });
    step(back, { kind: "site", site: site() }, T0);
    expect(queueIn(back).routableAgents).toBe(1);
  });

  it("[S7] no JSON value makes it throw, and what it reads can be lived with", () => {
    const anyValue = fc.jsonValue();
    const almost = fc.record({
      v: fc.constant((throughJson(floorOf()) as { v: number }).v),
      clock: fc.oneof(fc.integer({ min: 0, max: T0 }), anyValue),
      blind: fc.oneof(fc.constant([]), anyValue),
      agents: fc.oneof(fc.constant([]), fc.array(anyValue), anyValue),
      queues: fc.oneof(fc.constant([]), fc.array(anyValue), anyValue),
      contacts: fc.oneof(fc.constant((throughJson(floorOf()) as { contacts: unknown }).contacts), anyValue),
    });
    const paths = [...everyPath(throughJson(busyFloor()))];
    const damaged = fc
      .tuple(fc.constantFrom(...paths), anyValue)
      .map(([path, value]) => spoiled(path, value));
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(anyValue, almost, damaged), (packed) => {
        const back = unpackFloor(packed, site());
        if (back === null) return;
        read += 1;
        step(back, { kind: "site", site: site() }, T0);
        step(back, { kind: "time" }, T0);
        step(back, told("READY", { at: T0 }), T0);
        pictureOf(back);
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(0);
  });
});

/** The path of every value in a tree of JSON. */
function* everyPath(value: unknown, path: readonly (string | number)[] = []): Generator<(string | number)[]> {
  if (typeof value !== "object" || value === null) return;
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    yield [...path, key];
    yield* everyPath((value as Record<string | number, unknown>)[key], [...path, key]);
  }
}
