/** Days of the week in the reader's language, Monday first as the server counts; and lists of them in few words. */
import { language } from "../../../words/words.ts";

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** 5 January 1970 was a Monday. */
const FIRST_MONDAY_MS = 4 * 86_400_000;
const DAY_MS = 86_400_000;

export function weekdayName(day: number, style: "short" | "long"): string {
  const format = new Intl.DateTimeFormat(language.value, { weekday: style, timeZone: "UTC" });
  return format.format(FIRST_MONDAY_MS + (day - 1) * DAY_MS);
}

export function withDay(days: readonly number[], day: number): number[] {
  return days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b);
}

/** "Mon–Fri", "Sat, Sun". */
export function daysText(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const run = runs[runs.length - 1];
    if (run !== undefined && run[run.length - 1] === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => weekdayName(day ?? 1, "short");
  return runs
    .map((run) =>
      run.length < 3 ? run.map(name).join(", ") : `${name(run[0])}–${name(run[run.length - 1])}`,
    )
    .join(", ");
}
