/** Opening hours as a person writes them, the tenant's and its sites', read and checked; every mistake is one sentence (SPEC N14, N25). */
import { z } from "zod";
import { BOUNDS } from "../bounds.ts";
import { isZone } from "../zone/zone-clock.ts";
import { Complaints, type KeysOf, quoted } from "./complaints.ts";
import type { OpeningHours, SiteCalendar } from "./rule.ts";

export type CalendarReading =
  | { readonly kind: "calendar"; readonly calendar: SiteCalendar }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

const CLOCK_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DAY_MS = 86_400_000;
const SITE_ID_CHARS_MAX = 63;
const WRONG_ID = "must be of lower-case letters, digits, `-` and `_`, as `madrid-norte`";

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

const hours = {
  zone: z
    .string({ error: "must be the name of a time zone as `Europe/Madrid`" })
    .refine(isZone, "is no time zone that we know; it is written as `Europe/Madrid`"),
  open: z
    .array(span, { error: "must be a list of spans with `days`, `from` and `to`" })
    .max(BOUNDS.openSpansMax, `may list ${BOUNDS.openSpansMax} spans at most`)
    .default([]),
  holidays: z
    .array(
      z.string({ error: "must be a date as `2026-12-25`" }).refine(isDate, "must be a date as `2026-12-25`"),
      { error: "must be a list of dates as `2026-12-25`" },
    )
    .max(BOUNDS.holidaysMax, `may list ${BOUNDS.holidaysMax} dates at most`)
    .default([]),
};

const names = (of: string, charsMax: number) =>
  z
    .array(
      z
        .string({ error: `must be ${of}` })
        .min(1, `must be ${of}, not empty`)
        .max(charsMax, `is longer than ${charsMax} characters`),
      { error: `must be a list, each entry ${of}` },
    )
    .max(BOUNDS.siteEntriesMax, `may list ${BOUNDS.siteEntriesMax} at most`)
    .default([]);

const site = z.strictObject(
  {
    id: z
      .string({ error: WRONG_ID })
      .regex(/^[a-z0-9][a-z0-9_-]*$/, WRONG_ID)
      .max(SITE_ID_CHARS_MAX, `is longer than ${SITE_ID_CHARS_MAX} characters`),
    name: z
      .string({ error: "must be the name that people read" })
      .trim()
      .min(1, "must be the name that people read, not empty")
      .max(BOUNDS.titleCharsMax, `is longer than ${BOUNDS.titleCharsMax} characters`),
    teams: names("the name of a team", BOUNDS.nameCharsMax),
    queues: names("the id of a queue", BOUNDS.idCharsMax),
    ...hours,
  },
  { error: objectError },
);

/** A calendar as it is written. */
export const writtenCalendar = z.strictObject(
  {
    ...hours,
    sites: z
      .array(site, { error: "must be a list of sites with `id`, `name`, `zone`, `teams` and `queues`" })
      .max(BOUNDS.sitesMax, `may list ${BOUNDS.sitesMax} sites at most`)
      .default([]),
  },
  { error: objectError },
);

const keysOf: KeysOf = (path) => {
  if (path.length === 0) return Object.keys(writtenCalendar.shape);
  return Object.keys((path.at(-2) === "sites" ? site : span).shape);
};

/** `{zone, open: [{days: [1, 2], from: "08:00", to: "18:00"}], holidays: ["2026-12-25"], sites: […]}`. Never throws. */
export function readCalendar(value: unknown): CalendarReading {
  const complaints = new Complaints();
  try {
    const read = writtenCalendar.safeParse(value, { reportInput: true });
    if (!read.success) complaints.addIssues(read.error.issues, "the calendar", keysOf);
    else addTwins(read.data.sites, complaints);
    if (read.success && complaints.list.length === 0) {
      return { kind: "calendar", calendar: calendarOf(read.data) };
    }
  } catch {
    complaints.add("The calendar could not be read.");
  }
  return { kind: "refused", complaints: complaints.list };
}

function addTwins(sites: z.output<typeof writtenCalendar>["sites"], complaints: Complaints): void {
  const ids = new Set<string>();
  for (const [place, { id }] of sites.entries()) {
    if (ids.has(id))
      complaints.add(`${quoted(`sites.${place}.id`)} is ${quoted(id)}, as that of another site.`);
    ids.add(id);
  }
}

function calendarOf({ sites, ...own }: z.output<typeof writtenCalendar>): SiteCalendar {
  return {
    ...hoursOf(own),
    sites: sites.map(({ id, name, teams, queues, ...theirs }) => ({
      ...{ id, name, teams: [...new Set(teams)], queues: [...new Set(queues)] },
      ...hoursOf(theirs),
    })),
  };
}

function hoursOf({ zone, open, holidays }: Omit<z.output<typeof writtenCalendar>, "sites">): OpeningHours {
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
