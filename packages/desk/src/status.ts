/** What `/status` answers: how this desk is doing, for whoever runs it. No names, no secrets. */
import type { EpochMs, Floor, LinkFacts, ReconcileReport } from "@callboard/core";
import type { BoardFeed } from "@callboard/protocol";
import type { AlertFacts } from "./alerts/alert-shelf.ts";
import type { HubCounts } from "./hub/hub.ts";
import type { LatencyFacts } from "./hub/latency.ts";
import type { Intake } from "./intake.ts";
import type { LinkNote } from "./link-log.ts";
import type { RefusalNote } from "./refusals.ts";
import type { OutboxFacts } from "./told/outbox.ts";
import type { UnknownState } from "./unknown-states.ts";

/** Relays and the screens at them, as far as whoever holds the desk is told. */
export interface RelayCounts {
  readonly relays: number;
  readonly viewers: number;
}

export interface DeskStatus {
  readonly tenant: string;
  readonly at: EpochMs;
  readonly startedAt: EpochMs;
  /** When the state that was recovered at the start had last been written; `null` for a first start. */
  readonly recoveredAt: EpochMs | null;
  readonly epoch: string;
  readonly seq: number;
  readonly feed: BoardFeed;
  /** The link with its breaker. */
  readonly link: LinkFacts;
  readonly token: {
    readonly isHeld: boolean;
    readonly expiresAt: EpochMs | null;
    readonly renewAt: EpochMs | null;
    readonly isAsking: boolean;
    readonly obtained: number;
  };
  readonly stream: {
    readonly messages: number;
    readonly dials: number;
    readonly lastMessageAt: EpochMs | null;
    /** The upstream's clock minus ours, as far as the stream shows it. */
    readonly skewMs: number | null;
    /** How far the event clock is behind what the upstream's clock should read. */
    readonly lagMs: number | null;
  };
  readonly accepted: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  /** The newest kinds of refused messages, the newest first: the upstream's own text, cut. */
  readonly refusals: readonly RefusalNote[];
  /** States that the guide does not name, by the upstream's word. */
  readonly unknownStates: readonly UnknownState[];
  readonly reconciliation: {
    readonly rounds: number;
    /** Agents whom the last round had no request left for; the next ones begin with them. */
    readonly leftOut: number;
    readonly isRunning: boolean;
    readonly at: EpochMs | null;
    readonly report: ReconcileReport | null;
  };
  readonly profiles: { readonly known: number; readonly awaited: number; readonly failures: number };
  readonly floor: {
    readonly agents: number;
    readonly queues: number;
    readonly contacts: number;
    /** Codes seen on READY agents that the site's settings do not explain. */
    readonly unmappedStatusCodes: readonly string[];
  };
  readonly viewers: HubCounts;
  readonly relays: RelayCounts;
  readonly record: {
    readonly seq: number;
    readonly rows: number;
    readonly checkpoints: number;
    readonly failures: number;
    readonly checkpointAt: EpochMs | null;
  };
  /** What the alert desk is told. */
  readonly outbox: OutboxFacts;
  /** What the alert desk tells the walls. */
  readonly alerts: AlertFacts;
  /** Dues of the agenda whose work threw: a fault of ours. */
  readonly duesFailed: number;
  readonly linkEvents: readonly LinkNote[];
}

/** What is counted besides, since the desk was built: sums that somebody who watches many desks takes differences of. */
export interface DeskFigures {
  readonly latency: LatencyFacts;
  /** What the rounds of ground truth have found, by the words of `ReconcileReport`. */
  readonly reconciled: Readonly<Record<string, number>>;
}

export const floorFacts = ({ agents, queues, contacts, unmappedCodes }: Floor): DeskStatus["floor"] => ({
  agents: agents.size,
  queues: queues.size,
  contacts: contacts.contacts.size,
  unmappedStatusCodes: [...unmappedCodes],
});

/** What was taken, and what was not. */
export const intakeFacts = ({
  accepted,
  refused,
  refusals,
  unknownStates,
}: Intake): Pick<DeskStatus, "accepted" | "refused" | "refusals" | "unknownStates"> => ({
  accepted: accepted.toRecord(),
  refused: refused.toRecord(),
  refusals: refusals.newest(),
  unknownStates: unknownStates.list(),
});
