/**
 * An incident: alerts of one rule in one queue (agents: in the queue they work in) that overlap, or those without a queue
 * that fire within a minute of each other. It is what people are told of, so that a bad minute is one notice and not
 * forty (SPEC D8).
 */
import type { EpochMs, QueueId } from "@callboard/core";
import type { Entity, Rule, Severity } from "@callboard/core/alerting";

export interface Incident {
  readonly id: string;
  readonly ruleId: string;
  /** What its alerts have in common, beside the rule. */
  readonly group: string;
  severity: Severity;
  sinks: Rule["sinks"];
  readonly isOfFeed: boolean;
  /** On the clock of its first alert's fire. */
  readonly openedAt: EpochMs;
  /** When its newest alert's fire was decided, by the desk's clock. */
  joinedAt: EpochMs;
  /** `ending`: its last alert is over, and that has still to be told. */
  state: "open" | "ending" | "closed";
  closedAt: EpochMs | null;
  /** Rounds of fire notices. */
  fires: number;
  /** Alerts that were told of. */
  toldAlerts: number;
  /** Fires that were counted and not told one by one. */
  suppressed: number;
}

interface Placed {
  readonly entity: Entity;
  readonly queueId: QueueId | null;
}

/** The group of agents' alerts that are of no queue. It has one incident after another, and sometimes several. */
export const NO_QUEUE = "n";

/** The group of an alert: its `q`ueue, the `f`eed, or `n`o queue. */
export function groupOf({ entity, queueId }: Placed): string {
  if (entity.kind === "feed") return "f";
  return queueId === null ? NO_QUEUE : `q.${idText(queueId)}`;
}

/** The group of what finds no room for an incident of its own (`incidentsOpenMax`). */
export const CROWD = "crowd";

const ID_CHARS = 200;

/** Ids of incidents and notices go into headers of receivers, so they are plain ASCII. */
function idText(id: string): string {
  return encodeURIComponent(id.replace(/\p{Surrogate}/gu, "\ufffd")).slice(0, ID_CHARS);
}

/** Deterministic: the same alerts in the same order give the same id. `isTaken` tells an id that was given before. */
export function incidentId(
  ruleId: string,
  openedAt: EpochMs,
  group: string,
  isTaken: (id: string) => boolean,
): string {
  const plain = `${ruleId}.${openedAt.toString(36)}.${group}`;
  let id = plain;
  for (let number = 2; isTaken(id); number += 1) id = `${plain}.${number}`;
  return id;
}

export const noticeId = (incident: string, sinkId: string, kind: string, number: number): string =>
  `${incident}.${sinkId}.${kind}.${number}`;
