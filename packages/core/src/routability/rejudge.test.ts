import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  hear,
  interaction,
  MINUTE,
  profile,
  profiled,
  QUEUE,
  queueIn,
  report,
  roster,
  SECOND,
  shift,
  skill,
  stats,
  T0,
  told,
  truth,
} from "../../test/floor-kit.ts";
import type { Floor } from "../floor.ts";
import { step } from "../step.ts";
import type { EpochMs } from "../vocabulary.ts";

/** READY since before dawn, at work from 08:00 to 16:30 with lunch at noon. */
function earlyBird(): Floor {
  const floor = floorOf();
  const dawn = Date.UTC(2024, 4, 15, 5, 0);
  step(floor, stats({ at: dawn }), dawn);
  hear(floor, told("READY", { at: dawn }));
  step(floor, profiled(AGENT, { shift: { kind: "template", template: shift() } }), dawn);
  return floor;
}

const at = (hour: number, minute: number, second = 0): EpochMs => Date.UTC(2024, 4, 15, hour, minute, second);
const reasonOf = (floor: Floor): string => {
  const { routability } = agentIn(floor);
  return routability.kind === "routable" ? "routable" : routability.reason;
};

describe("time alone", () => {
  it("[R4] carries a READY agent through a day, on the minute", () => {
    const floor = earlyBird();
    const day = [
      [at(7, 59, 59), "outsideShift", 0],
      [at(8, 0), "routable", 1],
      [at(11, 59, 59), "routable", 1],
      [at(12, 0), "onBreak", 0],
      [at(12, 30), "routable", 1],
      [at(16, 29, 59), "routable", 1],
      [at(16, 30), "outsideShift", 0],
    ] as const;
    for (const [now, reason, routable] of day) {
      step(floor, { kind: "time" }, now);
      expect([reasonOf(floor), queueIn(floor).routableAgents]).toEqual([reason, routable]);
    }
  });

  it("[R4] answers with the agents that turned, and with every queue once a minute", () => {
    const floor = earlyBird();
    step(floor, stats({ queueId: "quiet", at: at(7, 59) }), at(7, 59));
    expect(step(floor, { kind: "time" }, at(8, 0))).toMatchObject({
      verdict: "applied",
      reason: "timePassed",
      agents: [AGENT],
    });
    expect(step(floor, { kind: "time" }, at(8, 0, 59))).toMatchObject({
      verdict: "unchanged",
      reason: "nothingDue",
    });
    const next = step(floor, { kind: "time" }, at(8, 1));
    expect(next.agents).toEqual([]);
    expect(new Set(next.queues)).toEqual(new Set([QUEUE, "quiet"]));
  });

  it("[R4] judges again after our clock was set back", () => {
    const floor = earlyBird();
    step(floor, { kind: "time" }, at(16, 30));
    expect(reasonOf(floor)).toBe("outsideShift");
    step(floor, { kind: "time" }, at(16, 0));
    expect(reasonOf(floor)).toBe("routable");
  });

  it("[R4] never turns an agent who is not READY", () => {
    const floor = earlyBird();
    hear(floor, told("CALL", { at: at(7, 0) }));
    expect(step(floor, { kind: "time" }, at(8, 0)).agents).toEqual([]);
    expect(reasonOf(floor)).toBe("onContact");
  });

  it("[S3] the shift is placed by our clock, though the stream's last word is old", () => {
    const floor = earlyBird();
    step(floor, { kind: "time" }, at(8, 0));
    expect(floor.clock).toBe(at(5, 0));
    expect(reasonOf(floor)).toBe("routable");
  });
});

describe("a queue that is new to the floor", () => {
  it.each([stats({ queueId: "new" }), interaction({ queueId: "new" })])(
    "[R4] has every READY agent judged again: $kind",
    (input) => {
      const floor = floorOf();
      step(floor, stats(), T0);
      const skills = [skill({ queueIds: ["new"] })];
      for (const agentId of ["ready", "busy"]) {
        hear(floor, told(agentId === "ready" ? "READY" : "CALL", { agentId }));
        step(floor, profiled(agentId, { skills }), T0);
      }
      expect(agentIn(floor, "ready").routability).toMatchObject({ reason: "noQueueForSkills" });
      const outcome = step(floor, input, T0);
      expect(outcome).toMatchObject({ agents: ["ready"], queues: ["new"] });
      expect(agentIn(floor, "ready").routability).toEqual({ kind: "routable", queueIds: ["new"] });
      expect(queueIn(floor, "new").routableAgents).toBe(1);
    },
  );

  it("[R4] counts beside the queues that were there", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    hear(floor, told("READY"));
    step(floor, profiled(AGENT, { skills: [skill({ queueIds: ["new", QUEUE] })] }), T0);
    step(floor, stats({ queueId: "new" }), T0);
    expect([queueIn(floor).routableAgents, queueIn(floor, "new").routableAgents]).toEqual([1, 1]);
  });
});

