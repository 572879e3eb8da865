/** What a timeline tells of an agent at one moment, and no more: minutes keep it by the thousand. */
import type { AgentState, EpochMs, QueueId } from "@callboard/core";
import type { AgentRow, RowRoutability } from "@callboard/core/alerting";

export interface Standing {
  readonly state: AgentState;
  /** When the state began, by CXone's clock; `null` where it does not say. */
  readonly since: EpochMs | null;
  /** The status code's label, or the code where the site has none for it. */
  readonly status: string | null;
  readonly queueId: QueueId | null;
  readonly routability: RowRoutability["kind"];
}

/** An agent's move at `at`; `to` is `null` for whoever left the floor. */
export interface Move {
  readonly at: EpochMs;
  readonly to: Standing | null;
}

export const standingOf = (row: AgentRow): Standing => ({
  ...{ state: row.state, since: row.since, status: row.status ?? row.statusCode },
  ...{ queueId: row.queueId, routability: row.routability.kind },
});

export function isSameStanding(a: Standing | null, b: Standing | null): boolean {
  if (a === null || b === null) return a === b;
  const isSameEntry = a.state === b.state && a.since === b.since;
  return isSameEntry && a.status === b.status && a.queueId === b.queueId && a.routability === b.routability;
}
