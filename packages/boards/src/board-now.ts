/**
 * Which board a screen shows at an instant, and until when. It runs on televisions of 2020 (Chromium 68), so the wall clock
 * is read from `Intl.DateTimeFormat` alone. Pure: it must never read a clock.
 */
import type { EpochMs } from "@callboard/protocol";
import type { ScheduleSpan, ScreenPlan, Theme } from "./plan.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A week of whole days from tomorrow on: what does not change within it changes never. */
const DAYS_AHEAD = 8;
/** Within so long before and after a date's midnight in UTC lies that date in every zone, with an hour to spare. */
const BEFORE_MS = 15 * 3_600_000;
const AFTER_MS = 37 * 3_600_000;

export interface BoardNow {
  readonly board: string;
  /** `null` is the board's own. */
  readonly theme: Theme | null;
  /** When another board or theme comes; `null`: none does by this schedule. */
  readonly until: EpochMs | null;
}

/** A span on a date, as instants. */
interface Run {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly span: ScheduleSpan;
}

type ShownBoard = Omit<BoardNow, "until">;

/**
 * The board and theme at `atMs`. `zone` is the IANA zone of the screen's site. The first span of the schedule that holds the
 * instant wins. A time of day that comes twice is its first pass, and one that is skipped is the instant of the jump. A
 * device that does not know the zone shows the screen's own board.
 */
export function boardNow(screen: ScreenPlan, zone: string, atMs: EpochMs): BoardNow {
  const own: ShownBoard = { board: screen.board, theme: null };
  const offsetMs = screen.schedule.length === 0 ? null : offsetsOf(zone);
  if (offsetMs === null) return { ...own, until: null };
  const today = Math.floor((atMs + offsetMs(atMs)) / DAY_MS);
  const runs = runsFrom(screen.schedule, offsetMs, today - 1, today + DAYS_AHEAD);
  const knownTo = firstInstantOf(offsetMs, today + DAYS_AHEAD, 0);
  const shownAt = (at: EpochMs): ShownBoard =>
    runs.find(({ from, to }) => from <= at && at < to)?.span ?? own;
  const { board, theme } = shownAt(atMs);
  // `flatMap` is younger than the oldest televisions.
  const bounds = runs.reduce<EpochMs[]>((all, { from, to }) => all.concat(from, to), []);
  const until = bounds
    .filter((at) => at > atMs && at < knownTo)
    .sort((one, other) => one - other)
    .find((at) => shownAt(at).board !== board || shownAt(at).theme !== theme);
  return { board, theme, until: until ?? null };
}

/** What starts on the dates from `first` to before `end`, in the schedule's order: the first run that holds an instant wins. */
function runsFrom(
  schedule: readonly ScheduleSpan[],
  offsetMs: OffsetAt,
  first: number,
  end: number,
): readonly Run[] {
  const runs: Run[] = [];
  for (const span of schedule) {
    const [start, stop] = [minuteOf(span.from), minuteOf(span.to)];
    for (let day = first; day < end; day += 1) {
      if (!span.days.includes(isoWeekdayOf(day))) continue;
      const from = firstInstantOf(offsetMs, day, start);
      runs.push({ from, to: firstInstantOf(offsetMs, stop > start ? day : day + 1, stop), span });
    }
  }
  return runs;
}

/** Milliseconds to add to UTC for the wall clock. */
type OffsetAt = (at: EpochMs) => number;

/** `null` where the device does not know the zone. What was asked is kept for as long as the function is. */
function offsetsOf(zone: string): OffsetAt | null {
  const format = formatOf(zone);
  if (format === null) return null;
  const known = new Map<EpochMs, number>();
  return (at) => {
    const offset = known.get(at) ?? offsetOf(format, at);
    known.set(at, offset);
    return offset;
  };
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const numeric = "numeric";
  try {
    return new Intl.DateTimeFormat("en-US", {
      ...{ timeZone: zone, calendar: "gregory", numberingSystem: "latn", hour12: false },
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    });
  } catch {
    return null;
  }
}

function offsetOf(format: Intl.DateTimeFormat, at: EpochMs): number {
  const figures = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const figure = (type: Intl.DateTimeFormatPartTypes): number => figures.get(type) ?? 0;
  // Midnight is 24 in older engines.
  const time = [figure("hour") % 24, figure("minute"), figure("second")] as const;
  const wall = Date.UTC(figure("year"), figure("month") - 1, figure("day"), ...time);
  return wall - Math.floor(at / 1_000) * 1_000;
}

/** The first instant of a date on which the wall clock has reached a minute. `day`: days since 1970-01-01. */
function firstInstantOf(offsetMs: OffsetAt, day: number, minute: number): EpochMs {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const before = offsetMs(day * DAY_MS - BEFORE_MS);
  const after = offsetMs(day * DAY_MS + AFTER_MS);
  const early = wall - before;
  if (offsetMs(early) === before) return early;
  const late = wall - after;
  if (offsetMs(late) === after) return late;
  // The clock was set forward past this time of day: the jump lies between the two.
  let [stillBefore, reached] = [late, early];
  while (reached - stillBefore > MINUTE_MS) {
    const middle = Math.floor((stillBefore + reached) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetMs(middle) === before) stillBefore = middle;
    else reached = middle;
  }
  return reached;
}

function minuteOf(text: string): number {
  const [hours = "0", minutes = "0"] = text.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** 1 = Monday … 7 = Sunday; 1970-01-01 was a Thursday. */
const isoWeekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
