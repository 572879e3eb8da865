/** How many lines a person's card needs: name, words and time on one; or the words beneath; or either of them on two. */
import { linesFor, textWidthEm } from "../../layout/text-width.ts";

/** In em of the smallest legible text. */
export const CARD = {
  /** No card is legible in a narrower column. */
  wideLeast: 12.5,
  gapX: 0.5,
  /** One line of a card; a heading is one line as well. */
  line: 1.34,
  /** Between a card and the next. */
  gapY: 0.12,
} as const;

/** Edge, sign, time and the gaps between. */
const FIXED_EM = 5.7;
/** Names are bold, and bold is wider. */
const BOLD = 1.05;
const NAME_LINES_MOST = 2;
/** Words beneath the name reach under the time; they break at words, and lose a little at each line's end. */
const WORDS_BESIDE_EM = 2.6;
const WORDS_LINES_MOST = 2;
/** What may stand on two lines is estimated this much wider. */
const RAGGED = 0.92;

/** Whether name and words stand side by side. */
export function isOneLine(name: string, words: string, columnEm: number): boolean {
  const between = words === "" ? 0 : 0.6;
  return textWidthEm(name) * BOLD + between + textWidthEm(words) <= columnEm - FIXED_EM;
}

/** @param columnEm the width of the column in which it stands */
export function cardLines(name: string, words: string, columnEm: number): number {
  if (isOneLine(name, words, columnEm)) return 1;
  const nameLines = Math.min(linesFor(name, (columnEm - FIXED_EM) / BOLD), NAME_LINES_MOST);
  return nameLines + wordsLines(words, columnEm);
}

/** How many lines the words beneath a name take. */
export function wordsLines(words: string, columnEm: number): number {
  if (words === "") return 0;
  const roomEm = columnEm - WORDS_BESIDE_EM;
  if (textWidthEm(words) <= roomEm) return 1;
  return Math.min(linesFor(words, roomEm * RAGGED), WORDS_LINES_MOST);
}
