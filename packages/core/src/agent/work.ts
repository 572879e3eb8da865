/**
 * The call an agent is on and the wrap-up after it: when they began, what they were worth when they end, and
 * whether an alarm may stand on them. A length that was not seen whole is unknown, never guessed.
 */
import type { AgentRecord, Floor } from "../floor.ts";
import type { AgentReport } from "../inputs.ts";
import type { AgentState, EpochMs, QueueId } from "../vocabulary.ts";
import { addWrapUp } from "../windows/windows.ts";
import { isWrapUp } from "./transition.ts";

/** Whether one piece of work goes on through the passage: a call with another code, wrap-up under another word. */
export const goesOn = (from: AgentState, to: AgentState): boolean =>
  (from === "CALL" && to === "CALL") || (isWrapUp(from) && isWrapUp(to));

/**
 * Closes the call or the wrap-up that this report ends; to be called before the record is changed. Answers with
 * the queue that a wrap-up was counted for, if one was.
 */
export function endWork(
  floor: Floor,
  record: AgentRecord,
  report: AgentReport,
  since: EpochMs,
): QueueId | null {
  if (record.state === "CALL") endCall(record, report, since);
  return isWrapUp(record.state) && !isWrapUp(report.state) ? endWrapUp(floor, record, report, since) : null;
}

function endCall(record: AgentRecord, report: AgentReport, since: EpochMs): void {
  const { contactId, queueId, callSince } = record;
  // Only a wrap-up tells for certain when the talk ended: before any other state one may have been missed.
  const isSeen = isWrapUp(report.state) && callSince !== null && since >= callSince;
  record.lastCall = { contactId, queueId, endedAt: since, talkMs: isSeen ? since - callSince : null };
}

function endWrapUp(
  floor: Floor,
  { queueId, wrapUpSince, gap }: AgentRecord,
  report: AgentReport,
  since: EpochMs,
): QueueId | null {
  const queue = queueId === null ? undefined : floor.queues.get(queueId);
  // One that began in a gap has no length, and one that ends in a state other than the two idle ones may hide
  // another (SPEC A12).
  const isWhole = gap === null && (report.state === "READY" || report.state === "NOT_READY");
  if (queue === undefined || !isWhole || wrapUpSince === null || since < wrapUpSince) return null;
  addWrapUp(queue.windows, since, since - wrapUpSince);
  return queueId;
}

/** A wrap-up came whose call was not seen: its length is unknown, unless it was seen before (SPEC A11). */
export function noteHiddenCall(record: AgentRecord, report: AgentReport, since: EpochMs): void {
  const { contactId, queueId } = report;
  if (contactId !== null && record.lastCall?.contactId === contactId) return;
  record.lastCall = { contactId, queueId, endedAt: since, talkMs: null };
}

/** What is held of the work that `report` begins, or goes on with. */
export function beginWork(record: AgentRecord, report: AgentReport, since: EpochMs, isHole: boolean): void {
  const isSameWork = !isHole && goesOn(record.state, report.state);
  const isWrapping = isWrapUp(report.state);
  const wrapUpSince = isSameWork ? record.wrapUpSince : since;
  record.wrapUpSince = isWrapping ? wrapUpSince : null;
  // A call within which something lay hidden has a beginning that nobody saw.
  const isBroken = isHole && record.state === "CALL" && record.contactId === report.contactId;
  const callSince = isSameWork ? record.callSince : isBroken ? null : since;
  record.callSince = report.state === "CALL" ? callSince : null;
  if (!isWrapping) record.wrapUpTrusted = true;
  else if (!isSameWork) record.wrapUpTrusted = !isHole;
}

/** The upstream corrected when the present state began; work that began with it began then, too. */
export function correctSince(record: AgentRecord, since: EpochMs): void {
  if (record.callSince === record.since) record.callSince = since;
  if (record.wrapUpSince === record.since) record.wrapUpSince = since;
  record.since = since;
}
