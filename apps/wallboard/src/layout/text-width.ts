/**
 * How wide a text will be, in em, by adding up the widths of its letters. An estimate that errs to the wide side: it
 * decides how many lines a tile gets, before anything is drawn and without making the browser lay out.
 */

const NARROW = /[iljtfrI.,:;'’!|()[\] -]/;
const BROAD = /[mwMWÆŒ@%&—…]/;
const CAPITAL_OR_DIGIT = /[A-Z0-9À-ÞŠŽŁ]/;
/** From here on scripts are as wide as they are high, or unknown to our font: taken as a full square. */
const FULL_WIDTH_FROM = 0x2e80;
const OTHER_SCRIPTS_FROM = 0x0370;

const EM = { narrow: 0.28, small: 0.46, capital: 0.56, broad: 0.74, other: 0.6, full: 1 };

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
  if (code >= FULL_WIDTH_FROM) return EM.full;
  if (code >= OTHER_SCRIPTS_FROM && !BROAD.test(letter)) return EM.other;
  if (NARROW.test(letter)) return EM.narrow;
  if (BROAD.test(letter)) return EM.broad;
  return CAPITAL_OR_DIGIT.test(letter) ? EM.capital : EM.small;
}
