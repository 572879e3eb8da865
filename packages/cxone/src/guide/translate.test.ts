import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { GUIDE_AGENT_EXAMPLE, GUIDE_QUEUE_EXAMPLE, INTERACTION_EXAMPLE } from "../../test/guide-examples.ts";
import { createSplitter } from "./splitter.ts";
import { translateMessage } from "./translate.ts";

const T_10 = Date.parse("2024-05-15T14:32:10.000Z");
const AGENT = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const QUEUE = "q9x8y7z6-w5v4-3210-fedc-ba0987654321";

type Data = Record<string, unknown>;

/** An example with fields of its `data` replaced; `undefined` takes a field away, as JSON does. */
function changed(example: string, data: Data, envelope: Data = {}): unknown {
  const message = JSON.parse(example);
  return JSON.parse(JSON.stringify({ ...message, ...envelope, data: { ...message.data, ...data } }));
}
const agent = (data: Data, envelope?: Data) => translateMessage(changed(GUIDE_AGENT_EXAMPLE, data, envelope));
const queue = (data: Data, envelope?: Data) => translateMessage(changed(GUIDE_QUEUE_EXAMPLE, data, envelope));
const contact = (data: Data, envelope?: Data) =>
  translateMessage(changed(INTERACTION_EXAMPLE, data, envelope));

describe("the guide's examples as they stand", () => {
  it("agent_state_change", () => {
    const [value] = createSplitter().push(GUIDE_AGENT_EXAMPLE).values;
    expect(translateMessage(value)).toEqual({
      kind: "input",
      input: {
        kind: "agentState",
        report: {
          agentId: AGENT,
          state: "CALL",
          rawState: null,
          statusCode: "ON_CALL",
          queueId: QUEUE,
          contactId: "call_123456789",
          direction: "INBOUND",
          at: T_10,
          durationMs: 45_000,
          lastUpdated: T_10,
        },
      },
    });
  });

  it("queue_stats_update", () => {
    const [value] = createSplitter().push(GUIDE_QUEUE_EXAMPLE).values;
    expect(translateMessage(value)).toEqual({
      kind: "input",
      input: {
        kind: "queueStats",
        queueId: QUEUE,
        queueName: null,
        at: T_10 + 2_000,
        waitSeconds: 120,
        abandonedCount: 3,
        availableAgents: 4,
        callVolume1h: 145,
        serviceLevelPct: 78.5,
      },
    });
  });

  it("interaction_state_change, whose shape is our assumption", () => {
    const [value] = createSplitter().push(INTERACTION_EXAMPLE).values;
    expect(translateMessage(value)).toEqual({
      kind: "input",
      input: {
        kind: "interaction",
        contactId: "call_123456789",
        queueId: QUEUE,
        agentId: AGENT,
        phase: "ANSWERED",
        media: "voice",
        direction: "INBOUND",
        at: T_10,
        queuedAt: T_10 - 30_000,
        offeredAt: T_10 - 6_000,
        answeredAt: T_10,
        endedAt: null,
      },
    });
  });
});

