/** An alert of record: what is kept of it, and held in memory while it is not over. */
import type { EpochMs, QueueId } from "@callboard/core";
import type { Entity, Figure, GuideAlert, PassageReason, Rule, Severity } from "@callboard/core/alerting";
import type { ByPerson } from "@callboard/protocol";
import type { Comment, Telling } from "../views.ts";

export interface AlertRecord {
  readonly id: string;
  readonly ruleId: string;
  ruleName: string;
  severity: Severity;
  advice: string;
  cooldownMs: number;
  sinks: Rule["sinks"];
  readonly entity: Entity;
  readonly entityName: string | null;
  readonly queueId: QueueId | null;
  readonly queueName: string | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly activeSince: EpochMs;
  readonly firedAt: EpochMs;
  readonly figure: Figure | null;
  readonly record: GuideAlert;
  /** When its fire was decided, by the desk's clock: what notices count by. */
  decidedAt: EpochMs;
  incidentId: string;
  phase: "firing" | "recovering" | "resolved";
  reason: PassageReason;
  resolvedAt: EpochMs | null;
  isFlapping: boolean;
  telling: Telling;
  acknowledged: ByPerson | null;
  silenced: { readonly id: string; readonly by: string; readonly until: EpochMs } | null;
  passages: number;
  comments: number;
  lastComment: Comment | null;
}

/** Agents, queues and the feed in one word, as cooldowns are kept by. */
export const entityKey = ({ kind, id }: Entity): string => `${kind}:${id}`;
