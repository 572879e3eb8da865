/**
 * Makes a text from outside fit to stand between our own words: one line, nothing invisible, nothing that turns the
 * reading direction, no pile of accents, and short. What a receiver reads as markup is escaped by its format, not here.
 */

/** Joins two characters without being seen, and keeps programs from taking what stands around it for an address. */
const JOINER = "\u2060";

const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Bidi marks, zero widths, tags, fillers; not the joiners that some scripts are written with, nor emoji selectors. */
const INVISIBLE = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** At most `charsMax` UTF-16 units, never half a character; what was left out shows as "…". */
export function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > charsMax - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Half a surrogate pair is no text: strict JSON readers refuse it. Everything else stays as it came. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATES, "\ufffd");
}

/** One visible line of at most `charsMax`; empty where nothing visible was in it. */
export function clean(text: string, charsMax: number): string {
  // Cut generously first: what follows must not walk through ten kilobytes for a name.
  const oneLine = wellFormed(text.slice(0, charsMax * 8))
    .replace(BREAKS, " ")
    .replace(INVISIBLE, "");
  return cut(oneLine.replace(PILED_MARKS, "$1").replace(/\s+/gu, " ").trim(), charsMax);
}

/**
 * A name as it may stand in a sentence: clean, and never taken for a link, an address, a mention or a template by the
 * program that shows it. Names written from right to left are isolated, so that figures beside them keep their place.
 */
export function inertName(name: string, charsMax: number): string {
  const inert = clean(name, charsMax)
    .replaceAll("://", `:${JOINER}/${JOINER}/`)
    .replaceAll("@", `@${JOINER}`)
    .replaceAll("{{", `{${JOINER}{`)
    .replace(/\.(?=[\p{L}\p{N}])/gu, `.${JOINER}`);
  const short = cut(inert, charsMax);
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short}\u2069` : short;
}
