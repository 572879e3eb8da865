/** A television's code while it is typed: "k7mw4x" becomes "K7MW-4X". What it means the server alone knows. */

const HALF = 4;
const CHARACTERS = 2 * HALF;

const plain = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .slice(0, CHARACTERS);

/** As it stands on the television, as far as it was typed. */
export function codeText(typed: string): string {
  const code = plain(typed);
  return code.length > HALF ? `${code.slice(0, HALF)}-${code.slice(HALF)}` : code;
}

export const isWholeCode = (typed: string): boolean => plain(typed).length === CHARACTERS;

/**
 * What a link may say of a code: its first half, whatever it brings. Who confirms has to read the other one from a television, and not
 * from a message of somebody's. "" where it brings no half.
 */
export function beginningOf(brought: string): string {
  const code = plain(brought);
  return code.length < HALF ? "" : code.slice(0, HALF);
}

/** The second half as it is typed behind such a beginning; whoever types the whole code has typed the beginning as well. */
export function restText(begins: string, typed: string): string {
  const code = plain(typed);
  return (code.length > HALF && code.startsWith(begins) ? code.slice(HALF) : code).slice(0, HALF);
}

/** The second half of a code as far as it was typed. */
export const restOf = (code: string): string => plain(code).slice(HALF);

/** Where the caret goes when what stood before it has been put into form: behind as many of the code's own characters. */
export function caretIn(code: string, before: string): number {
  const count = plain(before).length;
  return Math.min(code.length, count + (count > HALF && code.length > HALF ? 1 : 0));
}
