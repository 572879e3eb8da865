/** How many lines queue names get: one, or two where some name needs it; all tiles alike, so that nothing jumps. */
import { linesFor } from "./text-width.ts";

/** What is left for the name on the narrowest tile beside icon, padding and the longest word of need. */
const NAME_EM = 8.6;
const LINES_MOST = 2;

export function cardNameLines(names: readonly string[]): number {
  return names.some((name) => linesFor(name, NAME_EM) > 1) ? LINES_MOST : 1;
}
