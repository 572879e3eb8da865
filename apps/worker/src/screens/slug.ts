/** A screen's id from its name: it stands in addresses and in the audit log, so people should recognise it. */

const CHARS_MAX = 48;

/** "Hall 3, übers Eck" → "hall-3-ubers-eck"; with a number behind it where that is taken, and "screen" for a name without such letters. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, CHARS_MAX)
    .replace(/^-+|-+$/g, "");
  const slug = plain === "" ? "screen" : plain;
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
