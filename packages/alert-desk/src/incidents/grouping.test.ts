/** A bad minute is one notice and not forty, also of agents who have no queue (SPEC D8, invariant 7). */
import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idleRig, idleRule, Rig, SLACK, value, WEBHOOK, waitRule } from "../../test/rig.ts";
import { recordOf } from "../../test/story.ts";

const OTHER = { ...WEBHOOK, id: "other" };

/** Agents of so many teams who are there and ready. */
function floorOf(agents: number, teams: number, rig = new Rig()): Rig {
  rig.onlyRules(idleRule(10)).sinks(WEBHOOK, OTHER);
  for (const id of idsOf(agents)) rig.floor.hire(id, `t${Number(id.slice(1)) % teams}`).move(id, "READY");
  return rig.pass(2);
}

const idsOf = (count: number): string[] => Array.from({ length: count }, (_, number) => `a${number}`);

/** Everybody is left alone for so long, one after the other, and back before the next one is. */
function oneByOne(rig: Rig, agents: number, pass = (seconds: number): unknown => rig.pass(seconds)): Rig {
  for (const id of idsOf(agents)) {
    rig.floor.move(id, "NOT_READY");
    pass(5);
    rig.floor.move(id, "READY");
    pass(1);
  }
  pass(3);
  return rig;
}

const countOf = (told: readonly string[], kind: string): number =>
  told.filter((one) => one.startsWith(kind)).length;

describe("agents without a queue", () => {
  it("[D8] forty in twenty teams at once are one fire and one resolve for a sink (invariant 7)", () => {
    const rig = floorOf(40, 20);
    for (const id of idsOf(40)) rig.floor.move(id, "NOT_READY");
    rig.pass(90);
    for (const id of idsOf(40)) rig.floor.move(id, "READY");
    rig.pass(5);
    expect(rig.alerts()).toHaveLength(40);
    for (const sink of ["hook", "other"]) expect(rig.receivers.told(sink)).toEqual(["fire 40", "resolve 40"]);
  });

  it("[D8] forty one after the other within four minutes are five fires at most, and who was not told is counted", () => {
    const rig = oneByOne(floorOf(40, 1).onlyRules(idleRule(2)), 40);
    expect(rig.alerts()).toHaveLength(40);
    for (const sink of ["hook", "other"]) {
      const told = rig.receivers.told(sink);
      expect(countOf(told, "fire")).toBeGreaterThan(3);
      expect(countOf(told, "fire")).toBeLessThanOrEqual(5);
      expect(countOf(told, "resolve")).toBe(countOf(told, "fire"));
    }
    const fires = rig.receivers.requests.filter(
      ({ sinkId, notice }) => sinkId === "hook" && notice.kind === "fire",
    );
    const told = rig.alerts().filter(({ telling }) => telling === "told").length;
    const counted = fires.reduce((sum, { notice }) => sum + notice.suppressed, 0);
    const since = rig.alerts().findIndex(({ telling }) => telling === "told");
    // What came behind the last notice is counted in the next one.
    expect(told + counted + since).toBe(40);
  });

  it("[D8] tell the same where the object is lost again and again", () => {
    const steady = oneByOne(floorOf(12, 3).onlyRules(idleRule(2)), 12);
    const lost = floorOf(12, 3).onlyRules(idleRule(2));
    oneByOne(lost, 12, (seconds) => {
      lost.pass(seconds);
      lost.restart();
    });
    expect(recordOf(steady).notices.length).toBeGreaterThan(4);
    expect(recordOf(lost)).toEqual(recordOf(steady));
  });

  it("[D8] who fires a minute after the last one that joined is another incident, and ends by itself", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(50);
    rig.floor.hire("a3").move("a3", "NOT_READY");
    rig.pass(75);
    rig.floor.move("a2", "NOT_READY");
    rig.pass(90);
    const incidents = rig.alerts().map(({ incidentId }) => incidentId);
    expect(new Set(incidents).size).toBe(2);
    rig.floor.move("a2", "READY");
    rig.pass(3);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 2", "fire 1", "resolve 1"]);
  });

  it("[D8] what waits in several incidents is told together, in the newest; one that is left empty ends", () => {
    const rig = idleRig();
    rig.floor.hire("a3").hire("a4");
    value(
      rig.desk.silence({ matcher: { agents: ["a1", "a2", "a3"] }, minutes: 8, reason: "Drill", by: "Ada" }),
    );
    for (const id of ["a1", "a2", "a3"]) {
      rig.floor.move(id, "NOT_READY");
      rig.pass(100);
    }
    expect(new Set(rig.alerts().map(({ incidentId }) => incidentId)).size).toBe(3);
    rig.floor.move("a4", "NOT_READY");
    rig.pass(100);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.pass(90);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 3"]);
    expect(rig.status.incidentsOpen).toBe(2);
    rig.restart();
    for (const id of ["a1", "a2", "a3", "a4"]) rig.floor.move(id, "READY");
    rig.pass(5);
    expect(rig.receivers.told("hook").toSorted()).toEqual(["fire 1", "fire 3", "resolve 1", "resolve 3"]);
    expect(rig.status.incidentsOpen).toBe(0);
  });

  it("[D8] an incident that was told ends where all that still fires in it is told in another one", () => {
    const rig = idleRig();
    value(rig.desk.silence({ matcher: { agents: ["a2"] }, minutes: 4, reason: "Drill", by: "Ada" }));
    rig.floor.hire("a3").move("a1", "NOT_READY").move("a2", "NOT_READY");
    rig.pass(20);
    rig.floor.move("a1", "READY");
    rig.pass(100);
    value(rig.desk.silence({ matcher: { agents: ["a3"] }, minutes: 2, reason: "Drill", by: "Ada" }));
    rig.floor.move("a3", "NOT_READY");
    rig.pass(60);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.pass(120);
    expect(rig.receivers.told("hook").toSorted()).toEqual(["fire 1", "fire 2", "resolve 1"]);
  });
});

