/**
 * Everything that can happen to a floor, as one tagged union: the only argument of `step` besides the floor and
 * the instant. Translators in `cxone` make these from the wire; nothing here knows JSON.
 */
import type { RoutingProfile } from "./routability/profile.ts";
import type { Site } from "./site.ts";
import type {
  AgentId,
  AgentState,
  ContactId,
  ContactPhase,
  Direction,
  EpochMs,
  Media,
  QueueId,
} from "./vocabulary.ts";

/** What the upstream says of one agent at one instant, from the stream or from REST alike. */
export interface AgentReport {
  readonly agentId: AgentId;
  readonly state: AgentState;
  /** The upstream's own word, kept when `state` is `UNKNOWN` (SPEC A2). */
  readonly rawState: string | null;
  readonly statusCode: string | null;
  readonly queueId: QueueId | null;
  readonly contactId: ContactId | null;
  readonly direction: Direction | null;
  /** The instant at which `durationMs` was measured. */
  readonly at: EpochMs;
  readonly durationMs: number;
  readonly lastUpdated: EpochMs;
}

export interface AgentStateInput {
  readonly kind: "agentState";
  readonly report: AgentReport;
}

export interface QueueStatsInput {
  readonly kind: "queueStats";
  readonly queueId: QueueId;
  readonly queueName: string | null;
  readonly at: EpochMs;
  readonly waitSeconds: number | null;
  readonly abandonedCount: number | null;
  readonly availableAgents: number | null;
  readonly callVolume1h: number | null;
  readonly serviceLevelPct: number | null;
}

/** A phase of one contact's life. The times known so far are repeated in each event (cxone DIALECT.md). */
export interface InteractionInput {
  readonly kind: "interaction";
  readonly contactId: ContactId;
  readonly queueId: QueueId;
  readonly agentId: AgentId | null;
  readonly phase: ContactPhase;
  readonly media: Media;
  readonly direction: Direction;
  readonly at: EpochMs;
  readonly queuedAt: EpochMs | null;
  readonly offeredAt: EpochMs | null;
  readonly answeredAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
}

export interface RosterEntry {
  readonly agentId: AgentId;
  readonly name: string | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
}

/** The whole list of users. Never applied when empty: an empty list is the guide's missing-scope trap. */
export interface RosterInput {
  readonly kind: "roster";
  readonly entries: readonly RosterEntry[];
}

export interface ProfilesInput {
  readonly kind: "profiles";
  readonly profiles: readonly { readonly agentId: AgentId; readonly profile: RoutingProfile }[];
}

/** One round of REST ground truth: what was asked for, and what came (guide, edge case 2). */
export interface GroundTruthInput {
  readonly kind: "groundTruth";
  readonly askedIds: readonly AgentId[];
  readonly reports: readonly AgentReport[];
}

/** The desk began or ceased to see the stream. */
export interface FeedInput {
  readonly kind: "feed";
  readonly seeing: boolean;
  readonly at: EpochMs;
}

/** Time itself: shifts begin and end, windows slide, though nothing happened on the stream. */
export interface TimeInput {
  readonly kind: "time";
}

export interface SiteInput {
  readonly kind: "site";
  readonly site: Site;
}

export type FloorInput =
  | AgentStateInput
  | QueueStatsInput
  | InteractionInput
  | RosterInput
  | ProfilesInput
  | GroundTruthInput
  | FeedInput
  | TimeInput
  | SiteInput;
