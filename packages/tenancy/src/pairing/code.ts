/**
 * The code that a television shows and a person types: read across a room, said over a telephone, typed on a tablet. Nothing in it
 * can be taken for something else: of signs that look or sound alike there is one at most, and what is typed for it is understood.
 */
import type { Chance } from "@callboard/shell";

/** 27 signs: without 0, O, 1, I, L, U, V, and without B and S, which are read as 8 and 5. */
const SIGNS = "23456789ACDEFGHJKMNPQRTWXYZ";
/** 27 to the power of 8 is 2.8e11, or 38.04 bits: at ten guesses a minute nobody finds one in the ten minutes that it holds. */
const SIGNS_A_CODE = 8;
const SIGNS_A_HALF = SIGNS_A_CODE / 2;

const MEANT: ReadonlyMap<string, string> = new Map([
  ["B", "8"],
  ["S", "5"],
]);

/** Spaces, hyphens, and what telephones put in their place. */
const BETWEEN = /[\s\p{Pd}]/gu;

/** `chance` must be one that nobody can foresee. */
export const drawCode = (chance: Chance): string =>
  Array.from({ length: SIGNS_A_CODE }, () => SIGNS.charAt(Math.floor(chance() * SIGNS.length))).join("");

/** "K7MW4XQ2" as it is shown: "K7MW-4XQ2". */
export const shownCode = (code: string): string =>
  `${code.slice(0, SIGNS_A_HALF)}-${code.slice(SIGNS_A_HALF)}`;

/** What was typed as a code, whatever its case, spaces and hyphens; `null` where no television ever shows such a one. */
export function readCode(typed: string): string | null {
  const signs = typed.replace(BETWEEN, "").toUpperCase();
  const code = Array.from(signs, (sign) => MEANT.get(sign) ?? sign);
  const isCode = code.length === SIGNS_A_CODE && code.every((sign) => SIGNS.includes(sign));
  return isCode ? code.join("") : null;
}
