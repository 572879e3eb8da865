/**
 * One value of the stream, as it came, to one input of the floor, or to a named refusal. It never throws and
 * never guesses: a value that it cannot read is counted by its reason and leaves the floor as it was.
 */
import {
  type AgentStateInput,
  BOUNDS,
  type EpochMs,
  type InteractionInput,
  type Media,
  type QueueStatsInput,
} from "@callboard/core";
import { agentReport, idOrNull } from "./agent-report.ts";
import { agentStateChange, firstFault, interactionStateChange, queueStatsUpdate } from "./contracts.ts";
import { parseInstant } from "./instant.ts";
import { cutText, nameOf } from "./text.ts";

export type StreamInput = AgentStateInput | QueueStatsInput | InteractionInput;

export type Translation =
  | { readonly kind: "input"; readonly input: StreamInput }
  | {
      readonly kind: "refused";
      readonly reason: "notAnObject" | "unknownType" | "invalid";
      /** The message's own `type`, cut: text from outside. */
      readonly type: string | null;
      readonly detail: string;
    };

const MEDIA_WORDS = new Map<string, Media>([
  ["voice", "voice"],
  ["chat", "chat"],
  ["email", "email"],
  ["digital", "digital"],
]);

const read = (input: StreamInput): Translation => ({ kind: "input", input });

const invalid = (type: string, detail: string): Translation => ({
  kind: "refused",
  reason: "invalid",
  type,
  detail,
});

/** Translates one value of the stream (guide, sections 2 and 3; DIALECT.md). */
export function translateMessage(value: unknown): Translation {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const kind = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    return { kind: "refused", reason: "notAnObject", type: null, detail: kind };
  }
  const type: unknown = "type" in value ? value.type : undefined;
  switch (type) {
    case "agent_state_change":
      return agentState(value);
    case "queue_stats_update":
      return queueStats(value);
    case "interaction_state_change":
      return interaction(value);
    default:
      return unknownType(type);
  }
}

function unknownType(type: unknown): Translation {
  const isText = typeof type === "string";
  return {
    kind: "refused",
    reason: "unknownType",
    type: isText ? cutText(type, BOUNDS.messageTypeCharsMax) : null,
    detail: isText ? "unknown type" : "type is not a text",
  };
}

const NOT_AN_INSTANT = "not an ISO 8601 instant with a zone";

function agentState(value: object): Translation {
  const parsed = agentStateChange.safeParse(value);
  if (!parsed.success) return invalid("agent_state_change", firstFault(parsed.error));
  const at = parseInstant(parsed.data.timestamp);
  if (at === null) return invalid("agent_state_change", `timestamp: ${NOT_AN_INSTANT}`);
  const report = agentReport(parsed.data.data, at);
  if (report === null) return invalid("agent_state_change", `data.last_updated: ${NOT_AN_INSTANT}`);
  return read({ kind: "agentState", report });
}

function queueStats(value: object): Translation {
  const parsed = queueStatsUpdate.safeParse(value);
  if (!parsed.success) return invalid("queue_stats_update", firstFault(parsed.error));
  const at = parseInstant(parsed.data.timestamp);
  if (at === null) return invalid("queue_stats_update", `timestamp: ${NOT_AN_INSTANT}`);
  const { data } = parsed.data;
  return read({
    kind: "queueStats",
    queueId: data.queue_id,
    queueName: nameOf(data.queue_name),
    at,
    waitSeconds: data.wait_time_seconds ?? null,
    abandonedCount: data.abandoned_count ?? null,
    availableAgents: data.available_agents ?? null,
    callVolume1h: data.call_volume_1h ?? null,
    serviceLevelPct: data.service_level_pct ?? null,
  });
}

/** Absent is `null`; a text that is no instant is `undefined`, which refuses the message. */
const timeOf = (text: string | null | undefined): EpochMs | null | undefined =>
  text === null || text === undefined ? null : (parseInstant(text) ?? undefined);

function interaction(value: object): Translation {
  const parsed = interactionStateChange.safeParse(value);
  if (!parsed.success) return invalid("interaction_state_change", firstFault(parsed.error));
  const { data } = parsed.data;
  const at = parseInstant(parsed.data.timestamp);
  const queuedAt = timeOf(data.queued_at);
  const offeredAt = timeOf(data.offered_at);
  const answeredAt = timeOf(data.answered_at);
  const endedAt = timeOf(data.ended_at);
  if (
    at === null ||
    queuedAt === undefined ||
    offeredAt === undefined ||
    answeredAt === undefined ||
    endedAt === undefined
  ) {
    return invalid("interaction_state_change", `a time is ${NOT_AN_INSTANT}`);
  }
  return read({
    kind: "interaction",
    contactId: data.interaction_id,
    queueId: data.queue_id,
    agentId: idOrNull(data.user_id),
    phase: data.phase,
    media: MEDIA_WORDS.get(data.media ?? "") ?? "other",
    // A contact that waits in a queue came in, unless its event says otherwise (DIALECT.md).
    direction: data.direction ?? "INBOUND",
    at,
    queuedAt,
    offeredAt,
    answeredAt,
    endedAt,
  });
}
