/** Alerts as every wall and tablet shows them: what is firing now, and what people have done about it. */
import type { AgentId, EpochMs, QueueId, Severity } from "@callboard/core";
import type { FieldUnit } from "@callboard/core/alerting";

export type BoardEntity =
  | { readonly kind: "agent"; readonly id: AgentId }
  | { readonly kind: "queue"; readonly id: QueueId }
  | { readonly kind: "feed" };

/** Who did it and when. Names of those who sign in, not of agents. */
export interface ByPerson {
  readonly by: string;
  readonly at: EpochMs;
}

/** One alert that fires now. Names of agents are not in it: each view shows them in its own style. */
export interface BoardAlert {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: Severity;
  readonly phase: "firing" | "recovering";
  readonly entity: BoardEntity;
  /** The queue it belongs to, and is grouped by; `null` where it has none. */
  readonly queueId: QueueId | null;
  /** Since when the condition has held, and when it fired, by CXone's clock (the feed's own by ours). */
  readonly activeSince: EpochMs;
  readonly firedAt: EpochMs;
  /** What was compared when it fired. */
  readonly value: number | null;
  readonly threshold: number | null;
  readonly unit: FieldUnit;
  readonly acknowledged: ByPerson | null;
  /** Muted on purpose, until then. */
  readonly silenced: { readonly by: string; readonly until: EpochMs } | null;
  /** Comes and goes so often that it is told no more. */
  readonly isFlapping: boolean;
  readonly comments: number;
  readonly lastComment: (ByPerson & { readonly text: string }) | null;
}

/** What the alert desk can see. Alerts that nobody watches for must not look like a calm floor. */
export const ALERTING_STATES = ["unheard", "frozen", "watching"] as const;
export type AlertingState = (typeof ALERTING_STATES)[number];

export interface BoardAlerting {
  readonly state: AlertingState;
  readonly since: EpochMs;
  /** Alerts that fire besides those that are listed: the list has a bound. */
  readonly more: number;
}

/** What the alert desk tells the tenant's desk, whole each time. `revision` rises, so that an overtaken one is seen. */
export interface AlertsPush {
  /** Names the alert desk's life; a revision of another life says nothing against this one's. */
  readonly life: string;
  readonly revision: number;
  /** When it was told, by the alert desk's clock: it says which of two lives is the newer one. */
  readonly at: EpochMs;
  readonly isFrozen: boolean;
  readonly alerts: readonly BoardAlert[];
  readonly more: number;
}
