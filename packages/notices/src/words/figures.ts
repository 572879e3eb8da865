/** Figures and instants as people read them. The site's zone is applied here and nowhere else. */
import { type EpochMs, isZone } from "@callboard/core";
import { AGENT_FIELDS, FEED_FIELDS, type Figure, QUEUE_FIELDS } from "@callboard/core/alerting";
import { inertName } from "./clean.ts";

const FIELDS = new Map([AGENT_FIELDS, QUEUE_FIELDS, FEED_FIELDS].flatMap((fields) => Object.entries(fields)));

/** What a field is, in words; the field's own name where this build does not know it. */
export function fieldWords(field: string): string {
  return FIELDS.get(field)?.says ?? inertName(field, 40);
}

/** "45 s", "15 min 12 s", "2 h 5 min", "3 d 4 h": the two largest units that say something. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "an unknown time";
  const whole = Math.max(0, Math.round(seconds));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3_600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** A value in its unit; `null` is what could not be told. */
export function quantity(value: number | null, unit: Figure["unit"]): string {
  if (value === null || !Number.isFinite(value)) return "unknown";
  switch (unit) {
    case "seconds":
      return value < 0 ? `−${duration(-value)}` : duration(value);
    case "pct":
      return `${rounded(value, 1)} %`;
    case "count":
    case null:
      return rounded(value, 2);
    default:
      return unit satisfies never;
  }
}

const rounded = (value: number, digits: number) => String(Number(value.toFixed(digits)));

/** A zone that cannot be read shows as UTC, and says so by its offset. */
export function zoneName(zone: string): string {
  return isZone(zone) ? zone : "UTC";
}

/**
 * "14:32:10 (GMT+2)", with the day before it where it is another than that of `beside`. The offset is always there: in
 * the hour that a change of clocks repeats, nothing else tells the two apart.
 */
export function clockTime(at: EpochMs, zone: string, beside: EpochMs): string {
  const parts = partsOf(at, zone);
  const day = `${parts.get("day")} ${parts.get("month")}`;
  const other = partsOf(beside, zone);
  const isSameDay = day === `${other.get("day")} ${other.get("month")}`;
  const time = `${parts.get("hour")}:${parts.get("minute")}:${parts.get("second")} (${parts.get("timeZoneName")})`;
  return isSameDay ? time : `${day}, ${time}`;
}

function partsOf(at: EpochMs, zone: string): ReadonlyMap<string, string> {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zoneName(zone),
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "shortOffset",
  });
  return new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
}
