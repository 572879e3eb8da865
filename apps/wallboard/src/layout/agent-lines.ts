/** How many lines an agent's row needs: name, words and time on one, or the words beneath, or a name on two. */
import { linesFor, textWidthEm } from "./text-width.ts";

/** Icon, time and the gaps between. */
const FIXED_EM = 5.2;
const NAME_LINES_MOST = 2;

export function agentLinesFor(name: string, words: string, columnEm: number): number {
  const roomEm = columnEm - FIXED_EM;
  if (textWidthEm(name) + textWidthEm(words) <= roomEm) return 1;
  return Math.min(linesFor(name, roomEm), NAME_LINES_MOST) + (words === "" ? 0 : 1);
}
