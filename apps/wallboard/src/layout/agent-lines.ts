/** How many lines an agent's row needs: name, words and time on one, or the words beneath. */
import { textWidthEm } from "./text-width.ts";

/** Icon, time and the gaps between. */
const FIXED_EM = 5.2;

export function agentLinesFor(name: string, words: string, columnEm: number): number {
  if (words === "") return 1;
  return textWidthEm(name) + textWidthEm(words) + FIXED_EM > columnEm ? 2 : 1;
}
