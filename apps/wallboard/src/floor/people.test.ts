/** People as lists in groups, as counts, and as what needs a look. */
import type { BoardAgent, BoardAlert, BoardQueue } from "@callboard/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsOf } from "../../test/made-up-boards.ts";
import { AT, agent, alert, queue } from "../../test/pieces.ts";
import { AGENT_GROUPS } from "./agent-groups.ts";
import { orderTeams, rosterCounts, rosterOf } from "./agent-roster.ts";
import { attentionOf } from "./attention.ts";
import { USUAL_YARDSTICK } from "./queue-severity.ts";
import { COUNTED_GROUPS, groupCounts } from "./state-counts.ts";

const held = { kind: "notRoutable", reason: "onBreak", detail: null } as const;
const long = AT - 20 * 60_000;
const FLOOR: readonly BoardAgent[] = [
  agent({ id: "a", team: "Team 10" }),
  agent({ id: "b", team: "Team 2", state: "NOT_READY" }),
  agent({ id: "c", team: "Team 2" }),
  agent({ id: "d", team: null, state: "CALL" }),
  agent({ id: "e", team: "Team 2", state: "SIGNED_OUT" }),
  agent({ id: "f", team: "__proto__", state: "WRAP_UP" }),
  agent({ id: "g", team: "Team 10", routability: held }),
];
const idsOf = (entries: readonly { readonly agent: BoardAgent }[]) => entries.map(({ agent }) => agent.id);

describe("people in groups", () => {
  it("by state stand by need, by team in the order in which people count, those without one last", () => {
    expect(idsOf(rosterOf(FLOOR, "state", false))).toEqual(["b", "g", "f", "d", "a", "c"]);
    const byTeam = rosterOf(FLOOR, "team", false);
    expect(byTeam.map(({ agent, group }) => `${group}:${agent.id}`)).toEqual([
      "__proto__:f",
      "Team 2:b",
      "Team 2:c",
      "Team 10:g",
      "Team 10:a",
      ":d",
    ]);
  });

  it("include those signed out only where they are asked for", () => {
    expect(idsOf(rosterOf(FLOOR, "state", true))).toContain("e");
    expect(idsOf(rosterOf(FLOOR, "team", false))).not.toContain("e");
  });

  it("are counted whether listed or not: present without the signed-out, routable apart (SPEC R)", () => {
    const teams = rosterCounts(FLOOR, "team");
    expect(teams.get("Team 2")).toMatchObject({ present: 2, routable: 1 });
    expect(teams.get("Team 10")).toMatchObject({ present: 2, routable: 1 });
    expect(teams.get("__proto__")).toMatchObject({ present: 1, routable: 0 });
    expect(rosterCounts(FLOOR, "state").get("signedOut")).toMatchObject({ present: 1 });
  });

  it("do not depend on the order in which they came", () => {
    const made = fc.record({
      id: fc.uuid(),
      team: fc.constantFrom("A", "a", "Ä", "B 2", "B 10", "", null),
      state: fc.constantFrom<BoardAgent["state"]>("READY", "CALL", "NOT_READY", "UNKNOWN"),
      since: fc.constantFrom(null, AT - 1, AT - 2),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(made, { selector: ({ id }) => id }),
        fc.constantFrom("state", "team"),
        (parts, by) => {
          const agents = parts.map(agent);
          expect(idsOf(rosterOf([...agents].reverse(), by, true))).toEqual(idsOf(rosterOf(agents, by, true)));
        },
      ),
    );
  });

  it("teams of one name in other letters stay apart", () => {
    expect(orderTeams(["b", "", "B", "a"])).toEqual(["a", "b", "B", ""]);
  });
});

it("counts by group add up to everybody, each in one group", () => {
  const counts = groupCounts(countsOf(FLOOR));
  expect(counts).toEqual({
    routable: 2,
    readyNotRoutable: 1,
    readyUnknown: 0,
    onContact: 1,
    wrapUp: 1,
    notReady: 1,
    unknown: 0,
    signedOut: 1,
  });
  expect([...COUNTED_GROUPS].sort()).toEqual([...AGENT_GROUPS].sort());
});

describe("what needs a look", () => {
  const look = (floor: {
    readonly alerts?: readonly BoardAlert[];
    readonly queues?: readonly BoardQueue[];
    readonly agents?: readonly BoardAgent[];
  }) =>
    attentionOf({
      alerts: [],
      queues: [],
      agents: [],
      floorNow: AT,
      clock: AT,
      yardstick: USUAL_YARDSTICK,
      ...floor,
    });
  const ids = (items: ReturnType<typeof attentionOf>) => items.map(({ id }) => id);
  const by = { by: "Maria", at: AT };

  it("comes worst first: that nothing is seen, alerts and queues by severity, then people", () => {
    const items = look({
      alerts: [
        alert({ id: "low", severity: "low" }),
        alert({ id: "high", severity: "high", entity: { kind: "agent", id: "2" } }),
        alert({ id: "critical", severity: "critical", entity: { kind: "agent", id: "3" } }),
        alert({ id: "feed", severity: "high", entity: { kind: "feed" } }),
        alert({ id: "flickers", severity: "critical", isFlapping: true, entity: { kind: "agent", id: "4" } }),
      ],
      queues: [
        queue({ id: "long", waitSeconds: 300 }),
        queue({ id: "warns", waitSeconds: 130 }),
        queue({ id: "fine" }),
      ],
      agents: [
        agent({ id: "idle", state: "NOT_READY", since: long }),
        agent({ id: "held", routability: held, since: long }),
      ],
    });
    expect(ids(items)).toEqual([
      "alert feed",
      "alert critical",
      "queue long",
      "alert high",
      "queue warns",
      "agent held",
      "agent idle",
      "alert low",
      "alert flickers",
    ]);
  });

  it.each([
    [agent({ id: "a", state: "NOT_READY", since: AT - 900_000 }), 1],
    [agent({ id: "a", state: "NOT_READY", since: AT - 899_999 }), 0],
    [agent({ id: "a", state: "WRAP_UP", since: AT - 180_000 }), 1],
    [agent({ id: "a", state: "AFTER_CALL_WORK", since: AT - 179_999 }), 0],
    [agent({ id: "a", routability: held, since: AT - 900_000 }), 1],
    [agent({ id: "a", since: long }), 0],
    [agent({ id: "a", state: "CALL", since: long }), 0],
    [agent({ id: "a", state: "NOT_READY", since: null }), 0],
  ])("is a person whose state has lasted so long that it asks for it: %#", (someone, count) => {
    expect(look({ agents: [someone] })).toHaveLength(count);
  });

  it("names nobody twice for one thing, and nobody whose alert is in hand", () => {
    const idle = agent({ id: "1", state: "NOT_READY", since: long });
    expect(ids(look({ alerts: [alert({ id: "x" })], agents: [idle] }))).toEqual(["alert x"]);
    expect(look({ alerts: [alert({ id: "x", acknowledged: by })], agents: [idle] })).toEqual([]);
    expect(
      look({ alerts: [alert({ id: "x", silenced: { by: "Ann", until: AT } })], agents: [idle] }),
    ).toEqual([]);
  });

  it("never is a queue whose figures are old: what is not known is not a call", () => {
    expect(look({ queues: [queue({ id: "old", statsAt: AT - 60_000, waitSeconds: 900 })] })).toEqual([]);
  });
});
