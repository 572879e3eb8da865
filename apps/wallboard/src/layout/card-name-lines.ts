/** How many lines queue names get: one, or two where some name needs it; all tiles alike, so that nothing jumps. */
import { linesFor } from "./text-width.ts";

/** Border, padding, icon and the longest word of need, which stand on the same line. */
const BESIDE_NAME_EM = 8.9;
/** A name on one line is set a little larger than the smallest text. */
const NAME_SIZE = 1.1;
const LINES_MOST = 2;

export function cardNameLines(names: readonly string[], cardWidthEm: number): number {
  const room = (cardWidthEm - BESIDE_NAME_EM) / NAME_SIZE;
  return names.some((name) => linesFor(name, room) > 1) ? LINES_MOST : 1;
}