describe("variants of agent_state_change that are taken", () => {
  it.each<[string, Data, object]>([
    [
      "fields absent",
      { queue_id: undefined, call_id: undefined, direction: undefined, state_code: undefined },
      { queueId: null, contactId: null, direction: null, statusCode: null },
    ],
    [
      "fields null",
      { queue_id: null, call_id: null, direction: null, state_code: null },
      { queueId: null, contactId: null, direction: null, statusCode: null },
    ],
    [
      "fields empty",
      { queue_id: "", call_id: "", direction: "", state_code: "" },
      { queueId: null, contactId: null, direction: null, statusCode: null },
    ],
    ["an unknown direction", { direction: "SIDEWAYS" }, { direction: null }],
    ["outbound", { direction: "OUTBOUND" }, { direction: "OUTBOUND" }],
    ["no duration", { duration_seconds: undefined }, { durationMs: 0 }],
    ["a duration of null", { duration_seconds: null }, { durationMs: 0 }],
    ["parts of a second", { duration_seconds: 1.2345 }, { durationMs: 1_235 }],
    ["thirty days in one state", { duration_seconds: 2_592_000 }, { durationMs: 2_592_000_000 }],
    ["no last_updated: the event's own time", { last_updated: undefined }, { lastUpdated: T_10 }],
    ["another zone's offset", { last_updated: "2024-05-15T16:32:09+02:00" }, { lastUpdated: T_10 - 1_000 }],
    ["READY", { state: "READY" }, { state: "READY", rawState: null }],
    ["NOT_READY", { state: "NOT_READY" }, { state: "NOT_READY", rawState: null }],
    ["AFTER_CALL_WORK", { state: "AFTER_CALL_WORK" }, { state: "AFTER_CALL_WORK", rawState: null }],
    ["WRAP_UP", { state: "WRAP_UP" }, { state: "WRAP_UP", rawState: null }],
    ["SIGNED_OUT", { state: "SIGNED_OUT" }, { state: "SIGNED_OUT", rawState: null }],
    ["LOGGED_OUT", { state: "LOGGED_OUT" }, { state: "SIGNED_OUT", rawState: null }],
    ["OFFLINE", { state: "OFFLINE" }, { state: "SIGNED_OUT", rawState: null }],
    ["any other state, with its text", { state: "DIALING" }, { state: "UNKNOWN", rawState: "DIALING" }],
    ["a state named like a property", { state: "__proto__" }, { state: "UNKNOWN", rawState: "__proto__" }],
    ["a state in small letters is not ours", { state: "ready" }, { state: "UNKNOWN", rawState: "ready" }],
    [
      "an endless state",
      { state: "x".repeat(10_000) },
      { state: "UNKNOWN", rawState: "x".repeat(BOUNDS.idCharsMax) },
    ],
    ["an endless code", { state_code: "é".repeat(10_000) }, { statusCode: "é".repeat(BOUNDS.idCharsMax) }],
    ["a hostile id", { user_id: "<img onerror=alert(1)>" }, { agentId: "<img onerror=alert(1)>" }],
    ["an id named like a property", { user_id: "__proto__" }, { agentId: "__proto__" }],
    ["a field we do not know", { mood: { deep: [1] } }, { agentId: AGENT }],
  ])("%s", (_, data, report) => {
    expect(agent(data)).toMatchObject({ kind: "input", input: { kind: "agentState", report } });
  });

  it("fields of the envelope that we do not know", () => {
    expect(agent({}, { version: 2, trace: null })).toMatchObject({ kind: "input" });
  });
});

describe("variants of the other messages that are taken", () => {
  it.each<[string, Data, object]>([
    ["a queue's name", { queue_name: " Sales " }, { queueName: "Sales" }],
    ["a name of 10 kB", { queue_name: "n".repeat(10_000) }, { queueName: "n".repeat(BOUNDS.nameCharsMax) }],
    ["a name with marks of direction", { queue_name: "a\u202eb" }, { queueName: "a\u202eb" }],
    [
      "no figures at all",
      {
        wait_time_seconds: undefined,
        abandoned_count: undefined,
        available_agents: null,
        call_volume_1h: null,
        service_level_pct: undefined,
      },
      {
        waitSeconds: null,
        abandonedCount: null,
        availableAgents: null,
        callVolume1h: null,
        serviceLevelPct: null,
      },
    ],
    [
      "zeros, which are not absent",
      { wait_time_seconds: 0, service_level_pct: 0 },
      { waitSeconds: 0, serviceLevelPct: 0 },
    ],
  ])("queue_stats_update with %s", (_, data, input) => {
    expect(queue(data)).toMatchObject({ kind: "input", input: { kind: "queueStats", ...input } });
  });

  it.each<[string, Data, object]>([
    [
      "absent times",
      { queued_at: undefined, offered_at: undefined, answered_at: undefined, ended_at: undefined },
      { queuedAt: null, offeredAt: null, answeredAt: null, endedAt: null },
    ],
    ["no agent yet", { phase: "QUEUED", user_id: null }, { phase: "QUEUED", agentId: null }],
    ["chat", { media: "chat" }, { media: "chat" }],
    ["email", { media: "email" }, { media: "email" }],
    ["digital", { media: "digital" }, { media: "digital" }],
    ["unknown media", { media: "hologram" }, { media: "other" }],
    ["media named like a property", { media: "constructor" }, { media: "other" }],
    ["no media", { media: undefined }, { media: "other" }],
    ["no direction", { direction: null }, { direction: "INBOUND" }],
    ["outbound", { direction: "OUTBOUND" }, { direction: "OUTBOUND" }],
    [
      "its end",
      { phase: "ENDED", ended_at: "2024-05-15T14:40:00Z" },
      { phase: "ENDED", endedAt: Date.parse("2024-05-15T14:40:00Z") },
    ],
    ["the caller's giving up", { phase: "ABANDONED" }, { phase: "ABANDONED" }],
    ["the offer", { phase: "OFFERED" }, { phase: "OFFERED" }],
  ])("interaction_state_change with %s", (_, data, input) => {
    expect(contact(data)).toMatchObject({ kind: "input", input: { kind: "interaction", ...input } });
  });
});

