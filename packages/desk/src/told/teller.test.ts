import { createFloor, type FloorInput, step } from "@callboard/core";
import type { FloorEvent } from "@callboard/core/alerting";
import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { SITE } from "../../test/timeline.ts";
import { FigureBook } from "../queue-figures.ts";
import { Teller } from "./teller.ts";

const MINUTE = 60_000;

/** A floor and what is told of each input. */
class Story {
  readonly floor = createFloor(SITE);
  readonly teller = new Teller(this.floor, new FigureBook(this.floor));
  now = START;

  constructor() {
    this.teller.begin();
    this.take({ kind: "feed", seeing: true, at: START });
  }

  take(...inputs: readonly FloorInput[]): FloorEvent[] {
    return inputs.flatMap((input) => [...this.teller.note(input, step(this.floor, input, this.now))]);
  }

  roster(...ids: readonly string[]): FloorEvent[] {
    const entries = ids.map((agentId) => ({
      agentId,
      name: `Name ${agentId}`,
      teamId: "t1",
      teamName: "Team",
    }));
    return this.take({ kind: "roster", entries });
  }

  skills(agentId: string, ...skillIds: readonly string[]): FloorEvent[] {
    const skills = skillIds.map((id) => ({ id, name: id, level: 1, active: id !== "off", queueIds: ["q1"] }));
    return this.take({
      kind: "profiles",
      profiles: [{ agentId, profile: { skills, shift: { kind: "none" } } }],
    });
  }

  agent(agentId: string, state: "READY" | "NOT_READY" | "CALL" | "AFTER_CALL_WORK", more = {}): FloorEvent[] {
    return this.take({ kind: "agentState", report: this.report(agentId, state, more) });
  }

  report(agentId: string, state: "READY" | "NOT_READY" | "CALL" | "AFTER_CALL_WORK", more = {}) {
    const at = this.now;
    const untold = { rawState: null, statusCode: null, queueId: null, contactId: null, direction: null };
    return { agentId, state, ...untold, at, durationMs: 0, lastUpdated: at, ...more };
  }

  reading(queueId: string, waitSeconds: number): FloorEvent[] {
    const figures = { abandonedCount: 1, availableAgents: 6, callVolume1h: 40, serviceLevelPct: 80 };
    return this.take({ kind: "queueStats", queueId, queueName: null, at: this.now, waitSeconds, ...figures });
  }

  contact(contactId: string, phase: "QUEUED" | "ABANDONED" = "QUEUED"): FloorEvent[] {
    return this.take({
      ...{ kind: "interaction", contactId, queueId: "q1", agentId: null, phase, media: "voice" },
      ...{ direction: "INBOUND", at: this.now, queuedAt: this.now, offeredAt: null, answeredAt: null },
      endedAt: null,
    });
  }

  pass(ms: number): this {
    this.now += ms;
    return this;
  }
}

describe("of an agent", () => {
  it("who is new it is told who they are, and then what they do", () => {
    const story = new Story();
    expect(story.roster("a1")).toEqual([
      {
        kind: "who",
        who: { id: "a1", name: "Name a1", teamId: "t1", teamName: "Team", skillIds: null },
      },
      expect.objectContaining({ kind: "agent", from: "UNKNOWN", isRepaired: false }),
    ]);
    expect(story.roster("a1")).toEqual([]);
  });

  it("each change is told at its own instant, from the state before, with the site's label", () => {
    const story = new Story();
    story.roster("a1");
    story.agent("a1", "READY");
    story.pass(5_000);
    const at = story.now;
    const [event, ...others] = story.agent("a1", "NOT_READY", { statusCode: "LUNCH" });
    expect(others).toEqual([]);
    expect(event).toEqual({
      kind: "agent",
      at,
      from: "READY",
      isRepaired: false,
      row: {
        ...{ id: "a1", state: "NOT_READY", rawState: null, statusCode: "LUNCH", status: "Lunch", since: at },
        ...{ callSince: null, wrapUpSince: null, queueId: null, direction: null, context: null },
        routability: { kind: "notRoutable", reason: "notReady", detail: "Lunch" },
      },
    });
  });

  it("nothing is told where an event changed nothing that rules can see", () => {
    const story = new Story();
    story.roster("a1");
    story.agent("a1", "READY");
    expect(story.pass(400).agent("a1", "READY", { durationMs: 400 })).toEqual([]);
    expect(story.take({ kind: "time" })).toEqual([]);
  });

  it("a code that the site has no word for has no label", () => {
    const story = new Story();
    expect(story.agent("a1", "NOT_READY", { statusCode: "ODD" }).at(-1)).toMatchObject({
      row: { statusCode: "ODD", status: null },
    });
  });

  it("what REST repaired is marked, and dated by what REST told [C2]", () => {
    const story = new Story();
    story.roster("a1");
    story.agent("a1", "READY");
    const report = story.pass(10_000).report("a1", "NOT_READY", { lastUpdated: story.now - 3_000 });
    expect(story.take({ kind: "groundTruth", askedIds: ["a1"], reports: [report] })).toEqual([
      expect.objectContaining({ kind: "agent", from: "READY", isRepaired: true }),
    ]);
  });

  it("a wrap-up that began in a gap is not told before reconciliation confirms it [A7]", () => {
    const story = new Story();
    story.roster("a1");
    story.agent("a1", "READY");
    story.pass(10_000);
    const report = story.report("a1", "AFTER_CALL_WORK", { queueId: "q1" });
    const [hidden] = story.take({ kind: "agentState", report });
    expect(hidden).toMatchObject({ row: { state: "AFTER_CALL_WORK", wrapUpSince: null } });
    const [confirmed] = story.take({ kind: "groundTruth", askedIds: ["a1"], reports: [report] });
    expect(confirmed).toMatchObject({ isRepaired: true, row: { wrapUpSince: report.at } });
  });

  it("a verdict that the hour turned is told, and moves no state [R4]", () => {
    const story = new Story();
    story.roster("a1");
    story.reading("q1", 5);
    story.agent("a1", "READY");
    const skills = [{ id: "s1", name: "s1", level: 1, active: true, queueIds: ["q1"] }];
    const nine = 9 * 60;
    const template = {
      ...{ id: "x", name: "Early", zone: "UTC", days: [1, 2, 3, 4, 5, 6, 7], breaks: [] },
      ...{ startMinute: 0, endMinute: nine + 2 },
    };
    const profile = { skills, shift: { kind: "template" as const, template } };
    story.take({ kind: "profiles", profiles: [{ agentId: "a1", profile }] });
    const clock = story.floor.clock;
    expect(story.pass(3 * MINUTE).take({ kind: "time" })).toEqual([
      expect.objectContaining({
        ...{ kind: "agent", at: clock, from: "READY", isRepaired: false },
        row: expect.objectContaining({
          state: "READY",
          routability: { kind: "notRoutable", reason: "outsideShift", detail: expect.anything() },
        }),
      }),
    ]);
  });

  it("other skills are told, the same ones read anew are not, and those switched off are none", () => {
    const story = new Story();
    story.roster("a1");
    story.agent("a1", "NOT_READY");
    expect(story.skills("a1", "s1", "off")).toMatchObject([{ kind: "who", who: { skillIds: ["s1"] } }]);
    expect(story.skills("a1", "s1")).toEqual([]);
    expect(story.skills("a1", "s1", "s2")).toMatchObject([{ kind: "who", who: { skillIds: ["s1", "s2"] } }]);
  });

  it("who leaves is told as gone, in pieces that fit a message", () => {
    const story = new Story();
    const ids = Array.from({ length: 120 }, (_, place) => `a${place}`);
    story.roster("stays", ...ids);
    story.roster("stays");
    const events = story.roster("stays");
    expect(events.every(({ kind }) => kind === "gone")).toBe(true);
    expect(events.length).toBe(3);
    expect(events.flatMap((event) => (event.kind === "gone" ? event.agentIds : []))).toEqual(ids);
    expect(story.teller.told().agents.map(({ id }) => id)).toEqual(["stays"]);
  });

  it("labels that the site renames are told of everybody who has them", () => {
    const story = new Story();
    story.roster("a1", "a2");
    story.agent("a1", "NOT_READY", { statusCode: "LUNCH" });
    const statusCodes = new Map([["LUNCH", { label: "Mittag", takesContacts: false }]]);
    expect(story.take({ kind: "site", site: { ...SITE, statusCodes } })).toMatchObject([
      { kind: "agent", row: { id: "a1", status: "Mittag" } },
    ]);
  });
});