describe("whatever happens", () => {
  const move = fc.record({
    ...{ agent: fc.nat(7), isIdle: fc.boolean(), queueId: fc.constantFrom(null, null, "q1") },
    ...{ waitSeconds: fc.integer({ min: 1, max: 40 }), isSilenced: fc.nat(9), isLost: fc.nat(19) },
  });

  it("[D8] a group has one fire notice a minute for a sink, and an incident that was told one resolve (invariant 7)", () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 10, maxLength: 40 }), (moves) => {
        const rig = floorOf(8, 4).onlyRules(idleRule(5, { cooldownSeconds: 30 }));
        for (const { agent, isIdle, queueId, waitSeconds, isSilenced, isLost } of moves) {
          const matcher = { agents: [`a${agent}`] };
          if (isSilenced === 0) value(rig.desk.silence({ matcher, minutes: 1, reason: "Drill", by: "Ada" }));
          rig.floor.move(`a${agent}`, isIdle ? "NOT_READY" : "READY", isIdle ? queueId : null);
          rig.pass(waitSeconds);
          if (isLost === 0) rig.restart();
        }
        for (const id of idsOf(8)) rig.floor.move(id, "READY");
        rig.pass(5);
        judge(rig);
        expect(rig.status.incidentsOpen).toBe(0);
        rig.sql.close();
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  function judge(rig: Rig): void {
    const lastFire = new Map<string, number>();
    const threads = new Map<string, string[]>();
    for (const { kind, sinkId, incidentId, at } of rig.notices().toReversed()) {
      const thread = `${sinkId} ${incidentId}`;
      threads.set(thread, [...(threads.get(thread) ?? []), kind]);
      if (kind !== "fire") continue;
      const group = `${sinkId} ${incidentId.endsWith(".q.q1") ? "q1" : "none"}`;
      expect(at - (lastFire.get(group) ?? 0)).toBeGreaterThanOrEqual(BOUNDS.groupWaitMs);
      lastFire.set(group, at);
    }
    for (const kinds of threads.values()) expect(kinds.join(" ")).toMatch(/^fire( fire)* resolve$/);
    const waiting = rig.alerts({ state: "firing" }).filter(({ telling }) => telling === "waiting");
    expect(waiting).toEqual([]);
  }
});

describe("a queue", () => {
  it("[D8] that comes and goes is told once a minute, whatever its rule's cooldown; another one at once", () => {
    const rig = new Rig().onlyRules(waitRule(100)).sinks(WEBHOOK, { ...SLACK, enabled: false });
    for (let turn = 0; turn < 10; turn += 1) {
      rig.floor.read("q1", 200);
      rig.pass(3);
      rig.floor.read("q1", 0);
      rig.pass(3);
    }
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
    rig.floor.read("q2", 200);
    rig.pass(2);
    expect(rig.receivers.told("hook")).toHaveLength(3);
    rig.floor.read("q1", 200);
    rig.pass(3);
    // Flapping is one thing to tell, and no sooner than its turn.
    expect(countOf(rig.receivers.told("hook"), "fire")).toBe(3);
  });

  it("[D8] that agents work in is one incident, however long ago the first of them fired", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY", "q1");
    rig.pass(200);
    rig.floor.move("a2", "NOT_READY", "q1");
    rig.pass(20);
    expect(new Set(rig.alerts().map(({ incidentId }) => incidentId)).size).toBe(1);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 2"]);
  });
});
