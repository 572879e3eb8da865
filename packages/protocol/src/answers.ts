/**
 * What can be asked of the desks by HTTP besides the board itself, as it is answered: who is who, one agent, how figures
 * went, and the floor at a past minute.
 */
import type { AgentId, AgentState, EpochMs, Media, QueueId } from "@callboard/core";
import type { BoardAgentDetail, BoardRoutability } from "./board.ts";

/** Slow-moving facts for filters and pickers: `GET …/directory`. */
export interface Directory {
  readonly at: EpochMs;
  readonly teams: readonly string[];
  readonly skills: readonly DirectorySkill[];
  /** Each agent with the places of their active skills in `skills`; `null` while the profile is not known. */
  readonly agents: readonly { readonly id: AgentId; readonly skills: readonly number[] | null }[];
  readonly queues: readonly { readonly id: QueueId; readonly name: string; readonly media: Media | null }[];
  /** Status codes that were seen on agents, with how the site maps them; for the administrator. */
  readonly codes: readonly DirectoryCode[];
}

export interface DirectoryCode {
  readonly code: string;
  readonly isMapped: boolean;
  /** Whether it was seen on a READY agent: the codes of other states say nothing about who may be given a contact. */
  readonly isOnReady: boolean;
}

export interface DirectorySkill {
  readonly id: string;
  readonly name: string;
  /** `null` where CXone does not say which queues it serves. */
  readonly queueIds: readonly QueueId[] | null;
}

/** How one queue went: `GET …/trends?queue=…&stretch=hours3`. Points are in order and a `stepMs` apart; what was not seen has none. */
export interface QueueTrend {
  readonly queueId: QueueId;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly stepMs: number;
  readonly points: readonly TrendPoint[];
  /** What was usual at these hours; hours of which nothing was learned are left out. */
  readonly usual: readonly UsualHour[];
}

/** Figures at the end of one step, or counted over it. `null` is "–". */
export interface TrendPoint {
  readonly at: EpochMs;
  readonly waitSeconds: number | null;
  readonly waiting: number | null;
  readonly routable: number | null;
  /** By the queue's own formula, over the quarter hour up to `at`. */
  readonly serviceLevelPct: number | null;
  /** What that is a share of; left out where it was not kept, and then several queues' shares cannot be put together. */
  readonly serviceLevelOf?: number;
  /** Over the quarter hour up to `at`. */
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  /** How much of that quarter hour was not seen. */
  readonly blindMs: number;
}

/** The usual of one hour with its spread, the mean distance from it; `null` where one week alone was seen. */
export interface UsualHour {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly weeks: number;
  readonly waitSeconds: number;
  readonly waitSpreadSeconds: number | null;
  readonly serviceLevelPct: number | null;
  readonly serviceLevelSpreadPct: number | null;
  /** Calls in an hour. */
  readonly volume: number | null;
  readonly volumeSpread: number | null;
}

export interface Trends {
  readonly at: EpochMs;
  readonly trends: readonly QueueTrend[];
}

/** One stretch of an agent's time. `to` is `null` for the present one. */
export interface TimelineSpan {
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  readonly state: AgentState;
  readonly status: string | null;
  readonly queueId: QueueId | null;
  readonly routability: BoardRoutability["kind"];
}

export interface AgentShift {
  readonly name: string;
  readonly zone: string;
  /** Whether CXone or the site's own setting says so. */
  readonly source: "cxone" | "site";
  /** The shift that runs now, or the next within a day; `null` where none does. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly breaks: readonly { readonly name: string; readonly from: EpochMs; readonly to: EpochMs }[];
}

/** One agent with what supervisors ask about: `GET …/agents/{id}`. */
export interface AgentFacts {
  readonly at: EpochMs;
  readonly agent: BoardAgentDetail;
  readonly skills:
    | readonly {
        readonly id: string;
        readonly name: string;
        readonly level: number;
        readonly isActive: boolean;
        readonly queueIds: readonly QueueId[] | null;
      }[]
    | null;
  /** `null`: works without one, or it is not known. */
  readonly shift: AgentShift | null;
}

/** `GET …/agents/{id}/timeline?from=…&to=…`: oldest first. What was not seen is a hole. */
export interface AgentTimeline {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly spans: readonly TimelineSpan[];
}

/**
 * A stretch of the floor's past as frames: `GET …/replay?from=…&seconds=…`. The first frame is a snapshot at or just before
 * `from`, then one delta a second in which something changed; `at` of each is CXone's clock at that moment.
 */
export interface ReplayPage {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly frames: readonly { readonly at: EpochMs; readonly text: string }[];
  /** What history holds altogether; `null` where it holds nothing. */
  readonly kept: { readonly from: EpochMs; readonly to: EpochMs } | null;
}
