/** Opening hours while a person edits them, and as they are told in a line. Plain functions; the server alone judges them. */
import type { Calendar, OpenSpan } from "../api/shapes.ts";
import { setupWords } from "../messages/setup-words.ts";

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** As it is typed: fields may be empty and rows unfinished. `key` tells rows apart while others come and go. */
export interface HoursDraft {
  zone: string;
  spans: { key: number; days: number[]; from: string; to: string }[];
  holidays: { key: number; date: string }[];
}

export function draftOf({ zone, open, holidays }: Calendar): HoursDraft {
  return {
    zone,
    spans: open.map(({ days, from, to }, key) => ({ key, days: [...days], from, to })),
    holidays: holidays.map((date, key) => ({ key, date })),
  };
}

/** What is sent: rows of dates that were left empty are none. */
export function calendarIn({ zone, spans, holidays }: HoursDraft): Calendar {
  return {
    zone: zone.trim(),
    open: spans.map(({ days, from, to }) => ({ days, from, to })),
    holidays: holidays.map(({ date }) => date).filter((date) => date !== ""),
  };
}

/** A key that no row of the list has. */
export const nextKey = (rows: readonly { readonly key: number }[]): number =>
  Math.max(-1, ...rows.map(({ key }) => key)) + 1;

export function withDay(days: readonly number[], day: number): number[] {
  return days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b);
}

/** "Mon–Fri 08:00–18:00", "Sat, Sun 22:00–06:00". */
export function spanText({ days, from, to }: OpenSpan): string {
  return `${daysText(days)} ${from}–${to}`;
}

function daysText(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs[runs.length - 1];
    if (run !== undefined && run[run.length - 1] === day - 1) run.push(day);
    else runs.push([day]);
  }
  const { days: names } = setupWords.hours;
  const name = (day: number | undefined): string => names[(day ?? 0) - 1] ?? "";
  return runs
    .map((run) =>
      run.length < 3 ? run.map(name).join(", ") : `${name(run[0])}–${name(run[run.length - 1])}`,
    )
    .join(", ");
}
