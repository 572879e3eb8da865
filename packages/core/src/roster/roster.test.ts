import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  hear,
  pictureOf,
  profiled,
  QUEUE,
  queueIn,
  roster,
  stats,
  T0,
  told,
} from "../../test/floor-kit.ts";
import { BOUNDS } from "../bounds.ts";
import { step } from "../step.ts";

const entry = (agentId: string, name: string | null, teamName: string | null = null) => ({
  agentId,
  name,
  teamId: teamName,
  teamName,
});

describe("who works here", () => {
  it("[U1] everybody on the roster is on the floor, though never seen", () => {
    const floor = floorOf();
    const outcome = step(floor, { kind: "roster", entries: [entry(AGENT, "Ana Ruiz", "Sales")] }, T0);
    expect(outcome).toMatchObject({ verdict: "applied", reason: "roster", agents: [AGENT] });
    expect(agentIn(floor)).toMatchObject({
      name: "Ana Ruiz",
      teamName: "Sales",
      onRoster: true,
      state: "UNKNOWN",
      since: null,
      routability: { kind: "unknown", reason: "neverSeen" },
    });
  });

  it("[U1] names an agent whom the stream told of first, and keeps the state", () => {
    const floor = floorOf();
    hear(floor, told("READY"));
    step(floor, { kind: "roster", entries: [entry(AGENT, "Ana Ruiz")] }, T0);
    expect(agentIn(floor)).toMatchObject({ name: "Ana Ruiz", state: "READY", since: T0 });
  });

  it("[U1] only those of whom there is news are drawn anew", () => {
    const floor = floorOf();
    step(floor, { kind: "roster", entries: [entry("a", "Ana"), entry("b", "Ben")] }, T0);
    const outcome = step(floor, { kind: "roster", entries: [entry("a", "Ana"), entry("b", "Benno")] }, T0);
    expect(outcome.agents).toEqual(["b"]);
  });

  it("[U2] an empty roster is the guide's missing scope and is never applied", () => {
    const floor = floorOf();
    step(floor, roster("a", "b"), T0);
    const before = pictureOf(floor);
    for (let round = 0; round < 5; round += 1) {
      expect(step(floor, roster(), T0)).toMatchObject({ verdict: "unchanged", reason: "emptyRoster" });
    }
    expect(pictureOf(floor)).toEqual(before);
  });

  it("[U3] who is absent from one roster stays; from two in a row leaves", () => {
    const floor = floorOf();
    step(floor, roster("a", "b"), T0);
    expect(step(floor, roster("a"), T0).removedAgents).toEqual([]);
    expect(step(floor, roster("a"), T0).removedAgents).toEqual(["b"]);
    expect([...floor.agents.keys()]).toEqual(["a"]);
  });

  it("[U3] coming back in between begins the count anew", () => {
    const floor = floorOf();
    for (const present of [roster("a", "b"), roster("a"), roster("a", "b"), roster("a")])
      step(floor, present, T0);
    expect(floor.agents.has("b")).toBe(true);
  });

  it("[U3] who leaves is taken out of the queues' counts", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    step(floor, roster(AGENT, "b"), T0);
    hear(floor, told("READY"));
    step(floor, profiled(AGENT), T0);
    expect(queueIn(floor).routableAgents).toBe(1);
    step(floor, roster("b"), T0);
    const outcome = step(floor, roster("b"), T0);
    expect(outcome).toMatchObject({ removedAgents: [AGENT], queues: [QUEUE] });
    expect(queueIn(floor).routableAgents).toBe(0);
  });

  it("[U4] an agent that only the stream knows is never missed by a roster", () => {
    const floor = floorOf();
    hear(floor, told("READY", { agentId: "visitor" }));
    for (let round = 0; round < 4; round += 1) step(floor, roster("a"), T0);
    expect(floor.agents.has("visitor")).toBe(true);
  });

  it("[A9] a roster longer than the floor fills it and stops", () => {
    const floor = floorOf();
    const ids = Array.from({ length: BOUNDS.agentsMax + 10 }, (_, index) => `agent-${index}`);
    expect(step(floor, roster(...ids), T0).agents).toHaveLength(BOUNDS.agentsMax);
    expect(floor.agents.size).toBe(BOUNDS.agentsMax);
  });

  it("[U5] a profile of somebody who is not on the floor is dropped", () => {
    const floor = floorOf();
    expect(step(floor, profiled("stranger"), T0)).toMatchObject({ agents: [], queues: [] });
    expect(floor.agents.size).toBe(0);
  });
});
