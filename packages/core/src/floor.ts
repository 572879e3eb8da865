/**
 * The records of one floor. A floor belongs to whoever made it and is changed by `step` alone, in place: at
 * thousands of events a second a copy per event would be the whole cost. What keeps this honest is that `step` is
 * a function of (floor, input, now) and nothing else, so the same inputs rebuild the same floor (SPEC S1).
 */
import { type BaselineBook, createBaselineBook, type HourFigures } from "./baseline/baseline.ts";
import { type ContactBook, createContactBook } from "./contact/contact.ts";
import type { RoutingProfile } from "./routability/profile.ts";
import type { Routability } from "./routability/routability.ts";
import type { Site } from "./site.ts";
import type { AgentId, AgentState, ContactId, Direction, EpochMs, Media, QueueId } from "./vocabulary.ts";
import type { QueueWindows } from "./windows/windows.ts";

/** A state was skipped between two events: what lay between is unknown, not zero (guide, edge case 2; SPEC A6). */
export interface StateGap {
  readonly from: AgentState;
  readonly to: AgentState;
  readonly at: EpochMs;
}

/** The queue as it was when the agent entered CALL; frozen, so that it never joins across times (SPEC E2). */
export interface QueueContext {
  readonly queueId: QueueId;
  readonly frozenAt: EpochMs;
  /** When the queue itself said these figures; a figure never travels without its age. */
  readonly statsAt: EpochMs | null;
  readonly waitSeconds: number | null;
  readonly serviceLevelPct: number | null;
  readonly baseline: HourFigures | null;
  /** Wait now minus the baseline's, in seconds; absent where either is. */
  readonly waitDeviationSeconds: number | null;
  /** Service level now minus the baseline's, in percentage points; absent where either is. */
  readonly serviceLevelDeviationPct: number | null;
}

/** The last call that ended under our eyes. `talkMs` is `null` where a gap hides its length. */
export interface LastCall {
  readonly contactId: ContactId | null;
  readonly queueId: QueueId | null;
  readonly endedAt: EpochMs;
  readonly talkMs: number | null;
}

export interface AgentRecord {
  readonly id: AgentId;
  name: string | null;
  teamId: string | null;
  teamName: string | null;
  onRoster: boolean;
  state: AgentState;
  rawState: string | null;
  statusCode: string | null;
  /** When the present state began, by the upstream's clock; `null` until the agent was seen. */
  since: EpochMs | null;
  lastUpdated: EpochMs | null;
  source: "stream" | "rest" | null;
  /** The instant of the newest event of the stream that was let in about them; `null` before the first. */
  heardAt: EpochMs | null;
  queueId: QueueId | null;
  contactId: ContactId | null;
  direction: Direction | null;
  callContext: QueueContext | null;
  gap: StateGap | null;
  /** False while a wrap-up began in a gap and no reconciliation has confirmed it: no alarm may stand on it. */
  wrapUpTrusted: boolean;
  /** When the present call began, over all its codes (a hold is one); `null` outside a call or where not seen. */
  callSince: EpochMs | null;
  /** When the wrap-up after the last call began (AFTER_CALL_WORK and WRAP_UP are one wrap-up), else `null`. */
  wrapUpSince: EpochMs | null;
  lastCall: LastCall | null;
  profile: RoutingProfile | null;
  routability: Routability;
  /** The queue whose `workingAgents` they are counted in now. */
  workQueueId: QueueId | null;
  /** Reconciliation rounds in a row that asked for this agent and got no answer. */
  missedRounds: number;
  /** Rosters in a row that no longer named this agent. */
  missedRosters: number;
}

export interface QueueStats {
  readonly at: EpochMs;
  readonly waitSeconds: number | null;
  readonly abandonedCount: number | null;
  readonly availableAgents: number | null;
  readonly callVolume1h: number | null;
  readonly serviceLevelPct: number | null;
}

export interface QueueRecord {
  readonly id: QueueId;
  name: string | null;
  stats: QueueStats | null;
  /** The figures before the last ones, for the direction of the trend. */
  previousStats: QueueStats | null;
  /** What the newest contact event that was let in for it came by, and when; `null` before the first (SPEC Q9). */
  media: Media | null;
  mediaAt: EpochMs | null;
  /** The instant of the newest reading or contact event that was let in for it. */
  heardAt: EpochMs;
  windows: QueueWindows;
  /** Agents whose skills reach this queue and who are routable now: ours, beside the upstream's own count. */
  routableAgents: number;
  /** Agents on a contact of this queue, or in the wrap-up after one. */
  workingAgents: number;
}

export interface Floor {
  site: Site;
  /** The event clock: the newest instant the stream has vouched for. Never goes back (SPEC S2). */
  clock: EpochMs;
  readonly agents: Map<AgentId, AgentRecord>;
  readonly queues: Map<QueueId, QueueRecord>;
  readonly contacts: ContactBook;
  readonly baselines: BaselineBook;
  /** When we were not looking: `to` is `null` while it lasts. Newest last, bounded. */
  readonly blind: { from: EpochMs; to: EpochMs | null }[];
  /** Status codes seen on READY agents that the site has not mapped, for the administrator to see. */
  readonly unmappedCodes: Set<string>;
  /** The minute for which shifts were last judged; they turn on whole minutes only. */
  judgedMinute: number;
}

/** A floor on which nothing has been seen yet. */
export function createFloor(site: Site): Floor {
  return {
    site,
    clock: 0,
    agents: new Map(),
    queues: new Map(),
    contacts: createContactBook(),
    baselines: createBaselineBook(),
    blind: [],
    unmappedCodes: new Set(),
    judgedMinute: -1,
  };
}

/** An agent of whom only the id is known. */
export function newAgent(id: AgentId): AgentRecord {
  return {
    id,
    name: null,
    teamId: null,
    teamName: null,
    onRoster: false,
    state: "UNKNOWN",
    rawState: null,
    statusCode: null,
    since: null,
    lastUpdated: null,
    source: null,
    heardAt: null,
    queueId: null,
    contactId: null,
    direction: null,
    callContext: null,
    gap: null,
    wrapUpTrusted: true,
    callSince: null,
    wrapUpSince: null,
    lastCall: null,
    profile: null,
    routability: { kind: "unknown", reason: "neverSeen" },
    workQueueId: null,
    missedRounds: 0,
    missedRosters: 0,
  };
}
