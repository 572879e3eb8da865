/**
 * From the rows that rules were given to the board's rows, as the live board draws them. History does not keep when an
 * agent was last heard of: that is `null` here. Pure.
 */
import { AGENT_STATES, NOT_ROUTABLE_REASONS, ROUTABILITY_UNKNOWN_REASONS } from "@callboard/core";
import type { AgentIdentity, AgentRow, QueueRow, RowRoutability } from "@callboard/core/alerting";
import {
  type Aliases,
  type BoardAgent,
  type BoardCounts,
  type BoardQueue,
  type BoardRoutability,
  type NameStyle,
  shownName,
} from "@callboard/protocol";

/** In which names a view shows people. */
export interface PastNames {
  readonly style: NameStyle;
  readonly aliases: Aliases;
}

export function pastAgent(row: AgentRow, who: AgentIdentity | null, names: PastNames): BoardAgent {
  // Rules are told of no beginning of a wrap-up that nobody may trust.
  const isWrapUp = row.state === "AFTER_CALL_WORK" || row.state === "WRAP_UP";
  return {
    id: row.id,
    name: shownName(who?.name ?? null, row.id, names.style, names.aliases),
    team: who?.teamName ?? null,
    state: row.state,
    rawState: row.rawState,
    status: row.status ?? row.statusCode,
    since: row.since,
    lastUpdated: null,
    queueId: row.queueId,
    direction: row.direction,
    routability: routabilityOf(row.routability),
    trusted: !isWrapUp || row.wrapUpSince !== null,
  };
}

/** What was told of a verdict in two fields is one again; a reason that does not go with its kind is none of ours. */
function routabilityOf({ kind, reason, detail }: RowRoutability): BoardRoutability {
  if (kind === "routable") return { kind };
  if (kind === "notRoutable" && isAgainst(reason)) return { kind, reason, detail };
  return { kind: "unknown", reason: isUnknown(reason) ? reason : "profileUnknown" };
}

type Against = Extract<BoardRoutability, { kind: "notRoutable" }>["reason"];
type Unknown = Extract<BoardRoutability, { kind: "unknown" }>["reason"];
const isAgainst = (reason: RowRoutability["reason"]): reason is Against =>
  NOT_ROUTABLE_REASONS.some((one) => one === reason);
const isUnknown = (reason: RowRoutability["reason"]): reason is Unknown =>
  ROUTABILITY_UNKNOWN_REASONS.some((one) => one === reason);

/** `waitTrend` is the caller's: it needs the reading before. */
export function pastQueue(row: QueueRow, waitTrend: BoardQueue["waitTrend"]): BoardQueue {
  const { last15m, last1h, today, goal } = row;
  return {
    id: row.id,
    name: row.name ?? row.id,
    media: row.media ?? null,
    statsAt: row.statsAt,
    waitSeconds: row.waitSeconds,
    abandonedCount: row.abandonedCount,
    availableAgents: row.availableAgents,
    callVolume1h: row.callVolume1h,
    serviceLevelPct: row.serviceLevelPct,
    waitTrend,
    waitDeviationSeconds: row.waitDeviationSeconds,
    waiting: row.waiting,
    longestWaitSince: row.longestWaitSince,
    unsureWaiting: row.unsureWaiting ?? 0,
    routableAgents: row.routableAgents,
    goalPct: goal.goalPct,
    thresholdSeconds: goal.thresholdSeconds,
    variant: goal.variant,
    ...{ last15m, last1h, today },
  };
}

/** Agents by state, with the routable apart from the merely READY. */
export function pastCounts(rows: Iterable<AgentRow>): BoardCounts {
  const byState = AGENT_STATES.map(() => 0);
  const ready = { routable: 0, notRoutable: 0, unknown: 0 };
  for (const { state, routability } of rows) {
    const index = AGENT_STATES.indexOf(state);
    byState[index] = (byState[index] ?? 0) + 1;
    if (state === "READY") ready[routability.kind] += 1;
  }
  const { routable, notRoutable, unknown } = ready;
  return { byState, routable, readyNotRoutable: notRoutable, readyUnknown: unknown };
}
