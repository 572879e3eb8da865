/**
 * What the tenant's desk tells the alert desk: a second's worth of what happened, enriched, in the order in which it
 * was let in. Rules see nothing else: no figure of REST but the repair of an agent's own record, and no clock but
 * these two (guide, section 3, "The Trap"; SPEC N).
 */
import type { QueueContext } from "../floor.ts";
import type { QueueGoal } from "../site.ts";
import type {
  AgentId,
  AgentState,
  Direction,
  EpochMs,
  FeedState,
  Media,
  NotRoutableReason,
  QueueId,
  RoutabilityUnknownReason,
} from "../vocabulary.ts";

/** Whether an agent could take a contact, in one word, and why not. */
export interface RowRoutability {
  readonly kind: "routable" | "notRoutable" | "unknown";
  readonly reason: NotRoutableReason | RoutabilityUnknownReason | null;
  /** The status code's label, the break's or the shift's name. */
  readonly detail: string | null;
}

/** Who an agent is: what changes seldom, and is sent when it does. */
export interface AgentIdentity {
  readonly id: AgentId;
  readonly name: string | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
  /** Active skills, by id; `null` while the profile is not known. */
  readonly skillIds: readonly string[] | null;
}

/** What an agent is doing, whole, as it stood after one event. */
export interface AgentRow {
  readonly id: AgentId;
  readonly state: AgentState;
  /** The upstream's own word where `state` is UNKNOWN. */
  readonly rawState: string | null;
  readonly statusCode: string | null;
  /** The site's label for the code, or `null` where it has none. */
  readonly status: string | null;
  /** When the state began, by the upstream's clock. */
  readonly since: EpochMs | null;
  readonly callSince: EpochMs | null;
  /** `null` also where the wrap-up began in a gap that nothing has confirmed: no alarm may stand on it (SPEC A7). */
  readonly wrapUpSince: EpochMs | null;
  readonly queueId: QueueId | null;
  readonly direction: Direction | null;
  readonly routability: RowRoutability;
  /** The queue as it was when the call began (SPEC E2). */
  readonly context: QueueContext | null;
}

/** Figures of one window of one queue; `null` is "nothing to divide by". */
export interface WindowRow {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly serviceLevelPct: number | null;
  /** Of how many contacts that is a share; left out by builds that did not tell it. */
  readonly serviceLevelOf?: number;
  readonly abandonPct: number | null;
  readonly asaSeconds: number | null;
  readonly ahtSeconds: number | null;
  /** How much of the window was not seen. */
  readonly blindMs: number;
}

/** A queue, whole, as it stood after one event. The first block is one reading of CXone's and never a mix of two. */
export interface QueueRow {
  readonly id: QueueId;
  readonly name: string | null;
  /** What its contacts come by; `null` until one was heard of. Left out by builds that did not tell it, as `unsureWaiting`. */
  readonly media?: Media | null;
  readonly statsAt: EpochMs | null;
  readonly waitSeconds: number | null;
  readonly abandonedCount: number | null;
  readonly availableAgents: number | null;
  readonly callVolume1h: number | null;
  /** CXone's own figure. */
  readonly serviceLevelPct: number | null;
  /** That reading against the usual of its hour of the week. */
  readonly usualWeeks: number;
  readonly waitDeviationSeconds: number | null;
  readonly serviceLevelDeviationPct: number | null;
  /** Contacts that wait for sure, and since when the longest does. */
  readonly waiting: number;
  readonly longestWaitSince: EpochMs | null;
  /** Contacts that waited when the feed went blind, and of which nothing was heard since. No rule may stand on them. */
  readonly unsureWaiting?: number;
  /** Ours: agents whose skills reach the queue and who could be given a contact. */
  readonly routableAgents: number;
  /** Ours: agents on a contact of the queue, or in the wrap-up after one. */
  readonly workingAgents: number;
  readonly goal: QueueGoal;
  readonly last15m: WindowRow;
  readonly last1h: WindowRow;
  readonly today: WindowRow;
}

export type FloorEvent =
  /** An agent is new, or has another name, team or skills. */
  | { readonly kind: "who"; readonly who: AgentIdentity }
  /** An agent moved, or what rules can see of them changed. `at` is the event's own instant. */
  | {
      readonly kind: "agent";
      readonly at: EpochMs;
      readonly from: AgentState;
      readonly row: AgentRow;
      /** Ground truth of REST told it, not the stream; it dates nothing and moves no clock. */
      readonly isRepaired: boolean;
    }
  /** A reading came (`statsAt` equals `at`), or a contact or an agent moved the queue's own figures. */
  | { readonly kind: "queue"; readonly at: EpochMs; readonly row: QueueRow }
  | { readonly kind: "gone"; readonly agentIds: readonly AgentId[]; readonly queueIds: readonly QueueId[] };

/**
 * One row of the desk's log, as rules are given it. Rows follow each other without a hole: the next one's `fromSeq` is this
 * one's `toSeq` + 1, and a row in which nothing happened takes a seq as well. A row is closed when the feed's state turns,
 * so one state holds for the whole of it.
 */
export interface FloorBatch {
  readonly v: 1;
  readonly tenant: string;
  /** Names the log itself: another one means that the desk lost its memory and seqs began anew. */
  readonly lineage: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** The desk's clock when the row was closed. Only the feed's own rules may count by it. */
  readonly at: EpochMs;
  /** The event clock when the row was closed. Never goes back. */
  readonly clock: EpochMs;
  readonly feed: FeedState;
  /** The site as it is called and where its clock is; rows of before there was a setup do not tell it. */
  readonly site?: { readonly name: string; readonly zone: string };
  readonly events: readonly FloorEvent[];
}

/** The whole floor at one seq: for a beginning, and for a gap that the log no longer covers. */
export interface FloorSnapshot {
  readonly v: 1;
  readonly tenant: string;
  readonly lineage: string;
  readonly seq: number;
  readonly at: EpochMs;
  readonly clock: EpochMs;
  readonly feed: FeedState;
  /** The site's own zone: business hours are of it unless they name another. */
  readonly zone: string;
  readonly siteName: string;
  readonly who: readonly AgentIdentity[];
  readonly agents: readonly AgentRow[];
  readonly queues: readonly QueueRow[];
}
