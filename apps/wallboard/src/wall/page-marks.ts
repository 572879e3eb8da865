/** What the header says of the pages: the name, which of how many, and what keeps it. Plain decisions, no Vue. */
import type { Severity } from "@callboard/protocol";
import type { Showing } from "../layout/page-turns.ts";
import { ADVICE_PAGE, type PlacedPage } from "./use-pages.ts";

export interface PageMarks {
  /** Empty where the board's only page needs no name. */
  readonly name: string;
  /** From 0, of all screenfuls of all pages. */
  readonly place: number;
  readonly count: number;
  readonly heldBy: Severity | null;
  readonly isPaused: boolean;
}

/** `null` where a single screenful is all there is: then there is nothing to tell apart. */
export function marksOf(
  pages: readonly PlacedPage[],
  showing: Showing | null,
  heldBy: Severity | null,
  isPaused: boolean,
): PageMarks | null {
  if (showing === null) return null;
  let place = 0;
  let count = 0;
  let name = "";
  for (const { page, screens } of pages) {
    if (page.id === showing.pageId) {
      place = count + showing.screen;
      name = page.name;
    }
    count += screens.length;
  }
  if (count <= 1) return null;
  const isAdvice = showing.pageId === ADVICE_PAGE;
  return { name, place: isAdvice ? -1 : place, count, heldBy, isPaused };
}
