/**
 * When the site is open, as a person writes it and as a rule asks it (SPEC N14). Wall-clock times of the calendar's zone
 * become instants here and nowhere else.
 */
import type { EpochMs } from "../vocabulary.ts";
import { firstInstantOf, isoWeekdayOf, localDay } from "../zone/zone-clock.ts";
import type { OpeningHours, OpenSpan } from "./rule.ts";

/** Whether it is open, and until just before when that stands. */
export interface CalendarStanding {
  readonly isOpen: boolean;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

const DAY_MS = 86_400_000;
const ALWAYS: CalendarStanding = {
  isOpen: true,
  from: Number.NEGATIVE_INFINITY,
  until: Number.POSITIVE_INFINITY,
};

/**
 * The last answer for each calendar, while the calendar itself is alive: a calendar never changes, so this is a pure fact.
 */
const standings = new WeakMap<OpeningHours, CalendarStanding>();

/** Whether the site is open at `at`; one without any span is, but for its holidays. A span's first instant is in it, its last is not. */
export const isOpen = (calendar: OpeningHours, at: EpochMs): boolean => standingOf(calendar, at).isOpen;

/** The same with the stretch for which it stands: it ends at the next boundary, or at midnight. */
export function standingOf(calendar: OpeningHours, at: EpochMs): CalendarStanding {
  const known = standings.get(calendar);
  if (known !== undefined && at >= known.from && at < known.until) return known;
  const isAlways = calendar.open.length === 0 && calendar.holidays.length === 0;
  const standing = isAlways ? ALWAYS : judge(calendar, at);
  standings.set(calendar, standing);
  return standing;
}

function judge(calendar: OpeningHours, at: EpochMs): CalendarStanding {
  const { zone, open } = calendar;
  const today = localDay(zone, at);
  let from = firstInstantOf(zone, today, 0);
  let until = firstInstantOf(zone, today + 1, 0);
  // Without spans the whole day is one, from midnight to midnight.
  let isInside = open.length === 0 && !isHoliday(calendar, today);
  // A span lasts a day at most, so only today's and yesterday's can hold this instant.
  for (const startDay of [today - 1, today]) {
    if (isHoliday(calendar, startDay)) continue;
    for (const span of open) {
      if (!span.days.includes(isoWeekdayOf(startDay))) continue;
      const ends = instantsOf(zone, startDay, span);
      for (const end of ends) {
        if (end <= at) from = Math.max(from, end);
        else until = Math.min(until, end);
      }
      if (at >= ends[0] && at < ends[1]) isInside = true;
    }
  }
  return { isOpen: isInside, from, until };
}

function instantsOf(zone: string, day: number, span: OpenSpan): readonly [EpochMs, EpochMs] {
  const endDay = span.endMinute <= span.startMinute ? day + 1 : day;
  return [firstInstantOf(zone, day, span.startMinute), firstInstantOf(zone, endDay, span.endMinute)];
}

/** Days of a calendar as their ISO dates; both sides count days since 1970 of the wall calendar. */
const isHoliday = (calendar: OpeningHours, day: number): boolean =>
  calendar.holidays.includes(new Date(day * DAY_MS).toISOString().slice(0, 10));
