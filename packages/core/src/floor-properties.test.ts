import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Happening, happenings } from "../test/arbitrary-inputs.ts";
import { floorOf, MINUTE, pictureOf, site } from "../test/floor-kit.ts";
import { packFloor, unpackFloor } from "./checkpoint/checkpoint.ts";
import type { Floor } from "./floor.ts";
import { judge } from "./routability/judge.ts";
import { step } from "./step.ts";
import { packWindows } from "./windows/pack-windows.ts";

/** Plays the happenings on a new floor; `look` sees the floor after each. */
function play(happened: readonly Happening[], look: (floor: Floor, at: Happening) => void = () => {}): Floor {
  const floor = floorOf();
  for (const at of happened) {
    step(floor, at.input, at.now);
    look(floor, at);
  }
  return floor;
}

/** What each queue's count should be, counted anew. */
function recount(floor: Floor): Map<string, number> {
  const counts = new Map<string, number>(Array.from(floor.queues.keys(), (queueId) => [queueId, 0]));
  for (const { routability } of floor.agents.values()) {
    if (routability.kind !== "routable") continue;
    for (const queueId of routability.queueIds) counts.set(queueId, (counts.get(queueId) ?? 0) + 1);
  }
  return counts;
}

/** Who works for which queue of the floor, counted anew. */
function recountWorking(floor: Floor): Map<string, number> {
  const counts = new Map<string, number>(Array.from(floor.queues.keys(), (queueId) => [queueId, 0]));
  for (const { state, queueId } of floor.agents.values()) {
    const isWorking = ["CALL", "AFTER_CALL_WORK", "WRAP_UP"].includes(state);
    const count = queueId === null || !isWorking ? undefined : counts.get(queueId);
    if (queueId !== null && count !== undefined) counts.set(queueId, count + 1);
  }
  return counts;
}

const workingIn = ({ queues }: Floor): Map<string, number> =>
  new Map(Array.from(queues.values(), ({ id, workingAgents }) => [id, workingAgents]));

describe("whatever happens, in whatever order", () => {
  it("[Q6] a queue's count of routable agents is what a recount says", () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        play(happened, (floor) => {
          const held = new Map(
            Array.from(floor.queues.values(), (queue) => [queue.id, queue.routableAgents]),
          );
          expect(held).toEqual(recount(floor));
        });
      }),
    );
  });

  it("[Q8] a queue's count of working agents is what a recount says, also behind a checkpoint", () => {
    let working = 0;
    fc.assert(
      fc.property(happenings, (happened) => {
        const floor = play(happened, (seen) => {
          expect(workingIn(seen)).toEqual(recountWorking(seen));
          for (const { workingAgents } of seen.queues.values()) working += workingAgents;
        });
        const back = unpackFloor(JSON.parse(JSON.stringify(packFloor(floor))), site());
        if (back === null) throw new Error("not read");
        expect(workingIn(back)).toEqual(workingIn(floor));
      }),
    );
    expect(working).toBeGreaterThan(0);
  });

  it("[R4] every verdict is the one a judge would give in the minute last judged", () => {
    let routable = 0;
    fc.assert(
      fc.property(happenings, (happened) => {
        play(happened, (floor, { now }) => {
          if (Math.floor(now / MINUTE) !== floor.judgedMinute) step(floor, { kind: "time" }, now);
          for (const agent of floor.agents.values()) {
            expect(agent.routability).toEqual(judge(floor, agent, now));
            if (agent.routability.kind === "routable") routable += 1;
          }
        });
      }),
      // Few happenings make anybody routable, now that sites have shifts of their own.
      { numRuns: 400 },
    );
    expect(routable).toBeGreaterThan(0);
  });

  it("[S2] the event clock never goes back", () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        let before = 0;
        play(happened, ({ clock }) => {
          expect(clock).toBeGreaterThanOrEqual(before);
          before = clock;
        });
      }),
    );
  });

  it("[A3] an agent's last_updated never goes back while the agent is on the floor", () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        let before = new Map<string, number | null>();
        play(happened, ({ agents }) => {
          for (const { id, lastUpdated } of agents.values()) {
            expect(lastUpdated ?? 0).toBeGreaterThanOrEqual(before.get(id) ?? 0);
          }
          before = new Map(Array.from(agents.values(), ({ id, lastUpdated }) => [id, lastUpdated]));
        });
      }),
    );
  });

  it("[A4] [Q1] [K2] what the stream says twice changes nothing the second time", () => {
    let repeated = 0;
    fc.assert(
      fc.property(happenings, (happened) => {
        play(happened, (floor, { input, now }) => {
          if (!["agentState", "queueStats", "interaction"].includes(input.kind)) return;
          const before = pictureOf(floor);
          const { verdict } = step(floor, input, now);
          expect(verdict).not.toBe("applied");
          expect(pictureOf(floor)).toEqual(before);
          if (verdict === "unchanged") repeated += 1;
        });
      }),
    );
    expect(repeated).toBeGreaterThan(0);
  });

  it("[S4] what is refused or unchanged leaves the floor as it was", () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const floor = floorOf();
        for (const { input, now } of happened) {
          const before = pictureOf(floor);
          if (step(floor, input, now).verdict !== "applied") expect(pictureOf(floor)).toEqual(before);
        }
      }),
    );
  });

  it("[S4] whoever changed is named, so that every screen hears of it", () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const floor = floorOf();
        for (const { input, now } of happened) {
          const agents = agentRows(floor);
          const queues = queueRows(floor);
          const outcome = step(floor, input, now);
          expectOnly([...outcome.agents, ...outcome.removedAgents], agents, agentRows(floor));
          expectOnly([...outcome.queues, ...outcome.removedQueues], queues, queueRows(floor));
        }
      }),
    );
  });

  it("[S1] the same inputs make the same floor and the same answers", () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const [one, other] = [floorOf(), floorOf()];
        for (const { input, now } of happened) {
          expect(step(one, input, now)).toEqual(step(other, input, now));
        }
        expect(pictureOf(one)).toEqual(pictureOf(other));
      }),
    );
  });

  it("[S7] a floor that goes through a checkpoint is the same once its site is known", () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const floor = play(happened);
        const back = unpackFloor(JSON.parse(JSON.stringify(packFloor(floor))), site());
        if (back === null) throw new Error("not read");
        // Learned hours are kept on their own.
        floor.baselines.queues.clear();
        const now = happened.at(-1)?.now ?? 0;
        for (const one of [floor, back]) step(one, { kind: "site", site: site() }, now);
        expect(pictureOf(back)).toEqual(pictureOf(floor));
      }),
    );
  });
});

/** Only the named rows differ. */
function expectOnly(
  named: readonly string[],
  before: Map<string, unknown>,
  after: Map<string, unknown>,
): void {
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    if (!named.includes(id)) expect([id, after.get(id)]).toEqual([id, before.get(id)]);
  }
}

/** What people see of each agent. */
const agentRows = ({ agents }: Floor): Map<string, unknown> =>
  new Map(
    Array.from(agents.values(), (agent) => {
      const { id, name, state, rawState, statusCode, since, lastUpdated, queueId, direction } = agent;
      const { routability, wrapUpTrusted } = agent;
      const told = { name, state, rawState, statusCode, since, lastUpdated, queueId, direction };
      return [id, { ...told, routability, wrapUpTrusted }];
    }),
  );

/** What people see of each queue, but for what slides with time alone. */
const queueRows = ({ queues }: Floor): Map<string, unknown> =>
  new Map(
    Array.from(queues.values(), ({ id, windows, ...row }) => [id, { ...row, windows: packWindows(windows) }]),
  );
