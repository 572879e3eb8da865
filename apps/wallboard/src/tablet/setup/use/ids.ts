/** Ids that people need not think of: a name's letters, and a figure where there is one like it already. */

const LETTERS_MOST = 40;

/** "Front desk 2" becomes "front-desk-2". A name of other scripts becomes `otherwise`. */
export function idFor(name: string, taken: Iterable<string>, otherwise: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LETTERS_MOST)
    .replace(/^-+|-+$/g, "");
  const stem = plain === "" ? otherwise : plain;
  const known = new Set(taken);
  if (!known.has(stem)) return stem;
  let number = 2;
  while (known.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** Moves one of a list up or down by so many places; at the ends it stays. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = Math.min(Math.max(from + by, 0), list.length - 1);
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}
