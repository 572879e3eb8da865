import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Happening, happenings } from "../../test/arbitrary-inputs.ts";
import {
  AGENT,
  agentIn,
  floorOf,
  HOUR,
  interaction,
  MINUTE,
  profiled,
  QUEUE,
  queueIn,
  report,
  roster,
  stats,
  T0,
  told,
  truth,
} from "../../test/floor-kit.ts";
import { baselineOf } from "../baseline/baseline.ts";
import { BOUNDS } from "../bounds.ts";
import { packFloor, unpackFloor } from "../checkpoint/checkpoint.ts";
import type { Floor } from "../floor.ts";
import type { AgentReport, FloorInput } from "../inputs.ts";
import { judge } from "../routability/judge.ts";
import { step } from "../step.ts";
import { hourOfWeek } from "../zone/zone-clock.ts";

const LATER = T0 + BOUNDS.queueForgottenMs;

/** The stream goes on elsewhere up to `at`, and a minute passes. */
function passTo(floor: Floor, at: number) {
  step(floor, stats({ queueId: "elsewhere", at }), at);
  return step(floor, { kind: "time" }, at);
}

describe("a queue of which nothing is heard", () => {
  it("[Q7] leaves the floor after 26 hours and not before, and is named once", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    expect(passTo(floor, LATER).removedQueues).toEqual([]);
    const gone = passTo(floor, LATER + MINUTE);
    expect(gone.removedQueues).toEqual([QUEUE]);
    expect(gone.queues).not.toContain(QUEUE);
    expect([...floor.queues.keys()]).toEqual(["elsewhere"]);
    expect(passTo(floor, LATER + 2 * MINUTE).removedQueues).toEqual([]);
  });

  it("[Q7] is looked for once a minute of our clock", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    passTo(floor, LATER);
    step(floor, stats({ queueId: "elsewhere", at: LATER + 1_000 }), LATER);
    expect(step(floor, { kind: "time" }, LATER).reason).toBe("nothingDue");
    expect(step(floor, { kind: "time" }, LATER + MINUTE).removedQueues).toEqual([QUEUE]);
  });

  it.each([
    ["a reading", stats({ at: T0 + HOUR })],
    ["a contact", interaction({ phase: "ENDED", at: T0 + HOUR })],
  ])("[Q7] stays for 26 hours more after %s", (_what, input) => {
    const floor = floorOf();
    step(floor, stats(), T0);
    step(floor, input, T0 + HOUR);
    expect(passTo(floor, LATER + HOUR).removedQueues).toEqual([]);
    expect(passTo(floor, LATER + HOUR + MINUTE).removedQueues).toEqual([QUEUE]);
  });

  it("[Q7] stays through an outage: what nobody could hear is no silence", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    step(floor, { kind: "feed", seeing: false, at: T0 }, T0);
    step(floor, stats({ queueId: "elsewhere", at: T0 + 40 * HOUR }), T0 + 40 * HOUR);
    step(floor, { kind: "feed", seeing: true, at: T0 + 40 * HOUR }, T0 + 40 * HOUR);
    expect(passTo(floor, T0 + 66 * HOUR).removedQueues).toEqual([]);
    expect(passTo(floor, T0 + 66 * HOUR + MINUTE).removedQueues).toEqual([QUEUE]);
  });

  it("[Q7] goes out of the verdicts of those who were READY for it, and comes back with its next word", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    step(floor, roster(AGENT), T0);
    step(floor, profiled(AGENT), T0);
    step(floor, told("READY"), T0);
    expect(queueIn(floor).routableAgents).toBe(1);
    expect(passTo(floor, LATER + MINUTE)).toMatchObject({ agents: [AGENT], removedQueues: [QUEUE] });
    expect(agentIn(floor).routability).toMatchObject({ reason: "noQueueForSkills" });
    const back = step(floor, stats({ at: LATER + 2 * MINUTE }), LATER + 2 * MINUTE);
    expect(back).toMatchObject({ agents: [AGENT], queues: [QUEUE] });
    expect(queueIn(floor)).toMatchObject({ routableAgents: 1, previousStats: null });
  });

  it("[Q7] [Q8] takes its count of those at work with it, and counts them again when it comes back", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    step(floor, roster(AGENT), T0);
    step(floor, told("CALL", { queueId: QUEUE }), T0);
    expect(queueIn(floor).workingAgents).toBe(1);
    expect(passTo(floor, LATER + MINUTE).removedQueues).toEqual([QUEUE]);
    step(floor, stats({ at: LATER + 2 * MINUTE }), LATER + 2 * MINUTE);
    expect(queueIn(floor).workingAgents).toBe(1);
  });

  it("[Q4] [Q7] makes room for one that is new", () => {
    const floor = floorOf();
    for (let index = 0; index < BOUNDS.queuesMax; index += 1)
      step(floor, stats({ queueId: `q${index}` }), T0);
    const late = LATER + MINUTE;
    expect(step(floor, stats({ queueId: "new", at: late }), late).reason).toBe("tooManyQueues");
    step(floor, stats({ queueId: "q0", at: late }), late);
    expect(step(floor, { kind: "time" }, late).removedQueues).toHaveLength(BOUNDS.queuesMax - 1);
    expect(step(floor, stats({ queueId: "new", at: late }), late).verdict).toBe("applied");
  });

  it("[B3] [Q7] hands out what its last hour taught, and is still known by it", () => {
    const floor = floorOf();
    const hour = Math.floor(T0 / HOUR) * HOUR;
    for (let minute = 0; minute < 40; minute += 1) {
      step(floor, stats({ at: hour + minute * MINUTE, waitSeconds: 60 }), T0);
    }
    const { learned } = passTo(floor, hour + 27 * HOUR);
    expect(learned).toMatchObject([{ queueId: QUEUE, figures: { weeks: 1, waitSeconds: 60 } }]);
    expect(baselineOf(floor.baselines, QUEUE, hourOfWeek("UTC", hour))).toMatchObject({ waitSeconds: 60 });
  });

  it("[S7] is remembered to be silent through a checkpoint", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    step(floor, told("READY"), T0);
    const back = unpackFloor(JSON.parse(JSON.stringify(packFloor(floor))), floor.site);
    if (back === null) throw new Error("not read");
    expect(passTo(back, LATER)).toMatchObject({ removedQueues: [], removedAgents: [] });
    expect(passTo(back, LATER + MINUTE)).toMatchObject({ removedQueues: [QUEUE], removedAgents: [AGENT] });
  });
});

