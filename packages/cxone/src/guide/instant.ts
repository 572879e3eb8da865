/**
 * ISO 8601 instants as the guide sends them ("ISO 8601 UTC format", edge case 3), to UTC epoch milliseconds. A
 * text without a zone is refused: read as local time it would be hours off on some machine.
 */
import type { EpochMs } from "@callboard/core";

const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,12}))?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/;
const LONGEST_CHARS = 48;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const FIRST_YEAR = 1970;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/**
 * The instant, or `null` where the text is not one (a date that does not exist included). A fraction may have up
 * to twelve digits and is cut to milliseconds; an offset may be `Z`, `+00:00` or `+0000`.
 */
export function parseInstant(text: string): EpochMs | null {
  if (text.length > LONGEST_CHARS) return null;
  const parts = SHAPE.exec(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined ||
    second === undefined
  ) {
    return null;
  }
  if (year < FIRST_YEAR || day < 1 || day > daysIn(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const offset = offsetMinutes(parts[8], Number(parts[9] ?? 0), Number(parts[10] ?? 0));
  if (offset === null) return null;
  const fractionMs = Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0"));
  return Date.UTC(year, month - 1, day, hour, minute - offset, second, fractionMs);
}

function offsetMinutes(sign: string | undefined, hours: number, minutes: number): number | null {
  if (hours > 23 || minutes > 59) return null;
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}
