/**
 * The agent state machine: one report against one record (guide, section 2 and edge case 2; SPEC A). The newest
 * `last_updated` wins. Where a report came from matters only for the tie, which REST wins, and for what counts as
 * confirmed.
 */
import { BOUNDS } from "../bounds.ts";
import { freezeContext } from "../enrich/enrich.ts";
import { type AgentRecord, type Floor, newAgent, type QueueContext, type StateGap } from "../floor.ts";
import type { AgentReport } from "../inputs.ts";
import type { AgentFact } from "../outcome.ts";
import { noteUnmappedCode } from "../routability/unmapped-codes.ts";
import type { AgentId, EpochMs, QueueId } from "../vocabulary.ts";
import { isWrapUp, type Passage, passageTo, sinceOf } from "./transition.ts";
import { beginWork, correctSince, endWork, goesOn, noteHiddenCall } from "./work.ts";

export type ReportSource = "stream" | "rest";

export type ReportVerdict =
  /** `countedFor`: the queue whose windows a wrap-up went into that ended here. */
  | { readonly kind: "moved"; readonly fact: AgentFact; readonly countedFor: QueueId | null }
  /** The state already held, told again. `isNews` where anything of the record changed by it. */
  | { readonly kind: "refreshed"; readonly isNews: boolean }
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
    const isTie = report.lastUpdated === record.lastUpdated;
    if (isTie && source === "stream") return { kind: "unchanged", reason: "duplicate" };
  }
  const passage = passageTo(record, report);
  if (passage === "sameEntry") return refresh(record, report, source);
  noteUnmappedCode(floor, report);
  return move(floor, record, report, passage, source);
}

/**
 * The same entry told again: what it adds is filled in, what it does not mention stays (SPEC A10). The stream's
 * whole seconds may wander a little without moving the beginning; ground truth is taken as it is.
 */
function refresh(record: AgentRecord, report: AgentReport, source: ReportSource): ReportVerdict {
  const before = { ...record };
  const since = sinceOf(report);
  const isJitter = record.since !== null && Math.abs(since - record.since) <= BOUNDS.sinceJitterMs;
  if (source === "rest" || !isJitter) correctSince(record, since);
  record.queueId = report.queueId ?? record.queueId;
  record.contactId = report.contactId ?? record.contactId;
  record.direction = report.direction ?? record.direction;
  record.lastUpdated = report.lastUpdated;
  // Whatever reconciliation tells is confirmed by being told (SPEC A7).
  record.wrapUpTrusted ||= source === "rest";
  const isNews = SHOWN.some((field) => before[field] !== record[field]);
  record.source = source;
  return { kind: "refreshed", isNews };
}

/** What a refresh can change and people see. */
const SHOWN = ["since", "queueId", "contactId", "direction", "lastUpdated", "wrapUpTrusted"] as const;

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
  const isSameWork = !isHole && goesOn(from, report.state);
  const gap: StateGap | null = isHole ? { from, to: report.state, at: report.at } : null;

  const countedFor = isSameWork ? null : endWork(floor, record, report, since);
  // In a gap the call before is not the one that this wrap-up follows.
  if (isHole && isWrapUp(report.state)) noteHiddenCall(record, report, since);
  beginWork(record, report, since, isHole);
  record.wrapUpTrusted ||= source === "rest";
  record.callContext = contextAfter(floor, record, report, source, { isSameWork, isHole });
  // A wrap-up that began in a gap stays one under another word or code.
  if (!isSameWork) record.gap = gap;
  record.queueId = report.queueId ?? queueGoingOn(record, report, isSameWork);
  record.contactId = report.contactId ?? (isSameWork ? record.contactId : null);
  record.direction = report.direction ?? (isSameWork ? record.direction : null);
  record.state = report.state;
  record.rawState = report.rawState;
  record.statusCode = report.statusCode;
  record.since = since;
  record.lastUpdated = report.lastUpdated;
  record.source = source;
  return { kind: "moved", fact: factOf(record, report, from, gap), countedFor };
}

/** A wrap-up that names no queue is the last call's; other work that goes on stays in its own. */
function queueGoingOn(record: AgentRecord, report: AgentReport, isSameWork: boolean) {
  if (isSameWork) return record.queueId;
  return isWrapUp(report.state) ? (record.lastCall?.queueId ?? null) : null;
}

/** Frozen on entering CALL, kept to the end of its wrap-up, and never another call's (SPEC E2). */
function contextAfter(
  floor: Floor,
  record: AgentRecord,
  report: AgentReport,
  source: ReportSource,
  { isSameWork, isHole }: { readonly isSameWork: boolean; readonly isHole: boolean },
): QueueContext | null {
  if (isSameWork) return record.callContext;
  if (report.state === "CALL") {
    // A repair comes up to a minute after the call began; what the queue says now is not what it said then.
    return freezeContext(floor, report.queueId, source === "rest" ? sinceOf(report) : report.at);
  }
  return isWrapUp(report.state) && !isHole ? record.callContext : null;
}

function factOf(
  record: AgentRecord,
  report: AgentReport,
  from: AgentRecord["state"],
  gap: StateGap | null,
): AgentFact {
  return {
    kind: "agent",
    at: report.at,
    agentId: record.id,
    from,
    to: record.state,
    since: record.since,
    statusCode: record.statusCode,
    queueId: record.queueId,
    contactId: record.contactId,
    routability: record.routability,
    context: record.callContext,
    gap,
    repaired: record.source === "rest",
  };
}
