/**
 * Ground truth against the local state machine (guide, edge case 2; SPEC C). REST repairs agents' records, and
 * with them the wrap-up that a repair ends; no reading of a queue and no event time ever comes from here (guide,
 * section 3, "The Trap").
 */
import { type ReportVerdict, takeReport } from "../agent/agent.ts";
import { BOUNDS } from "../bounds.ts";
import type { AgentRecord, Floor } from "../floor.ts";
import type { GroundTruthInput } from "../inputs.ts";
import type { AgentFact, ReconcileReport } from "../outcome.ts";
import type { AgentId, EpochMs, QueueId } from "../vocabulary.ts";

export type RoundVerdict =
  | { readonly kind: "emptyAnswer" }
  | {
      readonly kind: "reconciled";
      readonly report: ReconcileReport;
      readonly touched: readonly AgentRecord[];
      readonly facts: readonly AgentFact[];
      /** Queues whose windows counted a wrap-up that a repair ended. */
      readonly queueIds: readonly QueueId[];
    };

/**
 * One round: `askedIds` are those whose answer arrived, whether or not they were in it. An empty answer to a
 * question about known agents is the guide's silent array and changes nothing (SPEC C5).
 */
export function takeRound(floor: Floor, input: GroundTruthInput, now: EpochMs): RoundVerdict {
  if (input.reports.length === 0 && input.askedIds.length > 0) return { kind: "emptyAnswer" };
  const counts = { repaired: 0, confirmed: 0, olderThanStream: 0, refused: 0 };
  const touched: AgentRecord[] = [];
  const facts: AgentFact[] = [];
  const queueIds: QueueId[] = [];
  const answered = new Set<AgentId>();
  for (const report of input.reports) {
    answered.add(report.agentId);
    const verdict = takeReport(floor, report, "rest", now);
    counts[tally(verdict)] += 1;
    const agent = floor.agents.get(report.agentId);
    if (agent === undefined) continue;
    agent.missedRounds = 0;
    if (isChange(verdict)) touched.push(agent);
    if (verdict.kind !== "moved") continue;
    facts.push(verdict.fact);
    if (verdict.countedFor !== null) queueIds.push(verdict.countedFor);
  }
  const absent = missing(floor, input.askedIds, answered, now);
  for (const agent of absent.touched) touched.push(agent);
  facts.push(...absent.facts);
  return {
    kind: "reconciled",
    report: {
      asked: input.askedIds.length,
      answered: input.reports.length,
      ...counts,
      missing: absent.missing,
      becameUnknown: absent.becameUnknown,
      signedOut: absent.signedOut,
    },
    touched,
    facts,
    queueIds,
  };
}

const isChange = (verdict: ReportVerdict): boolean =>
  verdict.kind === "moved" || (verdict.kind === "refreshed" && verdict.isNews);

function tally(verdict: ReportVerdict): "repaired" | "confirmed" | "olderThanStream" | "refused" {
  switch (verdict.kind) {
    case "moved":
      return "repaired";
    case "refreshed":
      return "confirmed";
    case "unchanged":
      return "olderThanStream";
    case "refused":
      return "refused";
    default:
      return verdict satisfies never;
  }
}

/**
 * Agents that were asked for and are not in the answer: after two rounds unknown, then signed out (SPEC C4). A
 * partial answer is more often a fault than a mass resignation, so one round changes nothing.
 */
function missing(floor: Floor, askedIds: readonly AgentId[], answered: ReadonlySet<AgentId>, now: EpochMs) {
  const touched: AgentRecord[] = [];
  const facts: AgentFact[] = [];
  const counts = { missing: 0, becameUnknown: 0, signedOut: 0 };
  // Before the stream's first word there is no event clock, and ours is all there is.
  const clock = floor.clock === 0 ? now : floor.clock;
  for (const agentId of askedIds) {
    const agent = floor.agents.get(agentId);
    if (agent === undefined || answered.has(agentId)) continue;
    counts.missing += 1;
    agent.missedRounds += 1;
    const next = stateOfMissing(agent);
    if (next === null) continue;
    if (next === "UNKNOWN") counts.becameUnknown += 1;
    else counts.signedOut += 1;
    facts.push(absence(agent, next, Math.max(clock, agent.since ?? clock)));
    touched.push(agent);
  }
  return { ...counts, touched, facts };
}

function stateOfMissing(agent: AgentRecord): "UNKNOWN" | "SIGNED_OUT" | null {
  if (agent.missedRounds >= BOUNDS.missingRoundsSignedOut)
    return agent.state === "SIGNED_OUT" ? null : "SIGNED_OUT";
  if (agent.missedRounds < BOUNDS.missingRoundsUnknown) return null;
  return agent.state === "UNKNOWN" || agent.state === "SIGNED_OUT" ? null : "UNKNOWN";
}

/**
 * We inferred this, so it is dated by the event clock (SPEC S3), but never before the state it ends.
 * `lastUpdated` stays what the upstream last said, so that any newer word of it wins over our inference; a later
 * answer with that same `last_updated` also wins, since REST wins a tie.
 */
function absence(agent: AgentRecord, state: "UNKNOWN" | "SIGNED_OUT", at: EpochMs): AgentFact {
  const from = agent.state;
  agent.state = state;
  agent.rawState = null;
  agent.since = at;
  agent.statusCode = null;
  agent.queueId = null;
  agent.contactId = null;
  agent.direction = null;
  agent.callContext = null;
  agent.gap = { from, to: state, at };
  agent.wrapUpTrusted = true;
  agent.callSince = null;
  agent.wrapUpSince = null;
  return {
    kind: "agent",
    at,
    agentId: agent.id,
    from,
    to: state,
    since: at,
    statusCode: null,
    queueId: null,
    contactId: null,
    routability: agent.routability,
    context: null,
    gap: agent.gap,
    repaired: true,
  };
}

/** The ids a round must ask for: everybody on the floor. */
export const idsToReconcile = (floor: Floor): AgentId[] => [...floor.agents.keys()];
