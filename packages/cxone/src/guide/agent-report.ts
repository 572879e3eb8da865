/** One agent's state in the guide's words, from the stream and from REST alike, to core's `AgentReport`. */
import type { AgentReport, AgentState, Direction, EpochMs } from "@callboard/core";
import type { AgentRow } from "./contracts.ts";
import { parseInstant } from "./instant.ts";
import { codeOf } from "./text.ts";

/** The guide's five states, and the words that DIALECT.md takes for "signed out". */
const STATES = new Map<string, AgentState>([
  ["READY", "READY"],
  ["NOT_READY", "NOT_READY"],
  ["CALL", "CALL"],
  ["AFTER_CALL_WORK", "AFTER_CALL_WORK"],
  ["WRAP_UP", "WRAP_UP"],
  ["SIGNED_OUT", "SIGNED_OUT"],
  ["LOGGED_OUT", "SIGNED_OUT"],
  ["OFFLINE", "SIGNED_OUT"],
]);

/** An unknown direction is no reason to lose the state beside it. */
const directionOf = (text: string | null | undefined): Direction | null =>
  text === "INBOUND" || text === "OUTBOUND" ? text : null;

/** An id that may be absent; an empty text stands for none. */
export const idOrNull = (text: string | null | undefined): string | null =>
  text === undefined || text === "" ? null : text;

/**
 * The report that `row` makes, where `at` is the instant at which its duration was measured. `null` where
 * `last_updated` is there and is not an instant: without it nobody can say which of two reports is newer.
 */
export function agentReport(row: Omit<AgentRow, "timestamp">, at: EpochMs): AgentReport | null {
  const lastUpdated = typeof row.last_updated === "string" ? parseInstant(row.last_updated) : at;
  if (lastUpdated === null) return null;
  const state = STATES.get(row.state) ?? "UNKNOWN";
  return {
    agentId: row.user_id,
    state,
    rawState: state === "UNKNOWN" ? codeOf(row.state) : null,
    statusCode: codeOf(row.state_code),
    queueId: idOrNull(row.queue_id),
    contactId: idOrNull(row.call_id),
    direction: directionOf(row.direction),
    at,
    durationMs: Math.round((row.duration_seconds ?? 0) * 1_000),
    lastUpdated,
  };
}
