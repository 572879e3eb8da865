/**
 * How wide a text will be, in em, by adding up the widths of its letters. An estimate that errs to the wide side: it
 * decides how many lines a tile gets, before anything is drawn and without making the browser lay out.
 */

const NARROW = /[iljtfrI.,:;'’!|()[\] -]/;
const BROAD = /[mwMWÆŒ@%&—…]/;
const CAPITAL_OR_DIGIT = /[A-Z0-9À-ÞŠŽŁ]/;
/** Letters that are broader than their script's others. */
const BROAD_ELSEWHERE = /[ЖМФШЩЫЮжмфшщыюΩωسشصض]/;

const EM = { narrow: 0.28, small: 0.46, capital: 0.56, broad: 0.74, full: 1 };

/**
 * What our own font does not draw, by where a stretch of scripts begins. The other fonts are not narrow (Noto Sans, measured at
 * weight 600, whole names). Where vowels stand above and below their letters, they are counted as letters, which makes
 * up for the broad ones.
 */
const OTHER_SCRIPTS: readonly (readonly [from: number, em: number])[] = [
  [0x2e80, EM.full],
  // Signs and arrows, between the scripts.
  [0x2000, 0.6],
  // Georgian and what follows it.
  [0x10a0, 0.75],
  // Thai and its neighbours.
  [0x0e00, 0.65],
  // Tamil, Telugu, Kannada, Malayalam, Sinhala.
  [0x0b80, 1.1],
  // Devanagari, Bengali, Gurmukhi, Gujarati.
  [0x0900, 0.65],
  // Greek, Cyrillic, Armenian, Hebrew, Arabic.
  [0x0370, 0.75],
];
const OTHER_SCRIPTS_FROM = 0x0370;

export function textWidthEm(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidthEm(letter);
  return width;
}

/** Lines needed when words may wrap anywhere, at least one. */
export function linesFor(text: string, widthEm: number): number {
  return Math.max(1, Math.ceil(textWidthEm(text) / Math.max(widthEm, 1)));
}

function letterWidthEm(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= OTHER_SCRIPTS_FROM && !BROAD.test(letter)) return otherWidthEm(letter, code);
  if (NARROW.test(letter)) return EM.narrow;
  if (BROAD.test(letter)) return EM.broad;
  return CAPITAL_OR_DIGIT.test(letter) ? EM.capital : EM.small;
}

function otherWidthEm(letter: string, code: number): number {
  if (BROAD_ELSEWHERE.test(letter)) return EM.full;
  return OTHER_SCRIPTS.find(([from]) => code >= from)?.[1] ?? EM.full;
}
