/**
 * Whether a shift template says "at work" at one instant (SPEC Z5–Z8). Times of a template are wall-clock times of
 * its own zone; they become instants here and nowhere else.
 */
import type { EpochMs } from "../vocabulary.ts";
import { firstInstantOf, isoWeekdayOf, isZone, localDay } from "../zone/zone-clock.ts";
import type { LocalSpan, ShiftBreak, ShiftTemplate } from "./profile.ts";

export type ShiftVerdict =
  | { readonly kind: "outside" }
  | { readonly kind: "break"; readonly name: string }
  | { readonly kind: "inside" }
  | { readonly kind: "unknownZone" };

/** A verdict and the stretch of time for which it holds: from `from` until just before `until`. */
interface Standing {
  readonly verdict: ShiftVerdict;
  from: EpochMs;
  until: EpochMs;
}

const OUTSIDE: ShiftVerdict = { kind: "outside" };
const INSIDE: ShiftVerdict = { kind: "inside" };
const UNKNOWN_ZONE: ShiftVerdict = { kind: "unknownZone" };

/**
 * The last verdict of each template, while the template itself is alive: a template never changes, so this is a
 * pure fact. It holds until the template's next boundary, so a floor of thousands asks without any arithmetic.
 */
const standings = new WeakMap<ShiftTemplate, Standing>();

/** What the template says at `at`. A span's first instant is in it and its last is not. */
export function shiftAt(template: ShiftTemplate, at: EpochMs): ShiftVerdict {
  const known = standings.get(template);
  if (known !== undefined && at >= known.from && at < known.until) return known.verdict;
  const standing = isZone(template.zone)
    ? judge(template, at)
    : { verdict: UNKNOWN_ZONE, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
  standings.set(template, standing);
  return standing.verdict;
}

function judge(template: ShiftTemplate, at: EpochMs): Standing {
  const today = localDay(template.zone, at);
  const stretch = {
    from: firstInstantOf(template.zone, today, 0),
    until: firstInstantOf(template.zone, today + 1, 0),
  };
  let verdict = OUTSIDE;
  // A shift lasts a day at most, so only today's and yesterday's can hold this instant.
  for (const startDay of [today - 1, today]) {
    if (!template.days.includes(isoWeekdayOf(startDay))) continue;
    const isInside = narrow(stretch, at, instantsOf(template.zone, startDay, template));
    if (isInside) verdict = breakAt(template, startDay, at, stretch) ?? INSIDE;
  }
  return { verdict, ...stretch };
}

/** One shift of a template as instants. */
export interface ShiftStretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly breaks: readonly { readonly name: string; readonly from: EpochMs; readonly to: EpochMs }[];
}

const DAY_MS = 86_400_000;

/** The shift that runs at `at`, or the next one that begins within a day; `null` where none does, or in an unknown zone. */
export function shiftAround(template: ShiftTemplate, at: EpochMs): ShiftStretch | null {
  const { zone, days } = template;
  if (!isZone(zone)) return null;
  const today = localDay(zone, at);
  for (const startDay of [today - 1, today, today + 1]) {
    if (!days.includes(isoWeekdayOf(startDay))) continue;
    const span = instantsOf(zone, startDay, template);
    if (span.to <= at) continue;
    return span.from > at + DAY_MS ? null : { ...span, breaks: breaksOf(template, startDay) };
  }
  return null;
}

function breaksOf(template: ShiftTemplate, startDay: number): ShiftStretch["breaks"] {
  return template.breaks
    .filter(({ startMinute, endMinute }) => startMinute !== endMinute)
    .map((pause) => ({
      name: pause.name,
      ...instantsOf(template.zone, startDay + dayOfBreak(template, pause), pause),
    }))
    .sort((a, b) => a.from - b.from);
}

/** The first listed break of this day's shift that holds the instant. */
function breakAt(
  template: ShiftTemplate,
  startDay: number,
  at: EpochMs,
  stretch: { from: EpochMs; until: EpochMs },
): ShiftVerdict | null {
  let found: ShiftVerdict | null = null;
  for (const pause of template.breaks) {
    // "At or before is on the next day" would make a break without length a day long; nobody means that.
    if (pause.startMinute === pause.endMinute) continue;
    const span = instantsOf(template.zone, startDay + dayOfBreak(template, pause), pause);
    if (narrow(stretch, at, span)) found ??= { kind: "break", name: pause.name };
  }
  return found;
}

/** A night shift's break that reads earlier than the shift's start is after midnight. */
function dayOfBreak(template: ShiftTemplate, pause: ShiftBreak): 0 | 1 {
  const crossesMidnight = template.endMinute <= template.startMinute;
  return crossesMidnight && pause.startMinute < template.startMinute ? 1 : 0;
}

function instantsOf(zone: string, day: number, span: LocalSpan): { from: EpochMs; to: EpochMs } {
  return {
    from: firstInstantOf(zone, day, span.startMinute),
    to: firstInstantOf(zone, span.endMinute <= span.startMinute ? day + 1 : day, span.endMinute),
  };
}

/** Whether the span holds `at`; its ends become ends of the stretch in which the verdict stands. */
function narrow(
  stretch: { from: EpochMs; until: EpochMs },
  at: EpochMs,
  span: { from: EpochMs; to: EpochMs },
): boolean {
  for (const end of [span.from, span.to]) {
    if (end <= at) stretch.from = Math.max(stretch.from, end);
    else stretch.until = Math.min(stretch.until, end);
  }
  return at >= span.from && at < span.to;
}
