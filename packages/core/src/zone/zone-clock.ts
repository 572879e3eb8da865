/**
 * Local time of a zone, for the only three questions that need it: a shift, an hour of the week, and midnight
 * (guide, edge case 3; SPEC Z). Everything else counts in UTC, so no record and no window boundary may come from
 * here except "since midnight".
 *
 * The caches below are module-level on purpose: they hold facts of the zone database, which are the same for
 * every floor, so they carry no state from one floor to another and can be emptied at any moment.
 */
import { Temporal } from "temporal-polyfill";
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";

export interface LocalMinute {
  /** 1 = Monday … 7 = Sunday. */
  readonly isoWeekday: number;
  /** Minute of the local day, 0..1439. */
  readonly minute: number;
}

interface ZoneFacts {
  /** Offset from UTC by quarter hour: no zone changes its clocks between two quarter hours of UTC. */
  readonly offsets: Map<number, number>;
  lastQuarter: number;
  lastOffsetMs: number;
  /** The local day asked for last, as instants; `today` is asked for thousands of times a day. */
  dayStart: EpochMs;
  dayEnd: EpochMs;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
/** The longest name in the zone database has 32 letters; nothing longer is worth asking about. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/;

const zones = new Map<string, ZoneFacts>();

/**
 * Whether `name` is an IANA zone of this runtime (SPEC Z1). Bare offsets such as `+02:00` are not: they know no
 * summer time, and runtimes disagree about taking them.
 */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  if (!ZONE_NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds to add to UTC for the zone's wall clock. Throws `RangeError` for a zone that is none. */
function offsetMs(zone: string, at: EpochMs): number {
  const facts = factsOf(zone);
  const quarter = Math.floor(at / QUARTER_MS);
  if (quarter === facts.lastQuarter) return facts.lastOffsetMs;
  let offset = facts.offsets.get(quarter);
  if (offset === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS).toZonedDateTimeISO(zone);
    offset = zoned.offsetNanoseconds / 1e6;
    dropOldest(facts.offsets, BOUNDS.quartersCachedMax);
    facts.offsets.set(quarter, offset);
  }
  facts.lastQuarter = quarter;
  facts.lastOffsetMs = offset;
  return offset;
}

/** Days since 1970-01-01 of the wall calendar at `at`. */
export function localDay(zone: string, at: EpochMs): number {
  return Math.floor((at + offsetMs(zone, at)) / DAY_MS);
}

/** 1 = Monday … 7 = Sunday, for a day of `localDay`; 1970-01-01 was a Thursday. */
export function isoWeekdayOf(day: number): number {
  return modulo(day + 3, 7) + 1;
}

/** The weekday and minute a wall clock in `zone` shows (SPEC Z2). */
export function localMinute(zone: string, at: EpochMs): LocalMinute {
  const local = at + offsetMs(zone, at);
  return {
    isoWeekday: isoWeekdayOf(Math.floor(local / DAY_MS)),
    minute: Math.floor(modulo(local, DAY_MS) / MINUTE_MS),
  };
}

/** Minute of the local week, 0..10079; Monday 00:00 is 0 (SPEC Z2). */
export function localMinuteOfWeek(zone: string, at: EpochMs): number {
  const { isoWeekday, minute } = localMinute(zone, at);
  return (isoWeekday - 1) * 1440 + minute;
}

/** Hour of the local week, 0..167; Monday 00h is 0 (SPEC Z2). */
export function hourOfWeek(zone: string, at: EpochMs): number {
  return Math.floor(localMinuteOfWeek(zone, at) / 60);
}

/** When the wall clock last struck a full hour: half past in UTC for a zone at :30. */
export function startOfLocalHour(zone: string, at: EpochMs): EpochMs {
  return at - modulo(at + offsetMs(zone, at), HOUR_MS);
}

/**
 * The first instant of a local day at which the wall clock reads `minute` or later (SPEC Z4): the first pass of
 * an hour that is repeated in autumn, and the jump itself for a minute that is skipped in spring.
 */
export function firstInstantOf(zone: string, day: number, minute: number): EpochMs {
  const wall = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS + minute * MINUTE_MS)
    .toZonedDateTimeISO("UTC")
    .toPlainDateTime();
  // In a gap, "earlier" answers with an instant *before* the jump, whose wall clock is not the one asked for.
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition("next")?.epochMilliseconds ?? earlier.epochMilliseconds;
}

/** The instant at which the local day of `at` began; not always midnight, and not always 24 h long (SPEC Z3). */
export function startOfDay(zone: string, at: EpochMs): EpochMs {
  const facts = factsOf(zone);
  if (at >= facts.dayStart && at < facts.dayEnd) return facts.dayStart;
  const day = localDay(zone, at);
  facts.dayStart = firstInstantOf(zone, day, 0);
  facts.dayEnd = firstInstantOf(zone, day + 1, 0);
  return facts.dayStart;
}

function factsOf(zone: string): ZoneFacts {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  // A site's zone is checked where it is entered, so an unknown one here is a broken promise.
  if (!isZone(zone)) throw new RangeError(`not a time zone: ${zone.slice(0, 64)}`);
  const facts: ZoneFacts = {
    offsets: new Map(),
    lastQuarter: Number.NaN,
    lastOffsetMs: 0,
    dayStart: Number.POSITIVE_INFINITY,
    dayEnd: Number.NEGATIVE_INFINITY,
  };
  dropOldest(zones, BOUNDS.zonesCachedMax);
  zones.set(zone, facts);
  return facts;
}

/** Makes room for one more: a Map gives its keys in the order in which they came. */
function dropOldest<K, V>(map: Map<K, V>, max: number): void {
  if (map.size < max) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