describe("somebody whom no roster names", () => {
  it("[U6] leaves the floor and its counts 26 hours after their last event", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    step(floor, told("READY"), T0);
    step(floor, profiled(AGENT), T0);
    step(floor, stats({ at: T0 + 20 * HOUR }), T0 + 20 * HOUR);
    expect(queueIn(floor).routableAgents).toBe(1);
    expect(passTo(floor, LATER).removedAgents).toEqual([]);
    expect(passTo(floor, LATER + MINUTE)).toMatchObject({
      removedAgents: [AGENT],
      queues: [QUEUE, "elsewhere"],
    });
    expect(floor.agents.size).toBe(0);
    expect(queueIn(floor).routableAgents).toBe(0);
  });

  it("[U6] counts from the event and not from the state's own beginning", () => {
    const floor = floorOf();
    step(floor, told("NOT_READY", { at: T0 + HOUR, lastUpdated: T0 - 25 * HOUR }), T0 + HOUR);
    expect(passTo(floor, LATER).removedAgents).toEqual([]);
  });

  it("[U6] stays while a roster names them", () => {
    const floor = floorOf();
    step(floor, told("READY"), T0);
    step(floor, roster(AGENT), T0);
    expect(passTo(floor, LATER + 10 * HOUR).removedAgents).toEqual([]);
  });

  it("[U6] stays while ground truth says that they are signed in, and goes once it says that they are not", () => {
    const floor = floorOf();
    step(floor, told("READY"), T0);
    step(floor, truth([report("READY")]), T0 + MINUTE);
    expect(passTo(floor, LATER + HOUR).removedAgents).toEqual([]);
    const late = LATER + 2 * HOUR;
    step(floor, truth([report("SIGNED_OUT", { lastUpdated: late })]), late);
    expect(passTo(floor, late).removedAgents).toEqual([AGENT]);
  });
});

