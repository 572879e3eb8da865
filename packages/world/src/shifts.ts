/**
 * Shift templates and their instances: which hours a template means on which date, breaks included, through
 * both clock changes. Pure calendar; who really turns up and when is duty.ts.
 */

import type { Temporal } from "temporal-polyfill";
import type { Random } from "./random.ts";
import type { ShiftTemplate } from "./types.ts";
import { instantOf, localDate } from "./zone.ts";

/** One working day of a template, in epoch ms. */
export interface Shift {
  readonly startMs: number;
  readonly endMs: number;
  readonly breaks: readonly { readonly code: string; readonly startMs: number; readonly endMs: number }[];
}

const BREAK_CODES: ReadonlyMap<string, string> = new Map([
  ["Lunch", "LUNCH"],
  ["Meal", "LUNCH"],
  ["Break", "BREAK"],
]);

/** Name, start, end, share of the staff. Two of them cross midnight. */
const HOURS = [
  ["Early", "06:00", "14:30", 17],
  ["Day", "08:00", "16:30", 31],
  ["Office", "09:00", "17:30", 27],
  ["Midday", "09:30", "14:00", 6],
  ["Late", "13:00", "21:30", 12],
  ["Evening", "17:00", "01:00", 2],
  ["Night", "22:00", "06:00", 5],
] as const;

/** Working days, so mixed that every weekday has three quarters of the staff and a weekend about half. */
const DAYS = [
  ["Mon–Fri", [1, 2, 3, 4, 5], 36],
  ["Sun–Thu", [7, 1, 2, 3, 4], 16],
  ["Wed–Sun", [3, 4, 5, 6, 7], 24],
  ["Fri–Tue", [5, 6, 7, 1, 2], 24],
] as const;

const pad = (value: number): string => String(value).padStart(2, "0");
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string => `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;

/** Breaks of a shift, staggered so that a team does not leave its desks all at once. */
function breaksOf(start: string, lengthMinutes: number, stagger: number): ShiftTemplate["breaks"] {
  const from = minutesOf(start);
  const breakAt = (name: string, part: number, minutes: number): ShiftTemplate["breaks"][number] => {
    const at = from + Math.round((lengthMinutes * part) / 15) * 15 + stagger * 15;
    return { name, start: timeOf(at), end: timeOf(at + minutes) };
  };
  if (lengthMinutes < 300) return [breakAt("Break", 0.35, 15)];
  const middle = breakAt(from >= 17 * 60 ? "Meal" : "Lunch", 0.42, 30);
  return [breakAt("Break", 0.16, 15), middle, breakAt("Break", 0.7, 15)];
}

/** Draws a template; the same hours, days and stagger always give the same template id. */
export function drawTemplate(random: Random, zone: string): ShiftTemplate {
  const [hours, start, end] = random.weighted(HOURS.map((entry) => [entry, entry[3]] as const));
  const [daysName, days] = random.weighted(DAYS.map((entry) => [entry, entry[2]] as const));
  const stagger = random.index(6);
  const lengthMinutes = (minutesOf(end) - minutesOf(start) + 1440) % 1440;
  const group = "ABCDEF"[stagger] ?? "A";
  return {
    id: `shift-${hours}-${group}-${days.join("")}`.toLowerCase(),
    name: `${hours} ${group} (${daysName})`,
    zone,
    days,
    start,
    end,
    breaks: breaksOf(start, lengthMinutes, stagger),
  };
}

/** The template's hours when the shift starts on `date`, whatever weekday that is. */
function shiftOn(template: ShiftTemplate, date: Temporal.PlainDate): Shift {
  const { zone, start, end } = template;
  const dateOf = (time: string, isEnd: boolean): Temporal.PlainDate => {
    const isNextDay = isEnd ? time <= start : time < start;
    return isNextDay ? date.add({ days: 1 }) : date;
  };
  return {
    startMs: instantOf(zone, date, start),
    endMs: instantOf(zone, dateOf(end, true), end),
    breaks: template.breaks.map((pause) => ({
      code: BREAK_CODES.get(pause.name) ?? "BREAK",
      startMs: instantOf(zone, dateOf(pause.start, false), pause.start),
      endMs: instantOf(zone, dateOf(pause.end, true), pause.end),
    })),
  };
}

function shiftNear(
  template: ShiftTemplate,
  atMs: number,
  days: readonly number[],
  accept: (shift: Shift) => boolean,
): Shift | null {
  const today = localDate(template.zone, atMs);
  for (const offset of days) {
    const date = today.add({ days: offset });
    if (!template.days.includes(date.dayOfWeek)) continue;
    const shift = shiftOn(template, date);
    if (accept(shift)) return shift;
  }
  return null;
}

// Yesterday's shift may still run (it crosses midnight), and a week holds every weekday.
const FORWARD = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8];
const BACKWARD = [0, -1, -2, -3, -4, -5, -6, -7, -8];

/** The first shift that ends after `atMs`: the running one, or the next. null for a template without days. */
export function shiftEndingAfter(template: ShiftTemplate, atMs: number): Shift | null {
  return shiftNear(template, atMs, FORWARD, (shift) => shift.endMs > atMs);
}

/** The last shift that ended at or before `atMs`; null for a template without days. */
export function shiftEndedBy(template: ShiftTemplate, atMs: number): Shift | null {
  return shiftNear(template, atMs, BACKWARD, (shift) => shift.endMs <= atMs);
}
