import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shiftEndingAfter } from "./shifts.ts";
import type {
  AgentStateEvent,
  AgentTruth,
  InteractionEvent,
  Phase,
  WorldEvent,
  WorldOptions,
} from "./types.ts";
import { createWorld } from "./world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START_MS = Date.parse("2024-05-15T08:30:00Z");
const small = (more: Partial<WorldOptions> = {}): WorldOptions => ({
  seed: 7,
  agents: 24,
  queues: 4,
  startMs: START_MS,
  zone: "Europe/Berlin",
  ...more,
});

const worlds = fc.record({
  seed: fc.nat(),
  agents: fc.integer({ min: 1, max: 30 }),
  queues: fc.integer({ min: 1, max: 6 }),
  speed: fc.constantFrom(0.5, 1, 5, 20),
  zone: fc.constantFrom("Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham"),
  // Around both clock changes, besides an ordinary day.
  startMs: fc.constantFrom(START_MS, Date.parse("2024-03-30T22:30:00Z"), Date.parse("2024-10-26T22:30:00Z")),
});

const agentEvents = (events: WorldEvent[]): AgentStateEvent[] =>
  events.filter((event) => event.kind === "agentState");
const interactions = (events: WorldEvent[]): InteractionEvent[] =>
  events.filter((event) => event.kind === "interaction");

function byKey<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

