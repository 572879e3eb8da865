/**
 * What lies between two states of one agent. The stream is eventually consistent and not ordered (guide, edge
 * case 2), so a pair of states may hide one in between; this file says when it must. It changes nothing.
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
 * `sameEntry`: the state the agent is already in, told again (SPEC A10).
 * `step`: a change with nothing hidden. `gap`: a state was skipped (SPEC A6).
 */
export type Passage = "sameEntry" | "step" | "gap";

/** How a report follows on what is held. The report must already be known not to be older. */
export function passageTo(record: AgentRecord, report: AgentReport): Passage {
  if (record.since === null) return isWrapUp(report.state) ? "gap" : "step";
  if (isOfHiddenCall(record, report)) return "gap";
  if (record.state === report.state && record.rawState === report.rawState) {
    return passageWithinState(record, report, record.since);
  }
  return isWrapUp(report.state) && !isOnContact(record.state) ? "gap" : "step";
}

const isOnContact = (state: AgentState): boolean => state === "CALL" || isWrapUp(state);

/** From one contact into the midst or the end of another: the rest of the first is what was not seen. */
function isOfHiddenCall(record: AgentRecord, report: AgentReport): boolean {
  if (!isOnContact(record.state)) return false;
  const isMidst = isWrapUp(report.state) || (record.state === "CALL" && report.state === "CALL");
  return (
    isMidst && record.contactId !== null && report.contactId !== null && record.contactId !== report.contactId
  );
}

function passageWithinState(record: AgentRecord, report: AgentReport, since: EpochMs): Passage {
  // A changed status code is an entry of its own, with nothing in between (NOT_READY lunch → NOT_READY coaching).
  if (report.statusCode !== record.statusCode) return "step";
  // One and the same update, told by the stream and by REST, hides nothing, whatever its times.
  if (report.lastUpdated === record.lastUpdated) return "sameEntry";
  return sinceOf(report) - since > BOUNDS.sinceJitterMs ? "gap" : "sameEntry";
}
