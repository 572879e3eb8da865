/** What each cell means with how many there are: how many lines of the widget that takes. */
import type { AgentGroup } from "../../floor/agent-groups.ts";
import { COUNTED_GROUPS } from "../../floor/state-counts.ts";
import { textWidthEm } from "../../layout/text-width.ts";
import { t } from "../../words/words.ts";

export const LEGEND_LINE_EM = 1.3;
/** Without a title's line the page stands at the end of the last line, and takes so much of it. */
export const CORNER = {
  "--corner-top": `calc(100% - ${LEGEND_LINE_EM}rem)`,
  "--corner-high": `${LEGEND_LINE_EM}rem`,
};
export const CORNER_WIDE_EM = 3;
/** Sign, count and the gaps between. */
const BESIDE_EM = 0.9 + 0.35 + 0.35 + 0.7;
/** Counts grow while the legend must not. */
const DIGITS_LEAST = 3;
const DIGIT_EM = 0.56;

/** The states that have a place in the legend: those that nobody is in are known from the other widgets. */
export function legendGroups(counts: Readonly<Record<AgentGroup, number>>): readonly AgentGroup[] {
  return COUNTED_GROUPS.filter((group) => counts[group] > 0);
}

/** An estimate to the wide side, so that the words always fit. */
export function legendLines(counts: Readonly<Record<AgentGroup, number>>, wideEm: number): number {
  let lines = 1;
  let used = 0;
  for (const group of legendGroups(counts)) {
    const digits = Math.max(DIGITS_LEAST, `${counts[group]}`.length) * DIGIT_EM;
    const needed = textWidthEm(t(`floor.groups.${group}`)) + digits + BESIDE_EM;
    if (used > 0 && used + needed > wideEm) {
      lines += 1;
      used = 0;
    }
    used += needed;
  }
  return lines;
}

/** What the widest heading of a state needs, its count included. */
export function widestHeadingEm(): number {
  const digits = DIGITS_LEAST * DIGIT_EM;
  return Math.max(...COUNTED_GROUPS.map((group) => textWidthEm(t(`floor.groups.${group}`)))) + digits + 1;
}
