/**
 * What a condition can look at, per scope, and how each field is read from it (SPEC N2, N3). The names are those of
 * `fields.ts`; a field of one scope can never be read from another's row, since the tables are typed by it.
 */
import type { AgentState, EpochMs, FeedState } from "../vocabulary.ts";
import type { AgentRow, QueueRow, WindowRow } from "./batch.ts";
import type { AgentField, FeedField, QueueField } from "./fields.ts";

export type AgentView = AgentRow;

export interface QueueView {
  readonly row: QueueRow;
  /** False from the beginning of a blind time until the queue's next reading (SPEC N12). */
  readonly isRead: boolean;
}

export interface FeedView {
  readonly state: FeedState | "unheard";
  /** By the desk's clock; `null` while the feed is live. */
  readonly blindSince: EpochMs | null;
}

/** `null`: not known. `undefined`: there is none, as the wrap-up of somebody who is on a call (SPEC N3). */
export type Told = string | number | null | undefined;

/** How one field is read: a text, a number, or (for `since` fields) the instant from which it counts. */
export interface Reader<View> {
  readonly read: (view: View) => Told;
  /** Its truth began no earlier than the agent's present state did (SPEC N6). */
  readonly isOfEntry?: true;
}

export type Readers<View> = Readonly<Record<string, Reader<View>>>;

const ON_CALL: readonly AgentState[] = ["CALL"];
const IN_WRAP_UP: readonly AgentState[] = ["AFTER_CALL_WORK", "WRAP_UP"];
const WITH_CONTEXT: readonly AgentState[] = [...ON_CALL, ...IN_WRAP_UP];

/** What is absent in a state that could have it is not known; in every other state there is none. */
const lack = (row: AgentRow, states: readonly AgentState[]): null | undefined =>
  row.state === "UNKNOWN" || states.includes(row.state) ? null : undefined;

const entry = (read: (row: AgentRow) => Told): Reader<AgentRow> => ({ read, isOfEntry: true });

export const AGENT_READERS: Readonly<Record<AgentField, Reader<AgentView>>> = {
  state: entry((row) => row.state),
  rawState: entry((row) => (row.state === "UNKNOWN" ? row.rawState : undefined)),
  statusCode: entry((row) => row.statusCode),
  status: entry((row) => row.status),
  direction: { read: (row) => row.direction ?? lack(row, ON_CALL) },
  routable: { read: (row) => row.routability.kind },
  notRoutableReason: {
    read: ({ routability }) => (routability.kind === "routable" ? undefined : routability.reason),
  },
  stateSeconds: { read: (row) => row.since },
  callSeconds: { read: (row) => row.callSince ?? lack(row, ON_CALL) },
  wrapUpSeconds: { read: (row) => row.wrapUpSince ?? lack(row, IN_WRAP_UP) },
  callQueueWaitSeconds: {
    read: (row) => (row.context === null ? lack(row, WITH_CONTEXT) : row.context.waitSeconds),
  },
  callQueueServiceLevelPct: {
    read: (row) => (row.context === null ? lack(row, WITH_CONTEXT) : row.context.serviceLevelPct),
  },
};

/** What was read before a blind time is not known until it is read again; so are contacts that the blindness hid. */
const whenRead = (read: (row: QueueRow) => Told): Reader<QueueView> => ({
  read: (view) => (view.isRead ? read(view.row) : null),
});

const windowReader = (
  window: "last15m" | "last1h" | "today",
  read: (row: WindowRow) => Told,
): Reader<QueueView> => ({ read: ({ row }) => read(row[window]) });

const windowReaders = (window: "last15m" | "last1h" | "today") => ({
  offered: windowReader(window, (row) => row.offered),
  answered: windowReader(window, (row) => row.answered),
  abandoned: windowReader(window, (row) => row.abandoned),
  goalServiceLevelPct: windowReader(window, (row) => row.serviceLevelPct),
  abandonPct: windowReader(window, (row) => row.abandonPct),
  asaSeconds: windowReader(window, (row) => row.asaSeconds),
  ahtSeconds: windowReader(window, (row) => row.ahtSeconds),
});

const LAST_15M = windowReaders("last15m");
const LAST_1H = windowReaders("last1h");
const TODAY = windowReaders("today");

export const QUEUE_READERS: Readonly<Record<QueueField, Reader<QueueView>>> = {
  waitSeconds: whenRead((row) => row.waitSeconds),
  availableAgents: whenRead((row) => row.availableAgents),
  abandonedCount: whenRead((row) => row.abandonedCount),
  callVolume1h: whenRead((row) => row.callVolume1h),
  serviceLevelPct: whenRead((row) => row.serviceLevelPct),
  waitDeviationSeconds: whenRead((row) => row.waitDeviationSeconds),
  serviceLevelDeviationPct: whenRead((row) => row.serviceLevelDeviationPct),
  usualWeeks: whenRead((row) => row.usualWeeks),
  waiting: whenRead((row) => row.waiting),
  longestWaitSeconds: whenRead((row) => row.longestWaitSince ?? (row.waiting === 0 ? undefined : null)),
  routableAgents: { read: ({ row }) => row.routableAgents },
  workingAgents: { read: ({ row }) => row.workingAgents },
  goalPct: { read: ({ row }) => row.goal.goalPct },
  offered15m: LAST_15M.offered,
  answered15m: LAST_15M.answered,
  abandoned15m: LAST_15M.abandoned,
  goalServiceLevelPct15m: LAST_15M.goalServiceLevelPct,
  abandonPct15m: LAST_15M.abandonPct,
  asaSeconds15m: LAST_15M.asaSeconds,
  ahtSeconds15m: LAST_15M.ahtSeconds,
  offered1h: LAST_1H.offered,
  answered1h: LAST_1H.answered,
  abandoned1h: LAST_1H.abandoned,
  goalServiceLevelPct1h: LAST_1H.goalServiceLevelPct,
  abandonPct1h: LAST_1H.abandonPct,
  asaSeconds1h: LAST_1H.asaSeconds,
  ahtSeconds1h: LAST_1H.ahtSeconds,
  offeredToday: TODAY.offered,
  answeredToday: TODAY.answered,
  abandonedToday: TODAY.abandoned,
  goalServiceLevelPctToday: TODAY.goalServiceLevelPct,
  abandonPctToday: TODAY.abandonPct,
  asaSecondsToday: TODAY.asaSeconds,
  ahtSecondsToday: TODAY.ahtSeconds,
};

export const FEED_READERS: Readonly<Record<FeedField, Reader<FeedView>>> = {
  feedState: { read: (view) => view.state },
  blindSeconds: { read: (view) => view.blindSince ?? undefined },
};