describe("whatever happens before and after a long silence", () => {
  const DAY_AND_MORE = 27 * HOUR;
  const shiftedReport = (one: AgentReport, byMs: number): AgentReport => ({
    ...one,
    at: one.at + byMs,
    lastUpdated: one.lastUpdated + byMs,
  });
  const shifted = (input: FloorInput, byMs: number): FloorInput => {
    if (input.kind === "agentState") return { ...input, report: shiftedReport(input.report, byMs) };
    if (input.kind === "groundTruth")
      return { ...input, reports: input.reports.map((one) => shiftedReport(one, byMs)) };
    return "at" in input ? { ...input, at: input.at + byMs } : input;
  };
  const dayLater = ({ input, now }: Happening): Happening => ({
    input: shifted(input, DAY_AND_MORE),
    now: now + DAY_AND_MORE,
  });
  const days = fc.tuple(happenings, happenings).map(([one, other]) => [...one, ...other.map(dayLater)]);

  it("[Q6] [Q7] [U6] counts and verdicts are right, and who went is named", () => {
    let queuesGone = 0;
    let agentsGone = 0;
    fc.assert(
      fc.property(days, (happened) => {
        const floor = floorOf();
        const shown = { queues: new Set<string>(), agents: new Set<string>() };
        let latest = Number.NEGATIVE_INFINITY;
        let isSetBack = false;
        for (const { input, now } of happened) {
          const minuteBefore = floor.judgedMinute;
          const outcome = step(floor, input, now);
          // What is judged while the clock is set back is of that earlier instant, and stands until the next minute.
          isSetBack = now < latest || (isSetBack && floor.judgedMinute === minuteBefore);
          latest = Math.max(latest, now);
          for (const id of outcome.queues) shown.queues.add(id);
          for (const id of outcome.agents) shown.agents.add(id);
          for (const id of outcome.removedQueues) shown.queues.delete(id);
          for (const id of outcome.removedAgents) shown.agents.delete(id);
          if (input.kind === "time") {
            queuesGone += outcome.removedQueues.length;
            agentsGone += outcome.removedAgents.length;
          }
          expect(shown.queues).toEqual(new Set(floor.queues.keys()));
          for (const id of shown.agents) expect(floor.agents.has(id)).toBe(true);
          for (const queue of floor.queues.values()) {
            expect(queue.routableAgents).toBe(routableFor(floor, queue.id));
            expect(queue.workingAgents).toBe(workingFor(floor, queue.id));
          }
          if (isSetBack || Math.floor(now / MINUTE) !== floor.judgedMinute) continue;
          for (const agent of floor.agents.values())
            expect(agent.routability).toEqual(judge(floor, agent, now));
        }
      }),
    );
    expect(queuesGone).toBeGreaterThan(0);
    expect(agentsGone).toBeGreaterThan(0);
  });
});

const workingFor = (floor: Floor, queueId: string): number =>
  [...floor.agents.values()].filter(
    (agent) => agent.queueId === queueId && ["CALL", "AFTER_CALL_WORK", "WRAP_UP"].includes(agent.state),
  ).length;

const routableFor = (floor: Floor, queueId: string): number =>
  [...floor.agents.values()].filter(
    ({ routability }) => routability.kind === "routable" && routability.queueIds.includes(queueId),
  ).length;
