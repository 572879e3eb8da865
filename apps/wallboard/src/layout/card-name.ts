/** How queue names are set: large on one line, smaller on one, or on two; all tiles alike, so that nothing jumps. */
import { linesFor } from "./text-width.ts";

export interface CardName {
  readonly lines: number;
  readonly sizeEm: number;
}

/** Border, padding, icon and the longest word of need, which stand on the same line. */
const BESIDE_NAME_EM = 8.3;
const LARGE_EM = 1.1;

/** The largest setting in which every name is whole; past two lines a name is cut with an ellipsis. */
export function cardNameOf(names: readonly string[], cardWidthEm: number): CardName {
  const roomEm = cardWidthEm - BESIDE_NAME_EM;
  const fits = (sizeEm: number) => names.every((name) => linesFor(name, roomEm / sizeEm) === 1);
  if (fits(LARGE_EM)) return { lines: 1, sizeEm: LARGE_EM };
  return { lines: fits(1) ? 1 : 2, sizeEm: 1 };
}
