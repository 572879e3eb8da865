/**
 * The board as people see it: what the Worker projects from its floor, what `/board` answers (with more of each agent) and what a screen
 * rebuilds from frames. Absolute values only; durations are never sent, since a screen counts them itself from
 * `since` and the server's clock.
 */
import type {
  AgentId,
  AgentState,
  ContactId,
  Direction,
  EpochMs,
  FeedState,
  Media,
  NotRoutableReason,
  QueueId,
  RoutabilityUnknownReason,
  ServiceLevelVariant,
} from "@callboard/core";
import type { BoardAlert, BoardAlerting } from "./alerts.ts";

export type BoardRoutability =
  | { readonly kind: "routable" }
  | { readonly kind: "notRoutable"; readonly reason: NotRoutableReason; readonly detail: string | null }
  | { readonly kind: "unknown"; readonly reason: RoutabilityUnknownReason };

export interface BoardAgent {
  readonly id: AgentId;
  /** As this view may show it (`NAME_STYLES`). */
  readonly name: string;
  readonly team: string | null;
  readonly state: AgentState;
  /** The upstream's own word where `state` is `UNKNOWN`. */
  readonly rawState: string | null;
  /** The status code's label where the site has mapped it, else the code itself. */
  readonly status: string | null;
  readonly since: EpochMs | null;
  readonly lastUpdated: EpochMs | null;
  readonly queueId: QueueId | null;
  readonly direction: Direction | null;
  readonly routability: BoardRoutability;
  /** False where the state began in a gap that no reconciliation has confirmed. */
  readonly trusted: boolean;
}

/** What was usual for a queue at that hour of the week. */
export interface BoardUsual {
  readonly weeks: number;
  readonly waitSeconds: number;
  readonly serviceLevelPct: number | null;
  /** Calls in an hour. */
  readonly volume: number | null;
}

/** A call's queue as it stood when the call began, and still stands beside its wrap-up (SPEC E2, E3). */
export interface BoardCall {
  /** When the call began; `null` in its wrap-up, and where the beginning was not seen. */
  readonly since: EpochMs | null;
  readonly queueId: QueueId;
  readonly frozenAt: EpochMs;
  /** When CXone said the two figures below; `null` where it had said none by then. */
  readonly statsAt: EpochMs | null;
  readonly waitSeconds: number | null;
  readonly serviceLevelPct: number | null;
  readonly baseline: BoardUsual | null;
  readonly waitDeviationSeconds: number | null;
  /** In percentage points. */
  readonly serviceLevelDeviationPct: number | null;
}

/** A state was skipped on the way into the present one (SPEC A6). */
export interface BoardGap {
  readonly from: AgentState;
  readonly to: AgentState;
  readonly at: EpochMs;
}

/** The last call that ended; `talkMs` is `null` where its length was not seen whole (SPEC A11). */
export interface BoardLastCall {
  readonly contactId: ContactId | null;
  readonly queueId: QueueId | null;
  readonly endedAt: EpochMs;
  readonly talkMs: number | null;
}

/** An agent with what the record holds besides: for whoever asks for the whole board, and never in a frame. */
export interface BoardAgentDetail extends BoardAgent {
  readonly call: BoardCall | null;
  readonly gap: BoardGap | null;
  readonly lastCall: BoardLastCall | null;
}

/** Figures of one window. `null` is "–": nothing to divide by, or not known. */
export interface BoardWindow {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly serviceLevelPct: number | null;
  /**
   * Of how many contacts `serviceLevelPct` is a share, by the queue's formula: what several queues' shares are put together
   * by. Left out where the desk did not keep it, and then they cannot be.
   */
  readonly serviceLevelOf?: number;
  readonly asaSeconds: number | null;
  readonly ahtSeconds: number | null;
  readonly abandonPct: number | null;
  /** How much of the window the feed did not see. */
  readonly blindMs: number;
}

export interface BoardQueue {
  readonly id: QueueId;
  readonly name: string;
  /** What its contacts come by; `null` until one was heard of. */
  readonly media: Media | null;
  /** When CXone said the figures below; `null` before the first. */
  readonly statsAt: EpochMs | null;
  readonly waitSeconds: number | null;
  readonly abandonedCount: number | null;
  readonly availableAgents: number | null;
  readonly callVolume1h: number | null;
  /** CXone's own service level, shown labelled as such. */
  readonly serviceLevelPct: number | null;
  /** Wait against the reading before: 1 rising, -1 falling, 0 level, `null` unknown. */
  readonly waitTrend: -1 | 0 | 1 | null;
  /** Wait against this queue's usual at this hour of the week, in seconds. */
  readonly waitDeviationSeconds: number | null;
  readonly waiting: number;
  readonly longestWaitSince: EpochMs | null;
  /** Contacts that waited when the feed went blind, and of which nothing was heard since. */
  readonly unsureWaiting: number;
  readonly routableAgents: number;
  readonly goalPct: number;
  readonly thresholdSeconds: number;
  readonly variant: ServiceLevelVariant;
  readonly last15m: BoardWindow;
  readonly last1h: BoardWindow;
  readonly today: BoardWindow;
}

/** What the desk knows of its own sight. A screen shows it, and the age of `asOf`, wherever it shows figures. */
export interface BoardFeed {
  readonly state: FeedState;
  readonly since: EpochMs;
  /**
   * The instant of the floor that the board shows, by the server's clock: when the newest event happened, not when
   * it came, so that a stream that is late does not look young.
   */
  readonly asOf: EpochMs | null;
  /** The event clock: the newest instant CXone has vouched for. */
  readonly clock: EpochMs | null;
  readonly reconciledAt: EpochMs | null;
  /** In words, for people: what is wrong and what to do. Empty while all is well. */
  readonly advice: string;
}

/** Agents by state, in the order of `AGENT_STATES`, and the count that matters most. */
export interface BoardCounts {
  readonly byState: readonly number[];
  readonly routable: number;
  readonly readyNotRoutable: number;
  readonly readyUnknown: number;
}

export interface BoardSite {
  readonly tenant: string;
  readonly name: string;
  readonly zone: string;
}

/** The whole board as every screen holds it. */
export interface Board {
  readonly epoch: string;
  readonly seq: number;
  /** The server's clock when this was made. */
  readonly at: EpochMs;
  readonly site: BoardSite;
  readonly feed: BoardFeed;
  readonly counts: BoardCounts;
  readonly agents: readonly BoardAgent[];
  readonly queues: readonly BoardQueue[];
  /** Like the feed it is about the desks' sight, and no part of the seq: any frame may bring it anew. */
  readonly alerting: BoardAlerting;
  /** In no order; what is worst, and what is shown where, is the screen's question. */
  readonly alerts: readonly BoardAlert[];
}

/** The whole board with each agent's details, as `/api/tenants/{tenant}/board` answers it. */
export interface DetailedBoard extends Board {
  readonly agents: readonly BoardAgentDetail[];
}

/**
 * How names are shown: `short` is the given name and an initial, the default on a wall; `initials` may be those of
 * several people; `alias` is what the site calls somebody there, or a tag, and tells nobody's name.
 */
export const NAME_STYLES = ["short", "full", "initials", "alias"] as const;
export type NameStyle = (typeof NAME_STYLES)[number];
