/** Where a chart's axis of time has its marks, and how they are called: full hours of the site's own wall clock. */

const QUARTER_MS = 900_000;
/** Hours between two marks, of which the first that gives few enough is taken. */
const HOURS_APART = [1, 2, 3, 4, 6, 8, 12, 24];

export interface Tick {
  readonly at: number;
  /** `14:00` */
  readonly text: string;
}

/**
 * Full hours between two instants in the zone's wall clock, no more than `most`. Offsets are whole quarter hours
 * everywhere, so every quarter of an hour is asked what time it is there; a zone that this engine does not know is UTC.
 */
export function hourTicks(from: number, to: number, zone: string, most: number): readonly Tick[] {
  const clock = clockIn(zone);
  const hours: { readonly at: number; readonly hour: number; readonly text: string }[] = [];
  for (let at = Math.ceil(from / QUARTER_MS) * QUARTER_MS; at <= to; at += QUARTER_MS) {
    const text = clock.format(at);
    if (text.slice(-2) === "00") hours.push({ at, hour: Number(text.slice(0, 2)), text });
  }
  for (const apart of HOURS_APART) {
    const ticks = hours.filter(({ hour }) => hour % apart === 0);
    if (ticks.length <= Math.max(1, most)) return ticks.map(({ at, text }) => ({ at, text }));
  }
  return [];
}

/** `14:05` in the zone. */
export const timeIn = (zone: string, at: number): string => clockIn(zone).format(at);

const clocks = new Map<string, Intl.DateTimeFormat>();
/** A wall has its tenant's zone and those of its sites. */
const CLOCKS_MOST = 50;

function clockIn(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  if (clocks.size >= CLOCKS_MOST) clocks.clear();
  const made = makeClock(zone) ?? makeClock("UTC") ?? new Intl.DateTimeFormat("en-GB");
  clocks.set(zone, made);
  return made;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  } catch {
    return null;
  }
}

/** How much of the zone's day is over, by its wall clock; on a day with a changed clock it may be an hour off. */
export function dayPassedMs(zone: string, at: number): number {
  const [hours, minutes] = clockIn(zone).format(at).split(":").map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
