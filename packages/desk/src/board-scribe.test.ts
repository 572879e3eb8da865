import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HubRig } from "../test/hub-rig.ts";
import { comparable, type Screen } from "../test/screen.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A feed that sees, so that windows stand still for ten seconds; two queues, and agents whose one skill serves both. */
function skilledRig(...agentIds: readonly string[]): HubRig {
  const rig = new HubRig()
    .queue("q1")
    .queue("q2")
    .roster(...agentIds.map((id) => [id, id] as const));
  rig.turn({ kind: "feed", seeing: true, at: rig.floor.clock });
  const skill = { id: "s1", name: "Sales", level: 5, active: true, queueIds: ["q1", "q2"] };
  const profile = { skills: [skill], shift: { kind: "none" as const } };
  return rig
    .turn({ kind: "profiles", profiles: agentIds.map((agentId) => ({ agentId, profile })) })
    .pass(1_000);
}

const routableIn = (screen: Screen): (number | undefined)[] =>
  ["q1", "q2"].map((id) => screen.replica.queues.get(id)?.routableAgents);

/** Lets the queue fall silent for longer than the floor keeps it; answers how many queues that took off the floor. */
function retire(rig: HubRig, queueId: string): number {
  const before = rig.floor.queues.size;
  const queue = rig.floor.queues.get(queueId);
  if (queue !== undefined) queue.heardAt -= BOUNDS.queueForgottenMs + HOUR;
  rig.pass(MINUTE).turn({ kind: "time" });
  return before - rig.floor.queues.size;
}

/** The queues' part of the newest delta, as it went over the wire. */
function queuesOnWire(screen: Screen): unknown[] {
  const fields: unknown[] = JSON.parse(screen.texts.at(-1) ?? "[]");
  return fields[12] as unknown[];
}

describe("an agent who becomes READY", () => {
  it("moves the counts of several queues, and nothing else of them is sent", () => {
    const rig = skilledRig("a1", "a2");
    const screen = rig.screen();
    rig.agent("a1", "READY").pass(1_000).agent("a2", "READY").pass(1_000);
    expect(routableIn(screen)).toEqual([2, 2]);
    expect(queuesOnWire(screen).map((row) => (row as unknown[]).length)).toEqual([2, 2]);
    expect(screen.board()).toEqual(comparable(rig.board()));
  });

  it("in the frame that brings a queue's new figures is a part of the whole row", () => {
    const rig = skilledRig("a1");
    const screen = rig.screen();
    rig.agent("a1", "READY").queue("q1").pass(1_000);
    rig.agent("a1", "CALL").queue("q1").pass(1_000);
    const lengths = queuesOnWire(screen).map((row) => (row as unknown[]).length);
    expect(lengths.filter((length) => length > 2)).toHaveLength(1);
    expect(screen.board()).toEqual(comparable(rig.board()));
  });
});

describe("a screen that resumes", () => {
  it("gets whole rows of the queues whose figures it missed, and counts alone of the others", () => {
    const rig = skilledRig("a1");
    const screen = rig.screen();
    screen.drop();
    rig.pass(1_000).queue("q1").pass(1_000).agent("a1", "READY").pass(1_000);
    screen.connect().hello();
    expect(screen.kinds().at(-1)).toBe("delta");
    expect(queuesOnWire(screen).map((row) => (row as unknown[]).length > 2)).toEqual([true, false]);
    expect(screen.board()).toEqual(comparable(rig.board()));
  });
});

describe("a queue that leaves the floor", () => {
  it("leaves every screen, and comes back whole", () => {
    const rig = skilledRig("a1");
    const screens = [rig.screen(), rig.screen("full")];
    expect(retire(rig, "q2")).toBe(1);
    rig.pass(1_000);
    for (const screen of screens) expect([...screen.replica.queues.keys()]).toEqual(["q1"]);
    rig.queue("q2").pass(1_000);
    for (const screen of screens) expect(screen.board()).toEqual(comparable(rig.board(screen.names)));
    expect(screens[0]?.kinds().filter((kind) => kind === "snapshot")).toHaveLength(1);
  });

  it("is told to a screen that was away meanwhile, whether or not it has come back", () => {
    const rig = skilledRig("a1");
    const [away, longer] = [rig.screen(), rig.screen()];
    for (const screen of [away, longer]) screen.drop();
    retire(rig, "q2");
    rig.pass(1_000);
    away.connect().hello();
    expect([...away.replica.queues.keys()]).toEqual(["q1"]);
    rig.queue("q2").pass(1_000);
    longer.connect().hello();
    for (const screen of [away, longer]) {
      expect(screen.kinds().at(-1)).toBe("delta");
      expect(screen.board()).toEqual(comparable(rig.board()));
    }
  });
});

