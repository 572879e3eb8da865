/** Shifts that the site itself assigns: whose they are, and that the floor is judged by them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  MINUTE,
  profile,
  profiled,
  queueIn,
  shift,
  site,
  stats,
  T0,
  told,
} from "../../test/floor-kit.ts";
import type { SiteShifts } from "../site.ts";
import { step } from "../step.ts";
import type { ShiftTemplate } from "./profile.ts";
import { shiftOf } from "./shift-of.ts";

const NIGHT = shift({ id: "night", name: "Night", startMinute: 22 * 60, endMinute: 6 * 60, breaks: [] });
const LATE = shift({ id: "late", name: "Late", startMinute: 12 * 60, endMinute: 20 * 60, breaks: [] });

function shifts(
  byAgent: Readonly<Record<string, string>>,
  byTeam: Readonly<Record<string, string>> = {},
  templates: readonly ShiftTemplate[] = [NIGHT, LATE],
): SiteShifts {
  return {
    templates: new Map(templates.map((template) => [template.id, template])),
    byAgent: new Map(Object.entries(byAgent)),
    byTeam: new Map(Object.entries(byTeam)),
  };
}

/** READY in team Blue at 14:32, with a skill for the queue and the given shift by CXone. */
function floorWith(assigned: SiteShifts, byCxone: ShiftTemplate | null = null) {
  const floor = floorOf({ shifts: assigned });
  const entry = { agentId: AGENT, name: "Ana Ruiz", teamId: "t1", teamName: "Blue" };
  step(floor, { kind: "roster", entries: [entry] }, T0);
  step(floor, stats(), T0);
  step(floor, told("READY"), T0);
  const knowledge = byCxone === null ? profile().shift : { kind: "template" as const, template: byCxone };
  step(floor, profiled(AGENT, { shift: knowledge }), T0);
  return floor;
}

describe("whose shift it is", () => {
  const person = {
    id: AGENT,
    teamName: "Blue",
    profile: profile({ shift: { kind: "template", template: shift() } }),
  };

  it.each([
    ["their own before the team's", shifts({ [AGENT]: "night" }, { Blue: "late" }), "Night", "site"],
    ["the team's before CXone's", shifts({}, { Blue: "late" }), "Late", "site"],
    [
      "CXone's where the site says nothing of them",
      shifts({ other: "night" }, { Red: "late" }),
      "Early",
      "cxone",
    ],
    [
      "the team's where their own is of no template",
      shifts({ [AGENT]: "gone" }, { Blue: "late" }),
      "Late",
      "site",
    ],
    [
      "CXone's where no template is there",
      shifts({ [AGENT]: "late" }, { Blue: "late" }, []),
      "Early",
      "cxone",
    ],
    ["CXone's, whatever names mean in JavaScript", shifts({ constructor: "late" }), "Early", "cxone"],
  ])("[R6] %s", (_, assigned, name, source) => {
    const found = shiftOf(site({ shifts: assigned }), person);
    expect(found).toMatchObject({ knowledge: { kind: "template", template: { name } }, source });
  });

  it("[R6] is unknown where the site says nothing and the profile is not known", () => {
    const found = shiftOf(site(), { ...person, profile: null });
    expect(found).toEqual({ knowledge: { kind: "unknown" }, source: "cxone" });
  });

  it("[R6] of a team with any name is found by that name alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (named, theirs) => {
        const assigned = { ...shifts({}), byTeam: new Map([[named, "late"]]) };
        const { source } = shiftOf(site({ shifts: assigned }), { ...person, teamName: theirs });
        expect(source).toBe(named === theirs ? "site" : "cxone");
      }),
    );
  });
});

describe("the floor by the site's shifts", () => {
  it("[R6] is judged by them, with the template in the reason", () => {
    const floor = floorWith(shifts({ [AGENT]: "night" }), LATE);
    expect(agentIn(floor).routability).toEqual({
      kind: "notRoutable",
      reason: "outsideShift",
      detail: "Night",
    });
    expect(queueIn(floor).routableAgents).toBe(0);
  });

  it("[R6] lets somebody work whose shift CXone has ended", () => {
    const over = shift({ endMinute: 9 * 60 });
    expect(agentIn(floorWith(shifts({}), over)).routability).toMatchObject({ reason: "outsideShift" });
    expect(agentIn(floorWith(shifts({}, { Blue: "late" }), over)).routability.kind).toBe("routable");
  });

  it("[R6] says that a shift is over even where nobody knows the profile yet", () => {
    const floor = floorOf({ shifts: shifts({ [AGENT]: "night" }) });
    step(floor, told("READY"), T0);
    expect(agentIn(floor).routability).toMatchObject({ reason: "outsideShift", detail: "Night" });
  });

  it("[R4] [R6] is judged anew when the site's setting changes, counts and all", () => {
    const floor = floorWith(shifts({}), LATE);
    expect(queueIn(floor).routableAgents).toBe(1);
    const outcome = step(floor, { kind: "site", site: site({ shifts: shifts({}, { Blue: "night" }) }) }, T0);
    expect(outcome.agents).toEqual([AGENT]);
    expect(agentIn(floor).routability).toMatchObject({ reason: "outsideShift", detail: "Night" });
    expect(queueIn(floor).routableAgents).toBe(0);
    step(floor, { kind: "site", site: site() }, T0);
    expect(queueIn(floor).routableAgents).toBe(1);
  });

  it("[R6] follows a person into another team", () => {
    const floor = floorWith(shifts({}, { Red: "night" }), LATE);
    const entry = { agentId: AGENT, name: "Ana Ruiz", teamId: "t2", teamName: "Red" };
    step(floor, { kind: "roster", entries: [entry] }, T0 + MINUTE);
    expect(agentIn(floor).routability).toMatchObject({ reason: "outsideShift", detail: "Night" });
  });
});
