import { createFloor, type Floor, hourOfWeek, restoreHour, step } from "@callboard/core";
import type { NameStyle } from "@callboard/protocol";
import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { SITE } from "../test/timeline.ts";
import { projectAgent, projectAgentDetail, projectCounts, projectQueue } from "./project.ts";
import { FigureBook } from "./queue-figures.ts";

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

const ALIASES = new Map([["agent-0001", "Falcon"]]);
const shown = (floor: Floor, style: NameStyle) => {
  const agent = floor.agents.get("agent-0001");
  if (agent === undefined) throw new Error("no such agent");
  return projectAgent(floor, agent, { style, aliases: ALIASES });
};

describe("a person's name on a wall", () => {
  it("is whole only where the view may show it", () => {
    const named = floorWith("READY", null, "Ana Ruiz");
    expect(shown(named, "full").name).toBe("Ana Ruiz");
    expect(shown(named, "short").name).toBe("Ana R.");
    expect(shown(named, "initials").name).toBe("AR");
    expect(shown(named, "alias").name).toBe("Falcon");
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

describe("an agent's details, for whoever asks for the whole board", () => {
  const told = (floor: Floor, state: "READY" | "CALL" | "WRAP_UP", at: number, queueId: string | null) => {
    const rest = { rawState: null, statusCode: null, direction: null, durationMs: 0 };
    const contactId = queueId === null ? null : "call_1";
    const report = { ...rest, agentId: "agent-0001", state, queueId, contactId, at, lastUpdated: at };
    step(floor, { kind: "agentState", report }, at);
  };
  const detailIn = (floor: Floor) => {
    const agent = floor.agents.get("agent-0001");
    if (agent === undefined) throw new Error("no such agent");
    return projectAgentDetail(floor, agent, { style: "short", aliases: ALIASES });
  };

  it("[E4] have the call's queue as it stood, with the usual of that hour and both deviations", () => {
    const floor = floorWith("READY", null, "Ana");
    const baseline = { weeks: 4, waitSeconds: 90, serviceLevelPct: 82, volume: 130 };
    restoreHour(floor.baselines, { queueId: "q1", hour: hourOfWeek(SITE.zone, START), figures: baseline });
    const figures = { abandonedCount: 3, availableAgents: 4, callVolume1h: 145, serviceLevelPct: 78.5 };
    const stats = {
      kind: "queueStats",
      queueId: "q1",
      queueName: null,
      waitSeconds: 120,
      ...figures,
    } as const;
    step(floor, { ...stats, at: START }, START);
    told(floor, "CALL", START + 1_000, "q1");
    step(floor, { ...stats, at: START + 2_000, waitSeconds: 5 }, START + 2_000);
    const call = {
      ...{ queueId: "q1", frozenAt: START + 1_000, statsAt: START, waitSeconds: 120, serviceLevelPct: 78.5 },
      ...{ baseline, waitDeviationSeconds: 30, serviceLevelDeviationPct: -3.5 },
    };
    expect(detailIn(floor)).toEqual({
      ...shown(floor, "short"),
      call: { since: START + 1_000, ...call },
      gap: null,
      lastCall: null,
    });
    told(floor, "WRAP_UP", START + 61_000, "q1");
    expect(detailIn(floor)).toMatchObject({
      call: { since: null, ...call },
      lastCall: { contactId: "call_1", queueId: "q1", endedAt: START + 61_000, talkMs: 60_000 },
    });
  });

  it("[A6] [E4] have the gap through which the present state was entered", () => {
    const floor = floorWith("READY", null, "Ana");
    told(floor, "WRAP_UP", START + 1_000, null);
    expect(detailIn(floor)).toMatchObject({
      call: null,
      gap: { from: "READY", to: "WRAP_UP", at: START + 1_000 },
      lastCall: { endedAt: START + 1_000, talkMs: null },
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
    expect(projectQueue(queue, new FigureBook(floor).of(queue))).toMatchObject({
      ...{ id: "q1", name: "Sales", statsAt: START, waitSeconds: 120, ...stats, waitTrend: null },
      last15m: {
        offered: 0,
        serviceLevelPct: null,
        serviceLevelOf: 0,
        asaSeconds: null,
        ahtSeconds: null,
        abandonPct: null,
      },
    });
  });
});