describe("an agent's number", () => {
  /** Everybody named leaves at once: the roster is of somebody else, twice. */
  const replace = (rig: HubRig, ...ids: readonly string[]): void => {
    const roster = ids.map((id) => [id, id] as const);
    rig
      .roster(...roster)
      .roster(...roster)
      .pass(1_000);
  };
  const numberOf = (rig: HubRig, id: string): unknown => {
    const snapshot: unknown[] = JSON.parse(rig.screen().texts.at(-1) ?? "[]");
    return (snapshot[10] as unknown[][]).find((identity) => identity[1] === id)?.[0];
  };

  it("is kept while a delta may still have to name who left", () => {
    const rig = new HubRig().roster(["a1", "a1"]).pass(1_000);
    const before = numberOf(rig, "a1");
    replace(rig, "b1");
    replace(rig, "a1");
    expect(numberOf(rig, "a1")).toBe(before);
  });

  it("is forgotten once nobody can name them: a tenant whose people come and go does not fill the memory", () => {
    const rig = new HubRig().roster(["a1", "a1"]).pass(1_000);
    const screen = rig.screen();
    const before = numberOf(rig, "a1");
    const many = (name: string) =>
      Array.from({ length: BOUNDS.removalsMax }, (_, index) => `${name}${index}`);
    for (const name of ["b", "c", "d"]) replace(rig, ...many(name));
    replace(rig, "a1");
    expect(numberOf(rig, "a1")).toBeGreaterThan(before as number);
    screen.settle();
    rig.pass(1_000);
    expect(screen.board()).toEqual(comparable(rig.board()));
  });
});

describe("any order of changes, drops, deaf moments and new screens", () => {
  type Act = "ready" | "call" | "figures" | "drop" | "deaf" | "back" | "newcomer" | "minute" | "retire";
  const ACTS: readonly Act[] = [
    ...(["ready", "call", "figures", "drop", "deaf", "back", "newcomer", "minute", "retire"] as const),
  ];
  const acts = fc.array(
    fc.record({
      act: fc.constantFrom<Act>(...ACTS),
      which: fc.nat({ max: 1 }),
      restMs: fc.constantFrom(0, 30, 150, 11_000),
    }),
    { maxLength: 25 },
  );

  it("ends with every copy equal to the board, to the last figure of each queue", () => {
    let queuesRetired = 0;
    fc.assert(
      fc.property(acts, (script) => {
        const rig = skilledRig("a0", "a1");
        const screens = [rig.screen(), rig.screen()];
        const back = (screen: Screen): void => {
          screen.isDeaf = false;
          if (!screen.isConnected) screen.connect().hello();
        };
        for (const { act, which, restMs } of script) {
          const screen = screens[which];
          if (act === "ready") rig.agent(`a${which}`, "READY");
          else if (act === "call") rig.agent(`a${which}`, "CALL");
          else if (act === "figures") rig.queue(`q${which + 1}`);
          else if (act === "minute") rig.pass(MINUTE).turn({ kind: "time" });
          else if (act === "retire") queuesRetired += retire(rig, `q${which + 1}`);
          else if (act === "newcomer") screens.push(rig.screen());
          else if (screen !== undefined) {
            if (act === "drop") screen.drop();
            else if (act === "deaf") screen.isDeaf = true;
            else back(screen);
          }
          rig.pass(restMs);
          for (const one of screens) one.settle();
        }
        for (const screen of screens) back(screen);
        // A lost last frame is betrayed by the next two beats, and mended by what is asked then.
        for (let beat = 0; beat < 4; beat += 1) {
          rig.pass(6_000);
          for (const screen of screens) screen.settle();
        }
        for (const screen of screens) expect(screen.board()).toEqual(comparable(rig.board()));
      }),
      { numRuns: 150 },
    );
    expect(queuesRetired).toBeGreaterThan(0);
  });
});