describe("messages that are refused, each with its reason", () => {
  it.each([null, true, 7, "text", [], [{ type: "agent_state_change" }]])("%j is no object", (value) => {
    expect(translateMessage(value)).toMatchObject({ kind: "refused", reason: "notAnObject", type: null });
  });

  it.each([
    [{}, null],
    [{ type: 7 }, null],
    [{ type: "" }, ""],
    [{ type: "heartbeat" }, "heartbeat"],
    [{ type: "constructor" }, "constructor"],
    [{ type: "t".repeat(10_000) }, "t".repeat(64)],
  ])("an unknown type", (value, type) => {
    expect(translateMessage(value)).toMatchObject({ kind: "refused", reason: "unknownType", type });
  });

  it.each<[string, () => unknown]>([
    ["no data", () => translateMessage({ type: "agent_state_change", timestamp: "2024-05-15T14:32:10Z" })],
    [
      "data that is a list",
      () => translateMessage({ type: "agent_state_change", timestamp: "2024-05-15T14:32:10Z", data: [] }),
    ],
    ["no timestamp", () => agent({}, { timestamp: undefined })],
    ["a local timestamp", () => agent({}, { timestamp: "2024-05-15T14:32:10" })],
    ["a timestamp in milliseconds", () => agent({}, { timestamp: T_10 })],
    ["last_updated that is no instant", () => agent({ last_updated: "yesterday" })],
    ["no agent", () => agent({ user_id: undefined })],
    ["an empty agent", () => agent({ user_id: "" })],
    ["an agent that is a number", () => agent({ user_id: 7 })],
    ["an id too long to be a key", () => agent({ user_id: "x".repeat(BOUNDS.idCharsMax + 1) })],
    ["half a surrogate pair as an id", () => agent({ user_id: "\ud83d" })],
    ["a path as an id", () => agent({ user_id: ".." })],
    ["a queue's id too long", () => agent({ queue_id: "x".repeat(BOUNDS.idCharsMax + 1) })],
    ["no state", () => agent({ state: undefined })],
    ["an empty state", () => agent({ state: "" })],
    ["a negative duration", () => agent({ duration_seconds: -1 })],
    ["a duration that is a text", () => agent({ duration_seconds: "45" })],
    ["a duration of more than thirty days", () => agent({ duration_seconds: 2_592_001 })],
    ["a queue without id", () => queue({ queue_id: null })],
    ["a negative wait", () => queue({ wait_time_seconds: -1 })],
    ["a service level above 100", () => queue({ service_level_pct: 100.1 })],
    ["a count beyond reason", () => queue({ abandoned_count: 1e300 })],
    ["queue figures without an instant", () => queue({}, { timestamp: "soon" })],
    ["an unknown phase", () => contact({ phase: "TRANSFERRED" })],
    ["an unknown direction of a contact", () => contact({ direction: "SIDEWAYS" })],
    ["a time that is no instant", () => contact({ offered_at: "14:32" })],
    ["a contact without queue", () => contact({ queue_id: "" })],
    ["a contact without id", () => contact({ interaction_id: undefined })],
  ])("%s", (_, translation) => {
    expect(translation()).toMatchObject({ kind: "refused", reason: "invalid" });
  });

  it("an endless number is not a figure", () => {
    const text = GUIDE_QUEUE_EXAMPLE.replace("78.5", "1e999");
    expect(translateMessage(JSON.parse(text))).toMatchObject({ kind: "refused", reason: "invalid" });
  });

  it("the refusal says where the fault is", () => {
    expect(agent({ duration_seconds: -1 })).toMatchObject({
      type: "agent_state_change",
      detail: expect.stringMatching(/^data\.duration_seconds: /),
    });
  });
});