describe("of a queue", () => {
  it("each reading is told at once and by itself, so that no two of its values are of two readings [I4]", () => {
    const story = new Story();
    const first = story.reading("q1", 130);
    const second = story.pass(1_000).reading("q1", 90);
    expect(first).toMatchObject([{ kind: "queue", at: START, row: { statsAt: START, waitSeconds: 130 } }]);
    expect(second).toMatchObject([{ at: story.now, row: { statsAt: story.now, waitSeconds: 90 } }]);
    expect(story.teller.fold()).toEqual([]);
  });

  it("its own figures are told once a row, however many contacts moved them", () => {
    const story = new Story();
    story.reading("q1", 10);
    for (const id of ["c1", "c2", "c3"]) expect(story.pass(10).contact(id)).toEqual([]);
    expect(story.teller.isPending).toBe(true);
    expect(story.teller.fold()).toMatchObject([
      { kind: "queue", at: story.now, row: { waiting: 3, longestWaitSince: START + 10, waitSeconds: 10 } },
    ]);
    expect(story.teller.isPending).toBe(false);
    expect(story.teller.fold()).toEqual([]);
  });

  it("a reading takes along what moved before it", () => {
    const story = new Story();
    story.contact("c1");
    expect(story.pass(10).reading("q1", 10)).toMatchObject([{ row: { waiting: 1 } }]);
    expect(story.teller.fold()).toEqual([]);
  });

  it("nothing is told where its figures came back to what was told", () => {
    const story = new Story();
    story.roster("a1");
    story.reading("q1", 10);
    story.skills("a1", "s1");
    story.agent("a1", "READY");
    story.teller.fold();
    story.pass(10).agent("a1", "NOT_READY");
    story.pass(10).agent("a1", "READY");
    expect(story.teller.isPending).toBe(true);
    expect(story.teller.fold()).toEqual([]);
  });

  it("the count of those who could take its contacts follows the agents", () => {
    const story = new Story();
    story.roster("a1");
    story.reading("q1", 10);
    story.skills("a1", "s1");
    story.agent("a1", "READY");
    expect(story.teller.fold()).toMatchObject([{ kind: "queue", row: { id: "q1", routableAgents: 1 } }]);
  });
});

describe("before it has begun", () => {
  it("nothing is told, and what stands by then is a part of the snapshot", () => {
    const floor = createFloor(SITE);
    const teller = new Teller(floor, new FigureBook(floor));
    const entries = [{ agentId: "a1", name: "Ana", teamId: null, teamName: null }];
    const roster: FloorInput = { kind: "roster", entries };
    expect(teller.note(roster, step(floor, roster, START))).toEqual([]);
    expect(teller.told().agents).toEqual([]);
    teller.begin();
    expect(teller.told().who).toMatchObject([{ id: "a1", name: "Ana" }]);
    expect(teller.told().agents).toMatchObject([{ id: "a1", state: "UNKNOWN" }]);
  });
});
