/**
 * What the rows of a checkpoint must look like, field by field. A row is our own writing, but of another day:
 * it may come from other code or a damaged disk, and what is let in here is lived with by code that trusts it.
 * The tables are typed by the records, so a field cannot be added to one without being checked here.
 */
import type { LastCall, QueueContext, QueueStats, StateGap } from "../floor.ts";
import type { LocalSpan, RoutingProfile, ShiftBreak, ShiftKnowledge, Skill } from "../routability/profile.ts";
import { AGENT_STATES, DIRECTIONS, type EpochMs, MEDIA } from "../vocabulary.ts";
import type { PackedAgent, PackedBlind, PackedQueue } from "./checkpoint.ts";

type Check<T> = (value: unknown) => value is T;
type Checks<T> = { readonly [Field in keyof T]: Check<T[Field]> };

/** Somewhat inside what a calendar can hold. */
const INSTANT_MAX: EpochMs = 8e15;
const MINUTES_A_DAY = 1_440;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText: Check<string> = (value) => typeof value === "string";
const isFlag: Check<boolean> = (value) => typeof value === "boolean";
const isNumber: Check<number> = (value): value is number => Number.isFinite(value);
export const isInstant: Check<EpochMs> = (value): value is number =>
  isNumber(value) && Math.abs(value) <= INSTANT_MAX;
const isMinute: Check<number> = (value): value is number =>
  isNumber(value) && Number.isInteger(value) && value >= 0 && value < MINUTES_A_DAY;

const orNull =
  <T>(check: Check<T>): Check<T | null> =>
  (value): value is T | null =>
    value === null || check(value);
const oneOf =
  <T>(words: readonly T[]): Check<T> =>
  (value): value is T =>
    words.some((word) => word === value);
const listOf =
  <T>(check: Check<T>): Check<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(check);
const allOf = <T>(checks: Checks<T>): Check<T> => {
  const fields = Object.entries<Check<unknown>>(checks);
  return (value): value is T => isObject(value) && fields.every(([field, check]) => check(value[field]));
};

const textOrNull = orNull(isText);
const numberOrNull = orNull(isNumber);
const instantOrNull = orNull(isInstant);
const isState = oneOf(AGENT_STATES);

const isStats = allOf<QueueStats>({
  at: isInstant,
  waitSeconds: numberOrNull,
  abandonedCount: numberOrNull,
  availableAgents: numberOrNull,
  callVolume1h: numberOrNull,
  serviceLevelPct: numberOrNull,
});

const isContext = allOf<QueueContext>({
  queueId: isText,
  frozenAt: isInstant,
  statsAt: instantOrNull,
  waitSeconds: numberOrNull,
  serviceLevelPct: numberOrNull,
  baseline: orNull(
    allOf<NonNullable<QueueContext["baseline"]>>({
      weeks: isNumber,
      waitSeconds: isNumber,
      serviceLevelPct: numberOrNull,
      volume: numberOrNull,
    }),
  ),
  waitDeviationSeconds: numberOrNull,
  serviceLevelDeviationPct: numberOrNull,
});

const span: Checks<LocalSpan> = { startMinute: isMinute, endMinute: isMinute };

const isTemplate = allOf<Extract<ShiftKnowledge, { kind: "template" }>["template"]>({
  ...span,
  id: isText,
  name: isText,
  zone: isText,
  days: listOf(isNumber),
  breaks: listOf(allOf<ShiftBreak>({ ...span, name: isText })),
});

const isShift: Check<ShiftKnowledge> = (value): value is ShiftKnowledge =>
  isObject(value) &&
  (value.kind === "none" ||
    value.kind === "unknown" ||
    (value.kind === "template" && isTemplate(value.template)));

const isProfile = allOf<RoutingProfile>({
  skills: listOf(
    allOf<Skill>({
      id: isText,
      name: isText,
      level: isNumber,
      active: isFlag,
      queueIds: orNull(listOf(isText)),
    }),
  ),
  shift: isShift,
});

export const isPackedAgent = allOf<PackedAgent>({
  id: isText,
  name: textOrNull,
  teamId: textOrNull,
  teamName: textOrNull,
  onRoster: isFlag,
  state: isState,
  rawState: textOrNull,
  statusCode: textOrNull,
  since: instantOrNull,
  lastUpdated: instantOrNull,
  source: orNull(oneOf(["stream", "rest"] as const)),
  queueId: textOrNull,
  contactId: textOrNull,
  heardAt: instantOrNull,
  direction: orNull(oneOf(DIRECTIONS)),
  callContext: orNull(isContext),
  gap: orNull(allOf<StateGap>({ from: isState, to: isState, at: isInstant })),
  wrapUpTrusted: isFlag,
  callSince: instantOrNull,
  wrapUpSince: instantOrNull,
  lastCall: orNull(
    allOf<LastCall>({
      contactId: textOrNull,
      queueId: textOrNull,
      endedAt: isInstant,
      talkMs: numberOrNull,
    }),
  ),
  profile: orNull(isProfile),
  missedRounds: isNumber,
  missedRosters: isNumber,
});

/** Windows are checked by their own reader, which a queue can do without. */
const isAnything: Check<unknown> = (value): value is unknown => value !== undefined;

export const isPackedQueue = allOf<PackedQueue>({
  id: isText,
  name: textOrNull,
  stats: orNull(isStats),
  previousStats: orNull(isStats),
  media: orNull(oneOf(MEDIA)),
  mediaAt: instantOrNull,
  heardAt: isInstant,
  windows: isAnything,
});

export const isPackedBlind = allOf<PackedBlind>({ from: isInstant, to: instantOrNull });
