/** What a widget's frame takes of its box, in em of the smallest legible text; `WidgetFrame.vue` is drawn with the same. */
import type { WidgetBox } from "./contract.ts";

/**
 * `titled`: ground, and a line with the title. `plain`: ground without that line. `open`: neither, for tiles that have
 * grounds of their own. Without the line the title is still told to assistive technology.
 */
export type FrameShape = "titled" | "plain" | "open";

export const FRAME = {
  /** The line of the title and its note. */
  title: 1.45,
  /** Between the frame and what is in it, on each side. */
  paddingX: 0.55,
  paddingTop: 0.15,
  paddingBottom: 0.35,
} as const;

const TAKES: Readonly<Record<FrameShape, WidgetBox>> = {
  titled: { wideEm: 2 * FRAME.paddingX, highEm: FRAME.title + FRAME.paddingTop + FRAME.paddingBottom },
  plain: { wideEm: 2 * FRAME.paddingX, highEm: 0 },
  open: { wideEm: 0, highEm: 0 },
};

/** A list of fewer rows beneath a title is a list too poor to look at: the title gives its line to the rows. */
const ROWS_WANTED = 5;

/** What is left of a widget's box for what it shows. */
export function insideOf(box: WidgetBox, shape: FrameShape = "titled"): WidgetBox {
  const { wideEm, highEm } = TAKES[shape];
  return { wideEm: Math.max(0, box.wideEm - wideEm), highEm: Math.max(0, box.highEm - highEm) };
}

/** The box that leaves so much room inside of its frame. */
export function boxAround(inside: WidgetBox, shape: FrameShape = "titled"): WidgetBox {
  const { wideEm, highEm } = TAKES[shape];
  return { wideEm: inside.wideEm + wideEm, highEm: inside.highEm + highEm };
}

/** The least box of what does without the title's line where it must; as wide as with it, since a roomy box has it again. */
export function leastAround(inside: WidgetBox, title: string | null, otherwise: "plain" | "open"): WidgetBox {
  const titled = boxAround(inside);
  return title === null ? { ...titled, highEm: boxAround(inside, otherwise).highEm } : titled;
}

/**
 * The frame of a list: without its title's line where it would show too few rows beneath it. A title that somebody has
 * given tells this list from another, and always stays.
 */
export function frameOfList(
  box: WidgetBox,
  title: string | null,
  list: { readonly headEm: number; readonly rowEm: number; readonly rowsWanted?: number },
  otherwise: "plain" | "open",
): FrameShape {
  if (title !== null) return "titled";
  const rows = (insideOf(box).highEm - list.headEm) / list.rowEm;
  return rows >= (list.rowsWanted ?? ROWS_WANTED) ? "titled" : otherwise;
}
