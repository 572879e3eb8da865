import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HubRig } from "../test/hub-rig.ts";
import { comparable, type Screen } from "../test/screen.ts";

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

/** The queues' part of the newest delta, as it went over the wire. */
function queuesOnWire(screen: Screen): unknown[] {
  const fields: unknown[] = JSON.parse(screen.texts.at(-1) ?? "[]");
  return fields.at(-1) as unknown[];
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

describe("any order of changes, drops, deaf moments and new screens", () => {
  type Act = "ready" | "call" | "figures" | "drop" | "deaf" | "back" | "newcomer" | "minute";
  const acts = fc.array(
    fc.record({
      act: fc.constantFrom<Act>("ready", "call", "figures", "drop", "deaf", "back", "newcomer", "minute"),
      which: fc.nat({ max: 1 }),
      restMs: fc.constantFrom(0, 30, 150, 11_000),
    }),
    { maxLength: 25 },
  );

  it("ends with every copy equal to the board, to the last figure of each queue", () => {
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
          else if (act === "minute") rig.pass(60_000).turn({ kind: "time" });
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
  });
});
