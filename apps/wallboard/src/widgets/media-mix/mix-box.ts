/** The room of a medium's line and of its parts, in em. */
import type { WidgetBox } from "../contract.ts";

export const MIX = { head: 1.25, line: 1.6, word: 4.6, waiting: 4.4, answered: 5.4 } as const;

/** Icon, word, two figures, and two bars in which a difference can be seen; three media. */
export const LEAST_INSIDE: WidgetBox = {
  wideEm: 1.4 + MIX.word + MIX.waiting + MIX.answered + 5 * 0.4 + 2 * 2,
  highEm: MIX.head + 3 * MIX.line,
};