describe("determinism", () => {
  test("the same options give the same events, another seed gives others", () => {
    const run = (seed: number): WorldEvent[] => createWorld(small({ seed })).advance(START_MS + HOUR_MS);
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  test("the size of the steps changes nothing", () => {
    fc.assert(
      fc.property(
        worlds,
        fc.array(fc.integer({ min: 1, max: 9 * MINUTE_MS }), { maxLength: 8 }),
        (options, steps) => {
          const whole = createWorld(options);
          const stepped = createWorld(options);
          const seen: WorldEvent[] = [];
          let atMs = options.startMs;
          for (const step of steps) {
            atMs += step;
            seen.push(...stepped.advance(atMs));
          }
          expect(seen).toEqual(whole.advance(atMs));
          expect(stepped.nextEventMs()).toBe(whole.nextEventMs());
        },
      ),
      { numRuns: 12 },
    );
  });

  test("nothing is emitted before the time that nextEventMs names", () => {
    const world = createWorld(small());
    for (let step = 0; step < 200; step++) {
      const nextMs = world.nextEventMs();
      expect(world.advance(nextMs - 1)).toEqual([]);
      world.advance(nextMs);
    }
  });
});

const NEXT: Readonly<Record<Phase, readonly Phase[]>> = {
  QUEUED: ["OFFERED", "ABANDONED"],
  // A second offer follows one that was not answered.
  OFFERED: ["OFFERED", "ANSWERED", "ABANDONED"],
  ANSWERED: ["ENDED"],
  ENDED: [],
  ABANDONED: [],
};

describe("conservation", () => {
  test("events are in time order and an agent's last_updated strictly rises", () => {
    fc.assert(
      fc.property(worlds, (options) => {
        const events = createWorld(options).advance(options.startMs + HOUR_MS);
        let atMs = options.startMs;
        for (const event of events) {
          expect(event.atMs).toBeGreaterThanOrEqual(atMs);
          atMs = event.atMs;
        }
        for (const list of byKey(agentEvents(events), (event) => event.agentId).values()) {
          let lastMs = 0;
          let sinceMs = 0;
          for (const event of list) {
            expect(event.lastUpdatedMs).toBe(event.atMs);
            expect(event.lastUpdatedMs).toBeGreaterThan(lastMs);
            expect(event.sinceMs).toBeGreaterThanOrEqual(sinceMs);
            // Exactly whole seconds into the state: the wire's duration loses nothing.
            expect((event.lastUpdatedMs - event.sinceMs) % 1_000).toBe(0);
            lastMs = event.lastUpdatedMs;
            sinceMs = event.sinceMs;
          }
        }
      }),
      { numRuns: 16 },
    );
  });

  test("every contact goes through its phases in order and ends in exactly one way", () => {
    fc.assert(
      fc.property(worlds, (options) => {
        const world = createWorld(options);
        const events = world.advance(options.startMs + HOUR_MS);
        for (const list of byKey(interactions(events), (event) => event.contactId).values()) {
          list.forEach((event, place) => {
            const before = list[place - 1];
            if (before !== undefined) expect(NEXT[before.phase]).toContain(event.phase);
            if (before !== undefined) expect(event.atMs).toBeGreaterThan(before.atMs);
          });
        }
        for (const queue of world.truth().queues) {
          for (const contact of queue.contacts) {
            expect(contact.endedAtMs === null || contact.abandonedAtMs === null).toBe(true);
            expect(contact.phase === "ENDED").toBe(contact.endedAtMs !== null);
            expect(contact.phase === "ABANDONED").toBe(contact.abandonedAtMs !== null);
            expect(contact.answeredAtMs === null || contact.abandonedAtMs === null).toBe(true);
          }
          const open = queue.contacts.filter(({ phase }) => phase === "QUEUED" || phase === "OFFERED");
          expect(queue.waiting).toEqual(open);
        }
      }),
      { numRuns: 16 },
    );
  });

  test("an agent has one contact at most, and is in CALL exactly while it is answered", () => {
    fc.assert(
      fc.property(worlds, (options) => {
        const world = createWorld(options);
        for (let minute = 1; minute <= 90; minute += 7) {
          world.advance(options.startMs + minute * MINUTE_MS);
          const truth = world.truth();
          const talking = truth.queues.flatMap((queue) =>
            queue.contacts.filter(({ phase }) => phase === "ANSWERED"),
          );
          const byAgent = byKey(talking, (contact) => contact.agentId ?? "nobody");
          for (const agent of truth.agents) {
            const own = byAgent.get(agent.id) ?? [];
            expect(own.length).toBe(agent.state === "CALL" ? 1 : 0);
            if (agent.state === "CALL") expect(own[0]?.id).toBe(agent.contactId);
          }
          expect(byAgent.has("nobody")).toBe(false);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("the events, folded, are the truth", () => {
    const world = createWorld(small({ speed: 10 }));
    const folded = new Map(
      world.truth().agents.map((agent) => [agent.id, { state: agent.state, sinceMs: agent.sinceMs }]),
    );
    for (const event of agentEvents(world.advance(START_MS + HOUR_MS))) {
      folded.set(event.agentId, { state: event.state, sinceMs: event.sinceMs });
    }
    for (const agent of world.truth().agents) {
      expect(folded.get(agent.id)).toEqual({ state: agent.state, sinceMs: agent.sinceMs });
    }
  });
});

describe("a normal morning", () => {
  const world = createWorld(small({ agents: 500, queues: 30 }));
  const before = world.truth().agents.map((agent) => ({ ...agent }));
  const events = world.advance(START_MS + HOUR_MS);
  const signedIn = before.filter((agent) => agent.state !== "SIGNED_OUT");
  const share = (state: string): number =>
    signedIn.filter((agent) => agent.state === state).length / signedIn.length;

  test("the floor is warm: states began in the past and calls are going on", () => {
    expect(signedIn.length).toBeGreaterThan(250);
    expect(before.every((agent) => agent.sinceMs <= START_MS && agent.lastUpdatedMs <= START_MS)).toBe(true);
    expect(
      before.some((agent) => agent.state === "SIGNED_OUT" && START_MS - agent.sinceMs > 12 * HOUR_MS),
    ).toBe(true);
    expect(share("CALL")).toBeGreaterThan(0.45);
    expect(share("CALL")).toBeLessThan(0.7);
    expect(share("READY")).toBeGreaterThan(0.08);
    expect(share("READY")).toBeLessThan(0.3);
  });

  test("queues differ: most hold their service level, a few struggle", () => {
    const levels = new Map(
      events.flatMap((event) => (event.kind === "queueStats" ? [[event.queueId, event] as const] : [])),
    );
    const percents = [...levels.values()].map((event) => event.serviceLevelPct ?? 100);
    expect(percents.filter((percent) => percent >= 60).length).toBeGreaterThan(18);
    expect(percents.some((percent) => percent < 80)).toBe(true);
    const waits = events.flatMap((event) => (event.kind === "queueStats" ? [event.waitSeconds] : []));
    expect(Math.max(...waits)).toBeGreaterThan(60);
    expect(Math.min(...waits)).toBe(0);
  });

  test("the stream has all that the guide's traps need", () => {
    const seen = new Set(agentEvents(events).map((event) => `${event.state} ${event.statusCode}`));
    for (const wanted of [
      "AFTER_CALL_WORK ACW",
      "WRAP_UP DISPOSITION",
      "NOT_READY RONA",
      "READY READY_OUTBOUND_ONLY",
      "NOT_READY COACHING",
      "CALL ON_HOLD",
    ]) {
      expect(seen).toContain(wanted);
    }
    expect(interactions(events).some((event) => event.direction === "OUTBOUND")).toBe(true);
    expect(agentEvents(events).some((event) => event.sinceMs < event.atMs)).toBe(true);
    expect(before.some((agent) => agent.shift === null)).toBe(true);
    const trapped = before.filter(
      (agent) =>
        agent.state === "READY" && agent.statusCode === "AVAILABLE" && !world.truth().isRoutable(agent.id),
    );
    expect(trapped.length).toBeGreaterThan(0);
  });

  test("a shift's end empties the desks and the next one fills them", () => {
    const day = createWorld(small({ agents: 200 }));
    const signedInAt = (hours: number): number => {
      day.advance(START_MS + hours * HOUR_MS);
      return day.truth().agents.filter((agent) => agent.state !== "SIGNED_OUT").length;
    };
    const midday = signedInAt(2);
    const night = signedInAt(15);
    const morning = signedInAt(24);
    expect(night).toBeLessThan(midday / 4);
    expect(night).toBeGreaterThan(0);
    expect(morning).toBeGreaterThan(midday / 2);
  });
});

test("READY outside the shift or during its break is never offered a contact", () => {
  const world = createWorld(small({ agents: 60, speed: 20 }));
  let readyOffDuty = 0;
  const isOnDuty = (agent: AgentTruth, atMs: number): boolean => {
    // Judged from the template alone, as the product will have to.
    const shift = agent.shift === null ? null : shiftEndingAfter(agent.shift, atMs);
    if (shift === null) return agent.shift === null;
    const isOnBreak = shift.breaks.some((pause) => pause.startMs <= atMs && atMs < pause.endMs);
    return shift.startMs <= atMs && !isOnBreak;
  };
  for (let minute = 1; minute <= 180; minute++) {
    for (const event of interactions(world.advance(START_MS + minute * MINUTE_MS))) {
      const agent = world.truth().agent(event.agentId ?? "");
      if (event.phase === "OFFERED" && agent !== null) expect(isOnDuty(agent, event.atMs)).toBe(true);
    }
    const ready = world.truth().agents.filter((agent) => agent.state === "READY");
    readyOffDuty += ready.filter((agent) => !isOnDuty(agent, START_MS + minute * MINUTE_MS)).length;
  }
  expect(readyOffDuty).toBeGreaterThan(5);
});

test.each([
  [{ agents: 0 }, /agents/],
  [{ queues: 1.5 }, /queues/],
  [{ speed: 0 }, /speed/],
  [{ zone: "Middle/Earth" }, /zone/],
  [{ startMs: Number.NaN }, /startMs/],
])("options out of range are refused: %o", (wrong, message) => {
  expect(() => createWorld(small(wrong))).toThrow(message);
});
