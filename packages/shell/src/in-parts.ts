/** Texts that are longer than a row of storage may be. */

/**
 * Cuts a text into parts of at most `charsMax` characters, never through a sign: storage would spoil both halves of it.
 * An empty text is one empty part, so that it can be told from none.
 */
export function inParts(text: string, charsMax: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length || parts.length === 0) {
    const end = start + charsMax;
    const cut = end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end;
    parts.push(text.slice(start, cut));
    start = cut;
  }
  return parts;
}

/** The first half of a sign that takes two units of UTF-16. */
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
