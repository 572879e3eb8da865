import { type AgentStateEvent, createRandom, toWire, type WorldEvent } from "@callboard/world";
import { expect, test } from "vitest";
import { type Counters, zeroCounters } from "./counters.ts";
import { FaultBoard } from "./faults/board.ts";
import { type FaultInput, faultCommandSchema, isAct } from "./faults/schema.ts";
import { MessageLine } from "./line.ts";

const NOW_MS = Date.parse("2024-05-15T14:32:10.000Z");

/** A line with faults on, and what came out of it. */
function lineWith(...commands: FaultInput[]): {
  line: MessageLine;
  frames: string[];
  counters: Counters;
  faults: FaultBoard;
} {
  const faults = new FaultBoard();
  for (const input of commands) {
    const command = faultCommandSchema.parse(input);
    if (!isAct(command)) faults.set(command, NOW_MS);
  }
  const frames: string[] = [];
  const counters = zeroCounters();
  const line = new MessageLine(faults, createRandom(1), counters, (frame) => frames.push(frame));
  return { line, frames, counters, faults };
}

function event(step: number, more: Partial<AgentStateEvent> = {}): AgentStateEvent {
  const atMs = NOW_MS + step;
  const state = {
    state: "READY",
    statusCode: "AVAILABLE",
    queueId: null,
    contactId: null,
    direction: null,
  } as const;
  return {
    kind: "agentState",
    atMs,
    agentId: `agent-${step}`,
    sinceMs: atMs,
    lastUpdatedMs: atMs,
    ...state,
    ...more,
  };
}

const events = (count: number): WorldEvent[] => Array.from({ length: count }, (_, step) => event(step));
const texts = (list: readonly WorldEvent[]): string[] => list.map((each) => JSON.stringify(toWire(each)));

test("without faults every event leaves at once, one value to a frame, in order", () => {
  const { line, frames } = lineWith();
  line.feed(events(5), NOW_MS);
  expect(frames).toEqual(texts(events(5)));
});

test("cut: a value's two frames join to the value, and nothing comes between them", () => {
  const { line, frames, counters } = lineWith({ fault: "cut", probability: 1 });
  line.feed(events(3), NOW_MS);
  line.feed([], NOW_MS + 1_000);
  expect(frames).toHaveLength(6);
  expect([0, 2, 4].map((at) => `${frames[at]}${frames[at + 1]}`)).toEqual(texts(events(3)));
  expect(counters.cut).toBe(3);
});

test("cut: the second part is owed until it is due, and is sent before a new client joins", () => {
  const { line, frames } = lineWith({ fault: "cut", probability: 1 });
  line.feed(events(1), NOW_MS);
  expect(frames).toHaveLength(1);
  line.finishCut();
  expect(frames.join("")).toBe(texts(events(1))[0]);
});

test.each([
  ["newline", "\n"],
  ["none", ""],
] as const)(
  "pack: several values share a frame, separated by %s; the rest follows soon",
  (separator, between) => {
    const { line, frames } = lineWith({ fault: "pack", values: 3, separator });
    line.feed(events(5), NOW_MS);
    expect(frames).toEqual([texts(events(3)).join(between)]);
    line.feed([], NOW_MS + 1_000);
    expect(frames[1]).toBe(texts(events(5)).slice(3).join(between));
  },
);

test("lose: with certainty nothing comes, and `only` spares the others", () => {
  const all = lineWith({ fault: "lose", probability: 1 });
  all.line.feed(events(4), NOW_MS);
  expect([all.frames.length, all.counters.lost]).toEqual([0, 4]);
  const queues = lineWith({ fault: "lose", probability: 1, only: "queue_stats_update" });
  queues.line.feed(events(4), NOW_MS);
  expect(queues.frames).toHaveLength(4);
});

test("duplicate: every message twice, the same text", () => {
  const { line, frames } = lineWith({ fault: "duplicate", probability: 1 });
  line.feed(events(3), NOW_MS);
  expect(frames).toEqual(texts(events(3)).flatMap((text) => [text, text]));
});

