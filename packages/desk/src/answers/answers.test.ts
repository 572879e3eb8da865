/** What people ask of the floor besides the board: the directory, and one agent whole. */
import {
  createFloor,
  type Floor,
  type RoutingProfile,
  type ShiftTemplate,
  type Site,
  step,
} from "@callboard/core";
import { NAME_STYLES } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { SITE } from "../../test/timeline.ts";
import { agentFactsOf } from "./agent-facts.ts";
import { directoryOf } from "./directory.ts";

/** A Wednesday. */
const NOON = Date.parse("2026-06-10T12:00:00Z");
const FULL = { style: "full", aliases: new Map() } as const;

const early: ShiftTemplate = {
  ...{ id: "early", name: "Early", zone: "UTC", days: [1, 2, 3, 4, 5], startMinute: 480, endMinute: 990 },
  breaks: [{ name: "Lunch", startMinute: 720, endMinute: 750 }],
};
const skill = (id: string, queueIds: readonly string[] | null, changes: object = {}) => ({
  ...{ id, name: `Skill ${id}`, level: 3, active: true, queueIds },
  ...changes,
});

function floorWith(profiles: Readonly<Record<string, RoutingProfile | null>>, site: Site = SITE): Floor {
  const floor = createFloor(site);
  const entries = Object.keys(profiles).map((agentId) => ({
    ...{ agentId, name: `Ana Ruiz ${agentId}`, teamId: "t", teamName: agentId === "c" ? null : "Blue" },
  }));
  step(floor, { kind: "roster", entries }, NOON);
  for (const [agentId, profile] of Object.entries(profiles)) {
    if (profile !== null) step(floor, { kind: "profiles", profiles: [{ agentId, profile }] }, NOON);
  }
  const call = {
    contactId: "x",
    queueId: "q1",
    agentId: null,
    phase: "QUEUED",
    media: "chat",
    direction: "INBOUND",
  } as const;
  const instants = { queuedAt: NOON, offeredAt: null, answeredAt: null, endedAt: null };
  step(floor, { kind: "interaction", at: NOON, ...call, ...instants }, NOON);
  return floor;
}

const ready = (
  floor: Floor,
  agentId: string,
  statusCode: string,
  state: "READY" | "AFTER_CALL_WORK" = "READY",
) =>
  step(
    floor,
    {
      kind: "agentState",
      report: {
        ...{ agentId, state, rawState: null, statusCode, queueId: null, contactId: null },
        ...{ direction: null, at: NOON, durationMs: 0, lastUpdated: NOON },
      },
    },
    NOON,
  );

describe("the directory", () => {
  it("lists teams, skills with their queues, people by their usable skills, and queues with their media", () => {
    const floor = floorWith({
      b: { skills: [skill("two", null), skill("one", ["q1"])], shift: { kind: "none" } },
      a: { skills: [skill("one", ["q2"]), skill("two", null, { active: false })], shift: { kind: "none" } },
      c: null,
    });
    expect(directoryOf(floor, NOON)).toMatchObject({
      at: NOON,
      teams: ["Blue"],
      skills: [
        { id: "one", name: "Skill one", queueIds: ["q1", "q2"] },
        { id: "two", name: "Skill two", queueIds: null },
      ],
      agents: [
        { id: "b", skills: [1, 0] },
        { id: "a", skills: [0] },
        { id: "c", skills: null },
      ],
      queues: [{ id: "q1", name: "q1", media: "chat" }],
    });
  });

  it("lists the codes that were seen, with whether anybody said what they mean", () => {
    const floor = floorWith({ a: null, b: null, c: null, d: null });
    ready(floor, "a", "LUNCH");
    ready(floor, "b", "X7");
    ready(floor, "c", "READY");
    expect(directoryOf(floor, NOON).codes).toEqual([
      { code: "LUNCH", isMapped: true, isOnReady: true },
      { code: "READY", isMapped: false, isOnReady: false },
      { code: "X7", isMapped: false, isOnReady: true },
    ]);
    ready(floor, "d", "ACW", "AFTER_CALL_WORK");
    expect(directoryOf(floor, NOON).codes).toContainEqual({ code: "ACW", isMapped: false, isOnReady: false });
  });

  it("names nobody", () => {
    expect(JSON.stringify(directoryOf(floorWith({ a: null }), NOON))).not.toContain("Ruiz");
  });
});

describe("one agent", () => {
  const profile: RoutingProfile = {
    skills: [skill("one", ["q1"], { active: false })],
    shift: { kind: "template", template: early },
  };

  it("has skills as CXone tells them, and the shift that runs with its breaks", () => {
    const facts = agentFactsOf(floorWith({ a: profile }), "a", FULL, NOON);
    expect(facts).toMatchObject({
      at: NOON,
      agent: { id: "a", name: "Ana Ruiz a", call: null, lastCall: null },
      skills: [{ id: "one", name: "Skill one", level: 3, isActive: false, queueIds: ["q1"] }],
      shift: {
        ...{ name: "Early", zone: "UTC", source: "cxone" },
        ...{ from: Date.parse("2026-06-10T08:00:00Z"), to: Date.parse("2026-06-10T16:30:00Z") },
        breaks: [{ name: "Lunch", from: NOON, to: NOON + 30 * 60_000 }],
      },
    });
  });

  it("has the site's shift where the site has assigned one, and no hours where none is near", () => {
    const shifts = {
      templates: new Map([["s", { ...early, name: "Sundays", days: [7] }]]),
      ...{ byAgent: new Map(), byTeam: new Map([["Blue", "s"]]) },
    };
    const facts = agentFactsOf(floorWith({ a: profile }, { ...SITE, shifts }), "a", FULL, NOON);
    expect(facts?.shift).toEqual({
      ...{ name: "Sundays", zone: "UTC", source: "site", from: null, to: null, breaks: [] },
    });
  });

  it("has neither where nobody knows them, and nobody is no agent", () => {
    const floor = floorWith({ a: null });
    expect(agentFactsOf(floor, "a", FULL, NOON)).toMatchObject({ skills: null, shift: null });
    expect(agentFactsOf(floor, "__proto__", FULL, NOON)).toBeNull();
  });

  it.each(NAME_STYLES)("is named as the asker may see it: %s", (style) => {
    const facts = agentFactsOf(floorWith({ a: profile }), "a", { ...FULL, style }, NOON);
    expect(JSON.stringify(facts).includes("Ana Ruiz a")).toBe(style === "full");
  });
});
