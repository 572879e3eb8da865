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

/** As a list, to decide whether it can spare the line of its title: a heading, and people on one line each. */
export const CARDS = { headEm: CARD.line, rowEm: CARD.line, rowsWanted: 8 } as const;
/** A box of fewer lines is a tight one. */
const LINES_TIGHT = 12;

export const isTightBox = (highEm: number): boolean => highEm < LINES_TIGHT * CARD.line;

/** Without a title the page stands at the end of the last column's first heading, and takes so much of it. */
export const CORNER = { "--corner-top": "0", "--corner-high": `${CARD.line}rem` } as const;
export const CORNER_WIDE_EM = 3.4;

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

/** What a card says, and on how many lines. */
export interface ToldCard {
  readonly words: string;
  readonly lines: number;
}

/**
 * In a box for few cards whatever tells the state in one line is enough; else everything is told.
 * @param inShort what may stand for `words` where these would need a further line
 */
export function toldCard(
  name: string,
  words: string,
  inShort: string,
  { columnEm, isTight }: { readonly columnEm: number; readonly isTight: boolean },
): ToldCard {
  const lines = cardLines(name, words, columnEm);
  const linesInShort = cardLines(name, inShort, columnEm);
  return isTight && linesInShort < lines ? { words: inShort, lines: linesInShort } : { words, lines };
}

/** How many lines the words beneath a name take. */
export function wordsLines(words: string, columnEm: number): number {
  if (words === "") return 0;
  const roomEm = columnEm - WORDS_BESIDE_EM;
  if (textWidthEm(words) <= roomEm) return 1;
  return Math.min(linesFor(words, roomEm * RAGGED), WORDS_LINES_MOST);
}
