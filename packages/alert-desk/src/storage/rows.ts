/** Small things that every store needs. Bodies are read as what they were written as: no one else writes these tables. */

/** What `JSON.stringify` wrote of a `Value`. */
export const readBody = <Value>(text: string): Value => JSON.parse(text) as Value;

/** `?, ?, ?` for so many bindings. */
export const marks = (count: number): string => Array.from({ length: count }, () => "?").join(", ");

/** A list in pieces: SQLite on Cloudflare binds at most 100 values. */
export function* pieces<Item>(list: readonly Item[], size: number): Iterable<readonly Item[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/** Cuts a text into parts that fit a row, never through a sign: storage would spoil both halves of it. */
export function inParts(text: string, charsMax: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length || parts.length === 0) {
    const end = start + charsMax;
    const unit = text.charCodeAt(end - 1);
    const isCutThroughSign = end < text.length && unit >= 0xd800 && unit <= 0xdbff;
    const cut = isCutThroughSign ? end - 1 : end;
    parts.push(text.slice(start, cut));
    start = cut;
  }
  return parts;
}
