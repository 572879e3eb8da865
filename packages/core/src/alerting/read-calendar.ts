/** A site's opening hours as a person writes them, read and checked; every mistake is one sentence (SPEC N14). */
import { z } from "zod";
import { BOUNDS } from "../bounds.ts";
import { isZone } from "../zone/zone-clock.ts";
import { Complaints, type KeysOf } from "./complaints.ts";
import type { SiteCalendar } from "./rule.ts";

export type CalendarReading =
  | { readonly kind: "calendar"; readonly calendar: SiteCalendar }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

const CLOCK_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DAY_MS = 86_400_000;

const clockTime = z
  .string({ error: "must be a time of day as `08:30`" })
  .regex(CLOCK_TIME, "must be a time of day from `00:00` to `24:00`, as `08:30`")
  .transform(minuteOf);
/** An end may also be written as the end of the day. */
const endTime = z.union([z.literal("24:00").transform(() => 0), clockTime], {
  error: "must be a time of day from `00:00` to `24:00`, as `17:30`",
});

const span = z.strictObject(
  {
    days: z
      .array(
        z
          .int({ error: "must be a day of the week, 1 (Monday) to 7 (Sunday)" })
          .min(1, wrongDay())
          .max(7, wrongDay()),
        { error: "must list days of the week, 1 (Monday) to 7 (Sunday)" },
      )
      .min(1, "must list at least one day of the week, 1 (Monday) to 7 (Sunday)")
      .max(7, "lists more than seven days"),
    from: clockTime,
    to: endTime,
  },
  { error: objectError },
);

const schema = z.strictObject(
  {
    zone: z
      .string({ error: "must be the name of a time zone as `Europe/Madrid`" })
      .refine(isZone, "is no time zone that we know; it is written as `Europe/Madrid`"),
    open: z
      .array(span, { error: "must be a list of spans with `days`, `from` and `to`" })
      .max(BOUNDS.openSpansMax, `may list ${BOUNDS.openSpansMax} spans at most`)
      .default([]),
    holidays: z
      .array(
        z
          .string({ error: "must be a date as `2026-12-25`" })
          .refine(isDate, "must be a date as `2026-12-25`"),
        { error: "must be a list of dates as `2026-12-25`" },
      )
      .max(BOUNDS.holidaysMax, `may list ${BOUNDS.holidaysMax} dates at most`)
      .default([]),
  },
  { error: objectError },
);

const keysOf: KeysOf = (path) => (path.length === 0 ? Object.keys(schema.shape) : Object.keys(span.shape));

/** `{zone, open: [{days: [1, 2], from: "08:00", to: "18:00"}], holidays: ["2026-12-25"]}`. Never throws. */
export function readCalendar(value: unknown): CalendarReading {
  const complaints = new Complaints();
  try {
    const read = schema.safeParse(value, { reportInput: true });
    if (read.success) return { kind: "calendar", calendar: calendarOf(read.data) };
    complaints.addIssues(read.error.issues, "the calendar", keysOf);
  } catch {
    complaints.add("The calendar could not be read.");
  }
  return { kind: "refused", complaints: complaints.list };
}

function calendarOf({ zone, open, holidays }: z.output<typeof schema>): SiteCalendar {
  const spans = open.map(({ days, from, to }) => ({
    days: [...new Set(days)].sort(),
    startMinute: from,
    endMinute: to,
  }));
  return { zone, open: spans, holidays: [...new Set(holidays)].sort() };
}

function minuteOf(text: string): number {
  const [hours = "0", minutes = "0"] = text.split(":");
  return Number(hours) * 60 + Number(minutes);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  // A day that no month has would be taken for one of the next month.
  return Number.isFinite(at) && new Date(Math.floor(at / DAY_MS) * DAY_MS).toISOString().startsWith(text);
}

function wrongDay(): string {
  return "must be a day of the week, 1 (Monday) to 7 (Sunday)";
}

/** zod asks for both kinds of mistake here; unknown keys are worded by `Complaints`. */
function objectError(issue: { code?: string | undefined }): string | undefined {
  return issue.code === "unrecognized_keys" ? undefined : "must be an object";
}
