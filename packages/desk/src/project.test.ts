import { createFloor, type Floor, step } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { START } from "../test/manual-time.ts";
import { SITE } from "../test/timeline.ts";
import { projectAgent, projectCounts, projectQueue, shortName } from "./project.ts";

function floorWith(
  state: "READY" | "CALL" | "NOT_READY",
  statusCode: string | null,
  name: string | null,
): Floor {
  const floor = createFloor(SITE);
  step(
    floor,
    { kind: "roster", entries: [{ agentId: "agent-0001", name, teamId: "t1", teamName: "Blue" }] },
    START,
  );
  const report = {
    ...{ agentId: "agent-0001", state, rawState: null, statusCode },
    ...{ queueId: null, contactId: null, direction: null, at: START, durationMs: 5_000, lastUpdated: START },
  };
  step(floor, { kind: "agentState", report }, START);
  return floor;
}

const shown = (floor: Floor, style: "short" | "full") => {
  const agent = floor.agents.get("agent-0001");
  if (agent === undefined) throw new Error("no such agent");
  return projectAgent(floor, agent, style);
};

describe("a person's name on a wall", () => {
  it.each([
    ["Ana Ruiz Soler", "Ana S."],
    ["Ana", "Ana"],
    ["  Ana   Ruiz ", "Ana R."],
    ["Ana 🙂", "Ana 🙂."],
    ["李 小龙", "李 小."],
    ["   ", "?"],
    ["<img src=x onerror=alert(1)> x", "<img x."],
    ["__proto__ constructor", "__proto__ c."],
  ])("%j is shown as %j", (name, short) => {
    expect(shortName(name)).toBe(short);
  });

  it("in short never tells more than a word and one sign", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (name) => {
        const words = name.split(/\s+/u).filter((word) => word !== "");
        expect(shortName(name).length).toBeLessThanOrEqual((words[0]?.length ?? 1) + 4);
      }),
    );
  });

  it("is whole only where the view may show it, and the start of the id where nobody knows it", () => {
    const named = floorWith("READY", null, "Ana Ruiz");
    expect(shown(named, "full").name).toBe("Ana Ruiz");
    expect(shown(named, "short").name).toBe("Ana R.");
    expect(shown(floorWith("READY", null, null), "full").name).toBe("agent-00");
  });
});

describe("an agent's row", () => {
  it("has the site's word for a mapped status code, and the code itself for any other", () => {
    expect(shown(floorWith("NOT_READY", "LUNCH", "Ana"), "short").status).toBe("Lunch");
    expect(shown(floorWith("NOT_READY", "X9", "Ana"), "short").status).toBe("X9");
  });

  it("has the instant at which the state began, and no duration", () => {
    expect(shown(floorWith("CALL", null, "Ana"), "short")).toMatchObject({
      since: START - 5_000,
      state: "CALL",
    });
  });
});

describe("the counts", () => {
  it("never take READY for routable", () => {
    expect(projectCounts(floorWith("READY", "LUNCH", "Ana"))).toMatchObject({
      byState: [1, 0, 0, 0, 0, 0, 0],
      routable: 0,
      readyNotRoutable: 1,
      readyUnknown: 0,
    });
    expect(projectCounts(floorWith("READY", null, "Ana"))).toMatchObject({ routable: 0, readyUnknown: 1 });
  });
});

describe("a queue's row", () => {
  it("has no percentage where there is nothing to divide by, and the reading's own figures with their instant", () => {
    const floor = createFloor(SITE);
    const stats = { abandonedCount: 3, availableAgents: 4, callVolume1h: 145, serviceLevelPct: 78.5 };
    step(
      floor,
      { kind: "queueStats", queueId: "q1", queueName: "Sales", at: START, waitSeconds: 120, ...stats },
      START,
    );
    const queue = floor.queues.get("q1");
    if (queue === undefined) throw new Error("no such queue");
    expect(projectQueue(floor, queue)).toMatchObject({
      ...{ id: "q1", name: "Sales", statsAt: START, waitSeconds: 120, ...stats, waitTrend: null },
      last15m: { offered: 0, serviceLevelPct: null, asaSeconds: null, ahtSeconds: null, abandonPct: null },
    });
  });
});
