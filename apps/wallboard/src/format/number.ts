/** Counts and shares, in the language that is set. A share of nothing is "–", never 0 or 100 %. */
import { language } from "../words/words.ts";
import { NOTHING } from "./duration.ts";
import { localeOf } from "./locale.ts";

const formats = new Map<string, Intl.NumberFormat>();

export function count(value: number | null): string {
  if (value === null) return NOTHING;
  const locale = localeOf(language.value);
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    formats.set(locale, format);
  }
  return format.format(value);
}

/**
 * Whole per cent. Never rounded up to a hundred or down to nothing: one missed call of a thousand is not perfection.
 */
export function percent(value: number | null): string {
  if (value === null) return NOTHING;
  const rounded = Math.round(value);
  if (rounded >= 100 && value < 100) return "99 %";
  if (rounded <= 0 && value > 0) return "1 %";
  return `${rounded} %`;
}
