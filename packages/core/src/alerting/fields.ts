/**
 * The fields that a condition may name, per scope, and what each is: the one list behind the rule's check, the
 * engine, the evidence and the words that people read. A field of one scope is never read from another's row.
 */

/** `since`: seconds since an instant of the row, so it grows by itself; the engine knows when it will pass a bound. */
export type FieldKind = "number" | "text" | "since";
export type FieldUnit = "seconds" | "pct" | "count" | null;

export interface FieldMeaning {
  readonly kind: FieldKind;
  readonly unit: FieldUnit;
  /** What it is, for a person who writes a rule. */
  readonly says: string;
}

const text = (says: string): FieldMeaning => ({ kind: "text", unit: null, says });
const count = (says: string): FieldMeaning => ({ kind: "number", unit: "count", says });
const pct = (says: string): FieldMeaning => ({ kind: "number", unit: "pct", says });
const seconds = (says: string): FieldMeaning => ({ kind: "number", unit: "seconds", says });
const since = (says: string): FieldMeaning => ({ kind: "since", unit: "seconds", says });

export const AGENT_FIELDS = {
  state: text("READY, NOT_READY, CALL, AFTER_CALL_WORK, WRAP_UP, SIGNED_OUT or UNKNOWN"),
  rawState: text("CXone's own word where the state is UNKNOWN"),
  statusCode: text("CXone's status code"),
  status: text("the site's label for the status code"),
  direction: text("INBOUND or OUTBOUND, while on a contact"),
  routable: text("routable, notRoutable or unknown"),
  notRoutableReason: text("why the agent could not be given a contact"),
  stateSeconds: since("how long the agent has been in the state"),
  callSeconds: since("how long the present call has lasted, holds included"),
  wrapUpSeconds: since("how long the wrap-up after a call has lasted, under either word"),
  callQueueWaitSeconds: seconds("the queue's wait when the call began"),
  callQueueServiceLevelPct: pct("the queue's service level by CXone when the call began"),
} as const satisfies Record<string, FieldMeaning>;

const WINDOWS = { "15m": "in the last 15 minutes", "1h": "in the last hour", Today: "today" } as const;
type WindowSuffix = keyof typeof WINDOWS;

const windowFields = <Suffix extends WindowSuffix>(suffix: Suffix) =>
  ({
    [`offered${suffix}`]: count(`contacts answered or abandoned ${WINDOWS[suffix]}`),
    [`answered${suffix}`]: count(`contacts answered ${WINDOWS[suffix]}`),
    [`abandoned${suffix}`]: count(`contacts abandoned ${WINDOWS[suffix]}`),
    [`goalServiceLevelPct${suffix}`]: pct(`service level by the queue's own goal ${WINDOWS[suffix]}`),
    [`abandonPct${suffix}`]: pct(`share of offered contacts that were abandoned ${WINDOWS[suffix]}`),
    [`asaSeconds${suffix}`]: seconds(`average wait of answered contacts ${WINDOWS[suffix]}`),
    [`ahtSeconds${suffix}`]: seconds(`average handling time ${WINDOWS[suffix]}`),
  }) as { readonly [Name in `${WindowFieldStem}${Suffix}`]: FieldMeaning };

type WindowFieldStem =
  | "offered"
  | "answered"
  | "abandoned"
  | "goalServiceLevelPct"
  | "abandonPct"
  | "asaSeconds"
  | "ahtSeconds";

export const QUEUE_FIELDS = {
  waitSeconds: seconds("CXone's wait of the queue"),
  availableAgents: count("CXone's count of available agents, from the same reading as the wait"),
  abandonedCount: count("CXone's count of abandoned contacts"),
  callVolume1h: count("CXone's calls in an hour"),
  serviceLevelPct: pct("CXone's own service level"),
  waitDeviationSeconds: seconds("the wait minus the usual of this hour of the week"),
  serviceLevelDeviationPct: pct("CXone's service level minus the usual of this hour, in points"),
  usualWeeks: count("weeks from which the usual was learned"),
  waiting: count("contacts that wait now"),
  longestWaitSeconds: since("how long the longest of those who wait now has waited"),
  routableAgents: count("agents who really could be given a contact of this queue"),
  workingAgents: count("agents on a contact of this queue, or in the wrap-up after one"),
  goalPct: pct("the queue's service-level goal"),
  ...windowFields("15m"),
  ...windowFields("1h"),
  ...windowFields("Today"),
} as const satisfies Record<string, FieldMeaning>;

/** Counted by the desk's clock, since the stream's own stands still while nothing is seen. */
export const FEED_FIELDS = {
  feedState: text("live, starting, catchingUp, stale, down, paused, refused, misconfigured; or unheard"),
  blindSeconds: since("how long the floor has not been seen, whatever the reason"),
} as const satisfies Record<string, FieldMeaning>;

export type AgentField = keyof typeof AGENT_FIELDS;
export type QueueField = keyof typeof QUEUE_FIELDS;
export type FeedField = keyof typeof FEED_FIELDS;
export type FieldName = AgentField | QueueField | FeedField;

const EVERY: ReadonlyMap<string, FieldMeaning> = new Map(
  Object.entries<FieldMeaning>({ ...AGENT_FIELDS, ...QUEUE_FIELDS, ...FEED_FIELDS }),
);

/** What a field of a checked rule is; names are unlike each other over all scopes. */
export function meaningOf(field: FieldName): FieldMeaning {
  const meaning = EVERY.get(field);
  if (meaning === undefined) throw new Error(`a rule names ${field}, which no scope has`);
  return meaning;
}
