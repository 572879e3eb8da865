/** What `step` answers: a verdict with a named reason, what the board must redraw, and the facts worth keeping. */
import type { HourLearned } from "./baseline/baseline.ts";
import type { QueueContext, StateGap } from "./floor.ts";
import type { Routability } from "./routability/routability.ts";
import type { AgentId, AgentState, ContactId, EpochMs, QueueId } from "./vocabulary.ts";

export type AppliedReason =
  | "newState"
  | "sameStateRefreshed"
  | "stateAfterGap"
  | "newStats"
  | "contactPhase"
  | "contactRepaired"
  | "roster"
  | "profiles"
  | "reconciled"
  | "feedChanged"
  | "timePassed"
  | "siteChanged";

export type UnchangedReason =
  | "duplicate"
  | "older"
  | "nothingDue"
  /** An empty answer to a question about known agents: the guide's silent array, never applied (SPEC C5). */
  | "emptyAnswer"
  | "emptyRoster";

export type RefusedReason = "fromFuture" | "tooLate" | "tooManyAgents" | "tooManyQueues" | "tooManyContacts";

/** One agent's change, enriched, for rules to read (SPEC E1). The log keeps inputs instead, and `step` makes it anew. */
export interface AgentFact {
  readonly kind: "agent";
  readonly at: EpochMs;
  readonly agentId: AgentId;
  readonly from: AgentState;
  readonly to: AgentState;
  readonly since: EpochMs | null;
  readonly statusCode: string | null;
  readonly queueId: QueueId | null;
  readonly contactId: ContactId | null;
  readonly routability: Routability;
  readonly context: QueueContext | null;
  readonly gap: StateGap | null;
  readonly repaired: boolean;
}

/** Counts of what a reconciliation did (SPEC C1). */
export interface ReconcileReport {
  readonly asked: number;
  readonly answered: number;
  readonly repaired: number;
  readonly confirmed: number;
  readonly olderThanStream: number;
  readonly refused: number;
  readonly missing: number;
  readonly becameUnknown: number;
  readonly signedOut: number;
}

export interface Outcome {
  readonly verdict: "applied" | "unchanged" | "refused";
  readonly reason: AppliedReason | UnchangedReason | RefusedReason;
  readonly agents: readonly AgentId[];
  readonly removedAgents: readonly AgentId[];
  readonly queues: readonly QueueId[];
  readonly removedQueues: readonly QueueId[];
  readonly facts: readonly AgentFact[];
  readonly reconciled: ReconcileReport | null;
  /** Hours of the week whose usual figures were learned just now, to be kept. */
  readonly learned: readonly HourLearned[];
}

const NONE: readonly never[] = [];

/** Something changed; names only what is not empty. */
export function applied(
  reason: AppliedReason,
  changes: Partial<Omit<Outcome, "verdict" | "reason">> = {},
): Outcome {
  return {
    verdict: "applied",
    reason,
    agents: changes.agents ?? NONE,
    removedAgents: changes.removedAgents ?? NONE,
    queues: changes.queues ?? NONE,
    removedQueues: changes.removedQueues ?? NONE,
    facts: changes.facts ?? NONE,
    reconciled: changes.reconciled ?? null,
    learned: changes.learned ?? NONE,
  };
}

const still = (verdict: "unchanged" | "refused", reason: UnchangedReason | RefusedReason): Outcome => ({
  verdict,
  reason,
  agents: NONE,
  removedAgents: NONE,
  queues: NONE,
  removedQueues: NONE,
  facts: NONE,
  reconciled: null,
  learned: NONE,
});

/** Nothing changed, and this is why. */
export const unchanged = (reason: UnchangedReason): Outcome => still("unchanged", reason);

/** The input was not let in, and this is why. */
export const refused = (reason: RefusedReason): Outcome => still("refused", reason);
