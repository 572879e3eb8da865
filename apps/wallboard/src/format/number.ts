/** Counts and shares. A share of nothing is "–", never 0 or 100 %. */
import { NOTHING } from "./duration.ts";

const counts = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

export function count(value: number | null): string {
  return value === null ? NOTHING : counts.format(value);
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
