/** The room of a medium's line and of its parts, in em. */
import type { WidgetBox } from "../contract.ts";

export const MIX = {
  head: 1.25,
  line: 1.85,
  sign: 1.2,
  word: 4.4,
  waiting: 4.6,
  answered: 5.6,
  gap: 0.5,
} as const;

/** Icon, word and two figures with their bars below; three media. */
export const LEAST_INSIDE: WidgetBox = {
  wideEm: MIX.sign + MIX.word + MIX.waiting + MIX.answered + 3 * MIX.gap,
  highEm: MIX.head + 3.02 * MIX.line,
};
