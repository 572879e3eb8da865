/**
 * Local time, only where a contact centre truly lives by it: shifts, and arrivals over the day. Everything
 * else in the world is UTC epoch milliseconds. Never asks what time it is.
 */

import { Temporal } from "temporal-polyfill";
import { DAY_MS, MINUTE_MS } from "./bounds.ts";

/** Offset changes fall on quarter hours of UTC in every zone in use, so one answer serves a quarter hour. */
export const QUARTER_MS = 15 * MINUTE_MS;

/** Half hours in a week: the grain of demand. */
export const HALF_HOURS = 336;

/** Offset of `zone` from UTC at an instant, in ms (positive east of Greenwich). */
export function offsetMsAt(zone: string, atMs: number): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

/** Which half hour of the local week an instant is in: 0 is Monday 00:00, 335 is Sunday 23:30. */
export function halfHourOfWeek(atMs: number, offsetMs: number): number {
  const localMs = atMs + offsetMs;
  const day = Math.floor(localMs / DAY_MS);
  // 1 January 1970 was a Thursday, the fourth day of an ISO week.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday * 48 + Math.floor((localMs - day * DAY_MS) / (30 * MINUTE_MS));
}

/** The local calendar date at an instant. */
export function localDate(zone: string, atMs: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate();
}

/**
 * The instant of a local "HH:MM" on a date. A time that the spring change skips is moved forward by the gap,
 * one that the autumn change repeats means the first ("compatible", as RFC 5545 and Temporal have it).
 */
export function instantOf(zone: string, date: Temporal.PlainDate, time: string): number {
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** True when this runtime knows the IANA zone. */
export function isZone(zone: string): boolean {
  try {
    offsetMsAt(zone, 0);
    return true;
  } catch {
    return false;
  }
}

const WELL_KNOWN_ZONES = [
  "Pacific/Auckland",
  "Pacific/Fiji",
  "Pacific/Noumea",
  "Australia/Sydney",
  "Australia/Brisbane",
  "Asia/Tokyo",
  "Asia/Singapore",
  "Asia/Bangkok",
  "Asia/Dhaka",
  "Asia/Kolkata",
  "Asia/Karachi",
  "Asia/Dubai",
  "Africa/Nairobi",
  "Europe/Athens",
  "Europe/Berlin",
  "Europe/London",
  "Atlantic/Reykjavik",
  "Atlantic/Azores",
  "Atlantic/Cape_Verde",
  "America/Noronha",
  "America/Sao_Paulo",
  "America/Halifax",
  "America/Puerto_Rico",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "America/Adak",
  "Pacific/Honolulu",
  "Pacific/Pago_Pago",
] as const;

/**
 * A well-known IANA zone where the local time at `atMs` is nearest to `hour`:00, so that a demonstration
 * finds its floor at mid-morning whenever it is started. Within about half an hour, wherever UTC stands.
 */
export function zoneWithLocalHour(hour: number, atMs: number): string {
  let best: string = WELL_KNOWN_ZONES[0];
  let bestGapMs = Number.POSITIVE_INFINITY;
  for (const zone of WELL_KNOWN_ZONES) {
    const sinceHourMs = atMs + offsetMsAt(zone, atMs) - hour * 60 * MINUTE_MS;
    const ahead = ((sinceHourMs % DAY_MS) + DAY_MS) % DAY_MS;
    const gapMs = Math.min(ahead, DAY_MS - ahead);
    if (gapMs < bestGapMs) {
      best = zone;
      bestGapMs = gapMs;
    }
  }
  return best;
}
