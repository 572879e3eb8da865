import { expect, test } from "vitest";
import type { AgentStateEvent } from "./types.ts";
import { agentRow, skillsRow, toWire, userRow } from "./wire.ts";
import { createWorld } from "./world.ts";

const atMs = Date.parse("2024-05-15T14:32:10.000Z");
const call: AgentStateEvent = {
  kind: "agentState",
  atMs,
  agentId: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
  state: "CALL",
  statusCode: "ON_CALL",
  sinceMs: atMs - 45_000,
  lastUpdatedMs: atMs,
  queueId: "q9x8y7z6-w5v4-3210-fedc-ba0987654321",
  contactId: "call_123456789",
  direction: "INBOUND",
};

test("a refresh of a call is the guide's example, letter by letter", () => {
  expect(JSON.stringify(toWire(call))).toBe(
    '{"type":"agent_state_change","timestamp":"2024-05-15T14:32:10.000Z","data":{"user_id":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","state":"CALL","state_code":"ON_CALL","queue_id":"q9x8y7z6-w5v4-3210-fedc-ba0987654321","call_id":"call_123456789","direction":"INBOUND","duration_seconds":45,"last_updated":"2024-05-15T14:32:10.000Z"}}',
  );
});

test("a transition has duration 0 and nothing of a call outside one", () => {
  const ready = toWire({
    ...call,
    state: "READY",
    statusCode: "AVAILABLE",
    sinceMs: atMs,
    queueId: null,
    contactId: null,
    direction: null,
  });
  expect(ready.data).toMatchObject({ duration_seconds: 0, queue_id: null, call_id: null, direction: null });
});

test("a queue's figures have the guide's fields and the name; a figure without a basis is absent", () => {
  const stats = {
    kind: "queueStats",
    atMs,
    queueId: "q",
    queueName: "Billing",
    waitSeconds: 120,
    abandonedCount: 3,
    availableAgents: 4,
    callVolume1h: 145,
  } as const;
  expect(toWire({ ...stats, serviceLevelPct: 78.5 })).toEqual({
    type: "queue_stats_update",
    timestamp: "2024-05-15T14:32:10.000Z",
    data: {
      queue_id: "q",
      queue_name: "Billing",
      wait_time_seconds: 120,
      abandoned_count: 3,
      available_agents: 4,
      call_volume_1h: 145,
      service_level_pct: 78.5,
    },
  });
  expect(toWire({ ...stats, serviceLevelPct: null }).data).not.toHaveProperty("service_level_pct");
});

test("an interaction repeats every time known so far, and a skewed clock shifts them all alike", () => {
  const message = toWire(
    {
      kind: "interaction",
      atMs,
      contactId: "call_1",
      queueId: "q",
      agentId: "a",
      phase: "ANSWERED",
      media: "voice",
      direction: "INBOUND",
      queuedAtMs: atMs - 30_000,
      offeredAtMs: atMs - 6_000,
      answeredAtMs: atMs,
      endedAtMs: null,
    },
    60_000,
  );
  expect(message).toEqual({
    type: "interaction_state_change",
    timestamp: "2024-05-15T14:33:10.000Z",
    data: {
      interaction_id: "call_1",
      queue_id: "q",
      user_id: "a",
      phase: "ANSWERED",
      media: "voice",
      direction: "INBOUND",
      queued_at: "2024-05-15T14:32:40.000Z",
      offered_at: "2024-05-15T14:33:04.000Z",
      answered_at: "2024-05-15T14:33:10.000Z",
      ended_at: null,
      last_updated: "2024-05-15T14:33:10.000Z",
    },
  });
});

test("a REST row equals the data of the agent's latest stream message", () => {
  const world = createWorld({ seed: 5, agents: 30, queues: 3, startMs: atMs, zone: "UTC" });
  const latest = new Map<string, unknown>();
  for (const event of world.advance(atMs + 3_600_000)) {
    if (event.kind === "agentState") latest.set(event.agentId, toWire(event).data);
  }
  expect(latest.size).toBeGreaterThan(10);
  for (const [id, data] of latest) {
    const agent = world.truth().agent(id);
    expect(agent && agentRow(agent)).toEqual(data);
  }
});

test("users, skills and shifts have the dialect's fields; hostile names come through as they are", () => {
  const world = createWorld({
    seed: 5,
    agents: 200,
    queues: 6,
    startMs: atMs,
    zone: "Asia/Kathmandu",
    hostileNames: true,
  });
  const { agents } = world.truth();
  const names = agents.map((agent) => userRow(agent).name);
  expect(names).toContain("__proto__");
  expect(names.some((name) => name.includes("<img src=x onerror"))).toBe(true);
  expect(names.some((name) => name.length > 10_000)).toBe(true);
  for (const agent of agents) {
    expect(Object.keys(userRow(agent))).toEqual([
      "id",
      "user_id",
      "first_name",
      "last_name",
      "name",
      "team_id",
      "team_name",
      "active",
    ]);
    const { skills, shift } = skillsRow(agent);
    for (const skill of skills) {
      expect(Object.keys(skill)).toEqual(["skill_id", "name", "level", "active", "queue_ids"]);
      expect(skill.level).toBeGreaterThanOrEqual(1);
      expect(skill.level).toBeLessThanOrEqual(10);
      expect(skill.queue_ids.length).toBeGreaterThan(0);
    }
    if (shift !== null)
      expect(Object.keys(shift)).toEqual(["template_id", "name", "zone", "days", "start", "end", "breaks"]);
  }
});