test("delay: nothing before its time, then all in order", () => {
  const { line, frames } = lineWith({ fault: "delay", ms: 400 });
  line.feed(events(3), NOW_MS);
  line.feed([], NOW_MS + 399);
  expect(frames).toEqual([]);
  expect(line.nextDueMs()).toBe(NOW_MS + 400);
  line.feed([], NOW_MS + 400);
  expect(frames).toEqual(texts(events(3)));
});

test("reorder: all arrive, in another order", () => {
  const { line, frames } = lineWith({ fault: "reorder", probability: 0.5, ms: 1_000 });
  line.feed(events(40), NOW_MS);
  line.feed([], NOW_MS + 2_000);
  expect(frames).not.toEqual(texts(events(40)));
  expect(frames.toSorted()).toEqual(texts(events(40)).toSorted());
});

test("garble: no damaged message is JSON any more", () => {
  const { line, frames } = lineWith({ fault: "garble", probability: 1 });
  line.feed(events(200), NOW_MS);
  expect(frames).toHaveLength(200);
  for (const frame of frames) expect(() => JSON.parse(frame)).toThrow(SyntaxError);
});

test("silence: nothing is sent, and what was swallowed never comes", () => {
  const { line, frames, faults, counters } = lineWith({ fault: "silence" });
  line.feed(events(3), NOW_MS);
  faults.clear();
  line.feed([event(9)], NOW_MS + 10);
  expect(frames).toEqual(texts([event(9)]));
  expect(counters.silenced).toBe(3);
});

test("short-states: a state shorter than the bound is never sent, a longer one comes late with its refresh", () => {
  const { line, frames, counters } = lineWith({ fault: "short-states", ms: 2_000 });
  const call = event(0, { agentId: "a", state: "CALL" });
  const wrap = event(1_500, { agentId: "a", state: "AFTER_CALL_WORK" });
  const refresh = { ...wrap, atMs: wrap.atMs + 1_000, lastUpdatedMs: wrap.atMs + 1_000 };
  line.feed([call], call.atMs);
  line.feed([wrap], wrap.atMs);
  line.feed([refresh], refresh.atMs);
  expect(frames).toEqual([]);
  line.feed([], wrap.atMs + 2_000);
  expect(frames).toEqual(texts([wrap, refresh]));
  expect(counters.shortStatesMissed).toBe(1);
});

test("short-states: switched off, what was held comes at once", () => {
  const { line, frames, faults } = lineWith({ fault: "short-states", ms: 2_000 });
  line.feed(events(2), NOW_MS);
  faults.clear();
  line.feed([], NOW_MS + 2);
  expect(frames).toEqual(texts(events(2)));
});

test("skew: every timestamp of the message is off alike", () => {
  const { line, frames } = lineWith({ fault: "skew", ms: -60_000 });
  line.feed([event(0)], NOW_MS);
  expect(JSON.parse(frames[0] ?? "")).toMatchObject({
    timestamp: "2024-05-15T14:31:10.000Z",
    data: { last_updated: "2024-05-15T14:31:10.000Z" },
  });
});

test("unknown types, unknown states and oversize messages come beside the true ones", () => {
  const { line, frames } = lineWith(
    { fault: "unknown-type", probability: 1 },
    { fault: "oversize", probability: 1, bytes: 5_000 },
    { fault: "unknown-state", probability: 1 },
  );
  line.feed([event(0)], NOW_MS);
  const values = frames.map((frame) => JSON.parse(frame));
  expect(values.map((value) => value.type)).toEqual(["agent_state_change", "campaign_update", "transcript"]);
  expect(values[0].data.state).toBe("QUANTUM_STATE");
  expect(frames[2]?.length).toBeGreaterThan(5_000);
});

test("chance is seeded: the same line loses the same messages", () => {
  const run = (): string[] => {
    const { line, frames } = lineWith(
      { fault: "lose", probability: 0.5 },
      { fault: "duplicate", probability: 0.5 },
    );
    line.feed(events(50), NOW_MS);
    return frames;
  };
  expect(run()).toEqual(run());
});
