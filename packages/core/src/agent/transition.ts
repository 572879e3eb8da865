/**
 * What lies between two states of one agent. The stream is eventually consistent and not ordered (guide, edge
 * case 2), so a pair of states may hide one in between; this file says when it does.
 */

import { BOUNDS } from "../bounds.ts";
import type { AgentRecord } from "../floor.ts";
import type { AgentReport } from "../inputs.ts";
import type { AgentState, EpochMs } from "../vocabulary.ts";

/** When the reported state began, by the event's own times (SPEC A5). */
export const sinceOf = (report: AgentReport): EpochMs => report.at - report.durationMs;

/** Wrap-up in either of the guide's words for it. */
export const isWrapUp = (state: AgentState): boolean => state === "AFTER_CALL_WORK" || state === "WRAP_UP";

/**
 * `sameEntry`: the state the agent is already in, told again.
 * `step`: a change with nothing hidden. `gap`: a state was skipped (SPEC A6).
 */
export type Passage = "sameEntry" | "step" | "gap";

/** How a report follows on what is held. The report must already be known to be newer. */
export function passageTo(record: AgentRecord, report: AgentReport): Passage {
  if (record.since === null) return isWrapUp(report.state) ? "gap" : "step";
  if (record.state === report.state) return passageWithinState(record, report, record.since);
  if (isWrapUp(report.state)) return record.state === "CALL" || isWrapUp(record.state) ? "step" : "gap";
  return "step";
}

function passageWithinState(record: AgentRecord, report: AgentReport, since: EpochMs): Passage {
  const isOtherContact =
    report.state === "CALL" && report.contactId !== null && report.contactId !== record.contactId;
  if (isOtherContact) return "gap";
  const movedMs = sinceOf(report) - since;
  if (Math.abs(movedMs) <= BOUNDS.sinceJitterMs) return "sameEntry";
  // A changed status code is a new entry with nothing in between (NOT_READY lunch → NOT_READY coaching); an
  // earlier beginning is the upstream correcting itself.
  if (report.statusCode !== record.statusCode || movedMs < 0) return "step";
  return "gap";
}
