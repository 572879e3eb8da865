/**
 * The agent state machine: one report against one record (guide, section 2 and edge case 2; SPEC A). The newest
 * `last_updated` wins; nothing here knows where a report came from but for the tie, which REST wins.
 */
import { BOUNDS } from "../bounds.ts";
import { freezeContext } from "../enrich/enrich.ts";
import { type AgentRecord, type Floor, newAgent } from "../floor.ts";
import type { AgentReport } from "../inputs.ts";
import type { AgentFact } from "../outcome.ts";
import type { AgentId, EpochMs, QueueId } from "../vocabulary.ts";
import { addWrapUp } from "../windows/windows.ts";
import { isWrapUp, type Passage, passageTo, sinceOf } from "./transition.ts";

export type ReportSource = "stream" | "rest";

export type ReportVerdict =
  | { readonly kind: "moved"; readonly fact: AgentFact; readonly queueId: QueueId | null }
  | { readonly kind: "refreshed" }
  /** A REST row that tells what is already held. `isNews` when it confirmed a gap (SPEC A7). */
  | { readonly kind: "confirmed"; readonly isNews: boolean }
  | { readonly kind: "unchanged"; readonly reason: "duplicate" | "older" }
  | { readonly kind: "refused"; readonly reason: "fromFuture" | "tooManyAgents" };

/** The record of an agent, made when it is first heard of; `null` when the floor is full (SPEC A9). */
export function agentOf(floor: Floor, agentId: AgentId): AgentRecord | null {
  const known = floor.agents.get(agentId);
  if (known !== undefined) return known;
  if (floor.agents.size >= BOUNDS.agentsMax) return null;
  const record = newAgent(agentId);
  floor.agents.set(agentId, record);
  return record;
}

/**
 * Takes one report into the floor. Routability is judged afterwards by the caller, which also knows when the
 * judgement must be made for other causes.
 */
export function takeReport(
  floor: Floor,
  report: AgentReport,
  source: ReportSource,
  now: EpochMs,
): ReportVerdict {
  const latest = now + BOUNDS.futureToleranceMs;
  if (report.at > latest || report.lastUpdated > latest) return { kind: "refused", reason: "fromFuture" };
  const record = agentOf(floor, report.agentId);
  if (record === null) return { kind: "refused", reason: "tooManyAgents" };

  if (record.lastUpdated !== null) {
    if (report.lastUpdated < record.lastUpdated) return { kind: "unchanged", reason: "older" };
    if (report.lastUpdated === record.lastUpdated) {
      if (source === "stream") return { kind: "unchanged", reason: "duplicate" };
      if (tellsTheSame(record, report)) return confirm(record);
    }
  }
  noteUnmappedCode(floor, report);
  const passage = passageTo(record, report);
  record.lastUpdated = report.lastUpdated;
  record.source = source;
  if (passage === "sameEntry") {
    const isSame = tellsTheSame(record, report);
    record.statusCode = report.statusCode;
    const confirmed = source === "rest" ? confirm(record) : null;
    return isSame && confirmed !== null ? confirmed : { kind: "refreshed" };
  }
  return move(floor, record, report, passage, source);
}

/** A code on READY that nobody has mapped restricts nothing, but the administrator is told of it (SPEC R5). */
function noteUnmappedCode(floor: Floor, report: AgentReport): void {
  const code = report.statusCode;
  if (report.state !== "READY" || code === null || code === "READY") return;
  if (floor.site.statusCodes.has(code) || floor.unmappedCodes.size >= BOUNDS.statusCodesMax) return;
  floor.unmappedCodes.add(code);
}

const tellsTheSame = (record: AgentRecord, report: AgentReport): boolean =>
  record.state === report.state &&
  record.rawState === report.rawState &&
  record.statusCode === report.statusCode &&
  record.contactId === report.contactId;

function confirm(record: AgentRecord): ReportVerdict {
  const isNews = !record.wrapUpTrusted;
  record.wrapUpTrusted = true;
  return { kind: "confirmed", isNews };
}

function move(
  floor: Floor,
  record: AgentRecord,
  report: AgentReport,
  passage: Exclude<Passage, "sameEntry">,
  source: ReportSource,
): ReportVerdict {
  const since = sinceOf(report);
  const from = record.state;
  const isHole = passage === "gap";
  closeWhatEnds(floor, record, report, since, isHole);

  record.gap = isHole ? { from, to: report.state, at: report.at } : null;
  // What reconciliation itself brings is confirmed by being brought (SPEC A7).
  if (isWrapUp(report.state)) {
    if (!isWrapUp(from) || isHole) record.wrapUpTrusted = !isHole || source === "rest";
    record.wrapUpSince = isWrapUp(from) && !isHole ? (record.wrapUpSince ?? since) : since;
  } else {
    record.wrapUpTrusted = true;
    record.wrapUpSince = null;
  }
  record.state = report.state;
  record.rawState = report.rawState;
  record.statusCode = report.statusCode;
  record.since = since;
  record.queueId = report.queueId ?? (isWrapUp(report.state) ? (record.lastCall?.queueId ?? null) : null);
  record.contactId = report.contactId;
  record.direction = report.direction;
  if (report.state === "CALL") record.callContext = freezeContext(floor, report.queueId, report.at);
  else if (!isWrapUp(report.state)) record.callContext = null;

  const fact: AgentFact = {
    kind: "agent",
    at: report.at,
    agentId: record.id,
    from,
    to: record.state,
    since,
    statusCode: record.statusCode,
    queueId: record.queueId,
    contactId: record.contactId,
    routability: record.routability,
    context: record.callContext,
    gap: record.gap,
    repaired: source === "rest",
  };
  return { kind: "moved", fact, queueId: record.queueId };
}

/** Closes the call or the wrap-up that this report ends, with its length where the length was seen. */
function closeWhatEnds(
  floor: Floor,
  record: AgentRecord,
  report: AgentReport,
  since: EpochMs,
  isHole: boolean,
): void {
  if (record.state === "CALL") {
    const isSeen = !isHole && record.since !== null && since >= record.since && isNextToCall(report);
    record.lastCall = {
      contactId: record.contactId,
      queueId: record.queueId,
      endedAt: since,
      talkMs: isSeen && record.since !== null ? since - record.since : null,
    };
  } else if (isWrapUp(report.state) && isHole) {
    record.lastCall = { contactId: report.contactId, queueId: report.queueId, endedAt: since, talkMs: null };
  }
  const isWrapUpOver = isWrapUp(record.state) && !isWrapUp(report.state);
  const queue = record.queueId === null ? undefined : floor.queues.get(record.queueId);
  if (!isWrapUpOver || isHole || queue === undefined || record.wrapUpSince === null) return;
  // A wrap-up that ends in a state other than the two idle ones may hide another; one that began in a hole has
  // no length. Only a whole one is counted (SPEC W5).
  const isWhole = record.gap === null && (report.state === "READY" || report.state === "NOT_READY");
  if (isWhole && since >= record.wrapUpSince) addWrapUp(queue.windows, since, since - record.wrapUpSince);
}

/** States that can follow a call directly, so that their beginning is the call's end. */
const isNextToCall = (report: AgentReport): boolean =>
  isWrapUp(report.state) || report.state === "READY" || report.state === "NOT_READY";