describe("the count of working agents", () => {
  const onQueue = (state: "CALL" | "AFTER_CALL_WORK" | "WRAP_UP", queueId: string, second: number) =>
    told(state, { queueId, contactId: "c", at: T0 + second * SECOND });

  it("[Q8] is of those on a contact of the queue or in the wrap-up after it, and names the queues it moved", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    step(floor, stats({ queueId: "other" }), T0);
    const counts = [
      told("READY"),
      onQueue("CALL", QUEUE, 1),
      onQueue("AFTER_CALL_WORK", QUEUE, 2),
      onQueue("WRAP_UP", QUEUE, 3),
      told("CALL", { queueId: "other", contactId: "d", at: T0 + 4 * SECOND }),
      told("NOT_READY", { at: T0 + 5 * SECOND }),
    ].map((input) => {
      const [outcome] = hear(floor, input);
      return [
        queueIn(floor).workingAgents,
        queueIn(floor, "other").workingAgents,
        outcome?.queues.toSorted(),
      ];
    });
    expect(counts).toEqual([
      [0, 0, []],
      [1, 0, [QUEUE]],
      [1, 0, []],
      [1, 0, []],
      [0, 1, ["other", QUEUE].toSorted()],
      [0, 0, ["other"]],
    ]);
  });

  it("[Q8] counts whoever was at work before the queue's first word", () => {
    const floor = floorOf();
    hear(floor, onQueue("CALL", QUEUE, 0));
    expect(step(floor, stats(), T0)).toMatchObject({ agents: [], queues: [QUEUE] });
    expect(queueIn(floor).workingAgents).toBe(1);
  });

  it("[Q8] leaves nobody behind: who is signed off by ground truth or gone from the roster counts no more", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    for (const agentId of ["a", "b"]) hear(floor, told("CALL", { agentId, queueId: QUEUE }));
    step(floor, roster("a", "b"), T0);
    expect(queueIn(floor).workingAgents).toBe(2);
    for (const second of [60, 120]) {
      const reports = [report("CALL", { agentId: "b", queueId: QUEUE })];
      step(floor, truth(reports, ["a", "b"]), T0 + second * SECOND);
    }
    expect([agentIn(floor, "a").state, queueIn(floor).workingAgents]).toEqual(["UNKNOWN", 1]);
    for (const second of [130, 140]) step(floor, roster("a"), T0 + second * SECOND);
    expect(queueIn(floor).workingAgents).toBe(0);
  });
});

describe("the count of routable agents", () => {
  it("[Q6] follows the state, one event at a time, and names the queues it moved", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    for (const agentId of ["a", "b"]) {
      step(floor, told("NOT_READY", { agentId }), T0);
      step(floor, profiled(agentId), T0);
    }
    const counts = (["READY", "CALL", "AFTER_CALL_WORK", "READY"] as const).map((state, index) => {
      const [outcome] = hear(floor, told(state, { agentId: "a", at: T0 + (index + 1) * SECOND }));
      return [queueIn(floor).routableAgents, outcome?.queues];
    });
    expect(counts).toEqual([
      [1, [QUEUE]],
      [0, [QUEUE]],
      [0, []],
      [1, [QUEUE]],
    ]);
  });

  it("[Q6] follows a changed profile and a changed site", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    hear(floor, told("READY", { statusCode: "BACK" }));
    step(floor, profiled(AGENT), T0);
    expect(queueIn(floor).routableAgents).toBe(1);
    const outcome = step(floor, profiled(AGENT, { skills: [] }), T0);
    expect(outcome).toMatchObject({ agents: [AGENT], queues: [QUEUE] });
    expect(queueIn(floor).routableAgents).toBe(0);
    step(floor, { kind: "profiles", profiles: [{ agentId: AGENT, profile: profile() }] }, T0);
    const statusCodes = new Map([["BACK", { label: "Back office", takesContacts: false }]]);
    step(floor, { kind: "site", site: { ...floor.site, statusCodes } }, T0 + MINUTE);
    expect(reasonOf(floor)).toBe("statusCode");
    expect(queueIn(floor).routableAgents).toBe(0);
  });
});
