import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupOf, incidentId, noticeId } from "./incident.ts";
import { planFires, type Untold } from "./plan-fires.ts";
import { endThread, type FireNotice, following } from "./thread.ts";

const NOW = 1_000_000_000;
const untold = (id: string, more: Partial<Untold> = {}): Untold => ({
  ...{ id, isFlapping: false, isSilenced: false, cooldownMs: 300_000, decidedAt: NOW, told: null },
  ...more,
});

describe("which alerts of an incident are told", () => {
  it("[D8] the first one is told at once, with all that fired beside it", () => {
    expect(planFires(null, [untold("a"), untold("b")], NOW)).toEqual({
      ...{ tell: ["a", "b"], held: new Map(), nextAt: null },
    });
  });

  it.each([
    ["right after a notice", 1, [], "waiting"],
    ["just before the wait is over", 59_999, [], "waiting"],
    ["when the wait is over", 60_000, ["a"], undefined],
    ["when the clock was set back by more than the wait", -60_001, ["a"], undefined],
  ])("[D8] who joins %s", (_, sinceMs, tell, held) => {
    const plan = planFires(NOW - sinceMs, [untold("a")], NOW);
    expect(plan.tell).toEqual(tell);
    expect(plan.held.get("a")).toBe(held);
    expect(plan.nextAt).toBe(held === undefined ? null : NOW - sinceMs + 60_000);
  });

  it.each<[string, Partial<Untold>, string | undefined, number | null]>([
    ["silenced, for as long as that lasts", { isSilenced: true }, "silenced", null],
    ["within its cooldown", { told: told(1_000) }, "cooldown", NOW + 299_000],
    ["at the end of its cooldown", { told: told(300_000) }, undefined, null],
    ["flapping and not told so", { isFlapping: true, told: told(1_000) }, undefined, null],
    ["flapping and told so", { isFlapping: true, told: told(1_000, true) }, "flapping", NOW + 1_800_000],
    [
      "flapping long ago, and calm since",
      { isFlapping: true, decidedAt: NOW - 1_800_000, told: told(1_800_000, true) },
      ...([undefined, null] as const),
    ],
    ["flapping and silenced", { isFlapping: true, isSilenced: true }, "silenced", null],
  ])("[D9] an alert that is %s", (_, more, held, nextAt) => {
    const plan = planFires(null, [untold("a", more)], NOW);
    expect(plan.held.get("a")).toBe(held);
    expect(plan.tell).toEqual(held === undefined ? ["a"] : []);
    expect(plan.nextAt).toBe(nextAt);
  });

  it("[D8] every alert is told or held, never both, and what waits for time alone has its time", () => {
    const alert = fc.record({
      ...{
        isFlapping: fc.boolean(),
        isSilenced: fc.boolean(),
        cooldownMs: fc.integer({ min: 0, max: 10_000 }),
      },
      decidedAt: fc.integer({ min: NOW - 4_000_000, max: NOW }),
      told: fc.option(
        fc.record({ at: fc.integer({ min: NOW - 20_000, max: NOW }), isFlapTold: fc.boolean() }),
      ),
    });
    const alerts = fc.array(alert, { maxLength: 8 });
    const lastTold = fc.option(fc.integer({ min: NOW - 120_000, max: NOW }));
    fc.assert(
      fc.property(alerts, lastTold, (list, lastToldAt) => {
        const given = list.map((one, index) => ({ ...one, id: String(index) }));
        const { tell, held, nextAt } = planFires(lastToldAt, given, NOW);
        expect([...tell, ...held.keys()].toSorted()).toEqual(given.map(({ id }) => id).toSorted());
        const isTimed = [...held.values()].some((telling) => telling !== "silenced");
        expect(nextAt !== null).toBe(isTimed);
        if (nextAt !== null) expect(nextAt).toBeGreaterThan(NOW);
      }),
    );
  });
});

function told(agoMs: number, isFlapTold = false): NonNullable<Untold["told"]> {
  return { at: NOW - agoMs, isFlapTold };
}

describe("what may follow on a fire", () => {
  const fire = (state: FireNotice["state"], tries = state === "ready" ? 0 : 1): FireNotice => ({
    ...{ id: `${state}-${tries}`, state, tries },
  });

  it.each<[string, FireNotice[], string[], string | null]>([
    ["nobody has sent it", [fire("ready")], ["ready-0"], null],
    ["it was delivered", [fire("delivered")], [], "ready"],
    ["it is with the receiver", [fire("sending")], [], "held"],
    ["it is to be tried again", [fire("ready", 2)], [], "held"],
    ["it is dead", [fire("dead")], [], "cancelled"],
    ["it was called off", [fire("cancelled")], [], null],
    [
      "the first was delivered and the second not sent",
      [fire("delivered"), fire("ready")],
      ["ready-0"],
      "ready",
    ],
    ["the first was delivered and the second is under way", [fire("delivered"), fire("sending")], [], "held"],
    ["the first is dead and the second delivered", [fire("dead"), fire("delivered")], [], "ready"],
  ])("[D10] the resolve of a fire where %s", (_, fires, cancel, resolve) => {
    expect(endThread(fires)).toEqual({ cancel, resolve });
  });

  it("[D10] nothing ever follows where no fire was delivered (invariant 6)", () => {
    const state = fc.constantFrom("ready", "sending", "dead", "cancelled", "held");
    const fires = fc.array(fc.record({ id: fc.uuid(), state, tries: fc.nat(10) }));
    fc.assert(fc.property(fires, (list) => following(list) !== "ready"));
  });
});

/** Any half of a sign, too. */
const unitOfUtf16 = fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe("ids", () => {
  const placed = (kind: "agent" | "queue" | "feed", queueId: string | null) =>
    groupOf({ entity: { kind, id: "x" }, queueId });

  it.each([
    [placed("feed", null), "f"],
    [placed("agent", "q1"), "q.q1"],
    [placed("agent", null), "n"],
    [placed("queue", "q 1/é"), "q.q%201%2F%C3%A9"],
  ])("[D8] the group %s is %s", (group, wanted) => expect(group).toBe(wanted));

  it("[D8] are plain ASCII without control characters, whatever the floor's ids are, and never the same twice", () => {
    const taken = new Set<string>();
    fc.assert(
      fc.property(fc.string({ unit: unitOfUtf16, maxLength: 40 }), (id) => {
        const group = groupOf({ entity: { kind: "queue", id }, queueId: id });
        const incident = incidentId("rule", NOW, group, (one) => taken.has(one));
        expect(taken.has(incident)).toBe(false);
        taken.add(incident);
        expect(noticeId(incident, "hook", "fire", 1)).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});
