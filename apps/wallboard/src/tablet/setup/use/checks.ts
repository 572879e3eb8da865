/**
 * Mistakes that can be told before the server is asked: empty fields, times and orders. The server's own check is the one that
 * counts; nothing is refused here that it would take.
 */
import { t } from "../../../words/words.ts";
import { type Mistake, TIME_OF_DAY } from "./mistakes.ts";

/** Runs several checks; what is right is `null`. */
export function mistakesOf(...found: readonly (Mistake | null)[]): readonly Mistake[] {
  return found.filter((one) => one !== null);
}

export function needed(path: string, label: string, text: string): Mistake | null {
  return text.trim() === "" ? { path, text: t("setup.wrong.needed", { label }) } : null;
}

export function timeOfDay(path: string, label: string, text: string): Mistake | null {
  return TIME_OF_DAY.test(text) ? null : { path, text: t("setup.wrong.time", { label }) };
}

export function within(
  path: string,
  label: string,
  figure: number | null,
  least: number,
  most: number,
): Mistake | null {
  if (figure !== null && figure >= least && figure <= most) return null;
  return { path, text: t("setup.wrong.range", { label, least, most }) };
}

export function someDay(path: string, days: readonly number[]): Mistake | null {
  return days.length > 0 ? null : { path, text: t("setup.wrong.days") };
}

/** The second and further uses of a word that may be used once. */
export function repeated(words: readonly string[], pathOf: (place: number) => string): readonly Mistake[] {
  const seen = new Set<string>();
  return words.flatMap((word, place) => {
    if (word === "" || !seen.has(word)) {
      seen.add(word);
      return [];
    }
    return [{ path: pathOf(place), text: t("setup.wrong.twice", { word }) }];
  });
}
