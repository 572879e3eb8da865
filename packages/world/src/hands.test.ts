import { expect, test } from "vitest";
import type { WorldOptions } from "./types.ts";
import { createWorld } from "./world.ts";

const MINUTE_MS = 60_000;
const START_MS = Date.parse("2024-05-15T08:30:00Z");
const options: WorldOptions = { seed: 3, agents: 40, queues: 4, startMs: START_MS, zone: "Europe/Berlin" };

test("an agent held in a state stays there, whatever its day asks, until released", () => {
  const world = createWorld(options);
  const agent = world.truth().agents.find((other) => other.state === "CALL");
  if (agent === undefined) throw new Error("somebody is on a call at half past ten");
  const contactId = agent.contactId;
  expect(world.force(agent.id, "NOT_READY", "FIRE_DRILL")).toBe(true);
  const events = world.advance(START_MS + 1);
  expect(events.find((event) => event.kind === "interaction" && event.contactId === contactId)).toMatchObject(
    { phase: "ENDED" },
  );
  world.advance(START_MS + 12 * 60 * MINUTE_MS);
  expect(agent).toMatchObject({
    state: "NOT_READY",
    statusCode: "FIRE_DRILL",
    isForced: true,
    contactId: null,
  });
  world.release(agent.id);
  world.advance(START_MS + 12 * 60 * MINUTE_MS + 1);
  expect(agent).toMatchObject({ state: "SIGNED_OUT", isForced: false });
});

test("every agent can be held in every state at any moment, twice in the same instant too", () => {
  const world = createWorld({ ...options, speed: 20 });
  const states = ["READY", "CALL", "AFTER_CALL_WORK", "WRAP_UP", "NOT_READY", "SIGNED_OUT"] as const;
  for (let step = 1; step <= 300; step++) {
    const agent = world.truth().agents[step % 40];
    const [first, second] = [states[step % 6], states[(step + 1) % 6]];
    if (agent === undefined || first === undefined || second === undefined) throw new Error("out of range");
    world.force(agent.id, first);
    world.force(agent.id, second);
    if (step % 3 === 0) world.release(agent.id);
    world.advance(START_MS + step * 3_000);
    if (step % 3 !== 0) expect(agent.state).toBe(second);
    expect(agent.isForced).toBe(step % 3 !== 0);
  }
  for (const queue of world.truth().queues) {
    for (const contact of queue.contacts.filter(({ phase }) => phase === "ANSWERED")) {
      expect(world.truth().agent(contact.agentId ?? "")?.contactId).toBe(contact.id);
    }
  }
});

test("a surge multiplies a queue's arrivals for its seconds and no longer", () => {
  const world = createWorld(options);
  const queue = world.truth().queues[0];
  if (queue === undefined) throw new Error("there are four queues");
  const arrivalsIn = (fromMs: number, toMs: number): number =>
    queue.contacts.filter(
      ({ queuedAtMs }) => queuedAtMs !== null && queuedAtMs > fromMs && queuedAtMs <= toMs,
    ).length;
  const usual = arrivalsIn(START_MS - 10 * MINUTE_MS, START_MS);
  world.surge(queue.id, 20, 600);
  world.advance(START_MS + 20 * MINUTE_MS);
  expect(arrivalsIn(START_MS, START_MS + 10 * MINUTE_MS)).toBeGreaterThan(5 * Math.max(usual, 5));
  expect(arrivalsIn(START_MS + 10 * MINUTE_MS, START_MS + 20 * MINUTE_MS)).toBeLessThan(
    5 * Math.max(usual, 5),
  );
});

test("strangers are not found", () => {
  const world = createWorld(options);
  expect(world.force("nobody", "READY")).toBe(false);
  expect(world.release("nobody")).toBe(false);
  expect(world.surge("nothing", 2, 10)).toBe(false);
});

test("puppets change state at the asked rate, each change a true one", () => {
  const world = createWorld({ ...options, extraEventsPerSecond: 50 });
  const puppets = new Set(
    world
      .truth()
      .agents.filter((_, index) => index % 2 === 0)
      .map(({ id }) => id),
  );
  const moves = world
    .advance(START_MS + 10_000)
    .filter((event) => event.kind === "agentState" && puppets.has(event.agentId));
  expect(moves.length).toBeGreaterThanOrEqual(495);
  expect(moves.length).toBeLessThanOrEqual(510);
});
