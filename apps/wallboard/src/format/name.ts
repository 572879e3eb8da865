/**
 * Names come from people and are hostile until shown: they are text only, on one line, and of a length that no layout
 * has to survive. What is cut here is far past anything legible.
 */

const CHARACTERS_MOST = 120;
/** Direction overrides would turn the rest of a line around; control characters have no picture. Joiners stay: they spell. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

/** A line of text without what has no picture or would turn the line around. Its length is the caller's question. */
export function visibleText(line: string): string {
  return line.replace(INVISIBLE, " ").replace(/\s+/g, " ").trim();
}

/** A name as it may be shown; `otherwise` where nothing visible is left of it. */
export function shownName(name: string, otherwise: string): string {
  const visible = visibleText(name.slice(0, 4 * CHARACTERS_MOST));
  const characters = Array.from(visible);
  if (characters.length === 0) return otherwise;
  return characters.length > CHARACTERS_MOST
    ? `${characters.slice(0, CHARACTERS_MOST - 1).join("")}…`
    : visible;
}
