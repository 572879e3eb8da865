/**
 * ISO 8601 instants as the guide sends them ("ISO 8601 UTC format", edge case 3), to UTC epoch milliseconds. A
 * text without a zone is refused: read as local time it would be hours off on some machine. Read by character
 * codes, not by a pattern: several of these stand in every event.
 */
import type { EpochMs } from "@callboard/core";

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const FIRST_YEAR = 1970;
const FRACTION_DIGITS_MAX = 12;
/** `YYYY-MM-DDTHH:MM:SS` */
const SECONDS_END = 19;
const NOT_A_NUMBER = -1;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

/**
 * The instant, or `null` where the text is not one (a date that does not exist included). A fraction may have up
 * to twelve digits and is cut to milliseconds; an offset may be `Z`, `+00:00` or `+0000`.
 */
export function parseInstant(text: string): EpochMs | null {
  if (!hasSigns(text)) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, SECONDS_END);
  if (year < FIRST_YEAR || day < 1 || day > daysIn(year, month)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  const fractionEnd = endOfFraction(text);
  const offset = fractionEnd === null ? null : offsetMinutes(text, fractionEnd);
  if (fractionEnd === null || offset === null) return null;
  return Date.UTC(year, month - 1, day, hour, minute - offset, second, milliseconds(text, fractionEnd));
}

/** The signs between the digits, each at its place. */
function hasSigns(text: string): boolean {
  return (
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    (text.charCodeAt(10) | 0x20) === 0x74 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a
  );
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The number that the digits from `from` to before `to` make; `NOT_A_NUMBER` where one is not a digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return NOT_A_NUMBER;
    value = value * 10 + code - 0x30;
  }
  return value;
}

/** Where the fraction (if there is one) ends; `null` where it is a point without digits, or too long. */
function endOfFraction(text: string): number | null {
  const point = text.charCodeAt(SECONDS_END);
  if (point !== 0x2e && point !== 0x2c) return SECONDS_END;
  let at = SECONDS_END + 1;
  while (at - SECONDS_END <= FRACTION_DIGITS_MAX && isDigit(text.charCodeAt(at))) at += 1;
  return at === SECONDS_END + 1 ? null : at;
}

function milliseconds(text: string, fractionEnd: number): number {
  let value = 0;
  for (let place = 1; place <= 3; place += 1) {
    const at = SECONDS_END + place;
    value = value * 10 + (at < fractionEnd ? text.charCodeAt(at) - 0x30 : 0);
  }
  return value;
}

/** Minutes east of UTC that the rest of the text from `from` names; `null` where it names no zone. */
function offsetMinutes(text: string, from: number): number | null {
  const sign = text.charCodeAt(from);
  if ((sign | 0x20) === 0x7a) return text.length === from + 1 ? 0 : null;
  if (sign !== 0x2b && sign !== 0x2d) return null;
  const minutesFrom = text.charCodeAt(from + 3) === 0x3a ? from + 4 : from + 3;
  const hours = digits(text, from + 1, from + 3);
  const minutes = digits(text, minutesFrom, minutesFrom + 2);
  if (text.length !== minutesFrom + 2 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (sign === 0x2d ? -1 : 1) * (hours * 60 + minutes);
}
