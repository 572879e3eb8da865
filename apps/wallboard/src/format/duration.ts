/** Durations as a wall shows them: fixed in width as far as can be, and never more exact than they are useful. */
import { language } from "../words/words.ts";

export const NOTHING = "–";

/** The letters of units. Not taken from the message files: figures turn each second, and they never take values. */
const DAY: Readonly<Record<string, string>> = { en: "d", de: "T", fr: "j" };

/** `0:07`, `12:31`, then `1 h 05`, then `3 d 4 h`. Below zero (clocks that disagree by a moment) is zero. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${twoDigits(minutes % 60)}`;
  return `${Math.floor(hours / 24)} ${DAY[language.value] ?? "d"} ${hours % 24} h`;
}

/** Whole seconds as a duration, "–" where there is no figure. */
export function seconds(value: number | null): string {
  return value === null ? NOTHING : duration(Math.round(value) * 1_000);
}

/** A difference with its sign, `+0:45` or `−1:10`; no sign on nothing. */
export function signedSeconds(value: number | null): string {
  if (value === null) return NOTHING;
  const rounded = Math.round(value);
  const sign = rounded > 0 ? "+" : rounded < 0 ? "−" : "±";
  return `${sign}${duration(Math.abs(rounded) * 1_000)}`;
}

/** An age in words' company: `3 s`, `2 min`, `1 h 05`, `3 d 4 h`. */
export function age(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1_000));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min`;
  return duration(ms);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
