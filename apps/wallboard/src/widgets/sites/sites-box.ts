/** The room of a site's line and of its parts, in em. */
import type { WidgetBox } from "../contract.ts";

export const SITES = {
  head: 1.25,
  line: 1.62,
  name: 5.5,
  open: 7,
  time: 3.1,
  figure: 4.4,
  share: 5.3,
  gap: 0.3,
} as const;

/** Without room for it, the word open or closed gives way to its sign. */
const needed = (openEm: number) =>
  SITES.name + openEm + SITES.time + 2 * SITES.figure + SITES.share + 5 * SITES.gap;

export const SIGN_EM = 1.3;
export const hasOpenWord = (inside: WidgetBox): boolean => inside.wideEm >= needed(SITES.open);

export const LEAST_INSIDE: WidgetBox = { wideEm: needed(SIGN_EM), highEm: SITES.head + 2.02 * SITES.line };
