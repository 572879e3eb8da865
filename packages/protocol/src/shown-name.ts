/**
 * A person's name as a view may show it. All who write rows for screens (the board, and the replay of its past) call this,
 * so that a style means the same everywhere. A style other than `full` must never give a whole name away.
 */
import type { AgentId } from "@callboard/core";
import type { NameStyle } from "./board.ts";

const ID_CHARS_SHOWN = 8;
/** Without vowels, which would make words, and without what is read as a digit. */
const TAG_SIGNS = "0123456789BCDFGHJKMNPQRSTVWXYZ";
const TAG_CHARS = 4;
/** What is neither is a mark, a quote or something invisible, and nobody's initial. */
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** What the site calls people where no name may be told. */
export type Aliases = ReadonlyMap<AgentId, string>;

/**
 * The name in the given style. `name` is the roster's and `null` where no roster names them: then the start of the id is
 * shown, or the tag where even that would be another name for somebody (`initials`, `alias`).
 */
export function shownName(name: string | null, id: AgentId, style: NameStyle, aliases: Aliases): string {
  switch (style) {
    case "full":
      return name ?? id.slice(0, ID_CHARS_SHOWN);
    case "short":
      return name === null ? id.slice(0, ID_CHARS_SHOWN) : shortName(name);
    case "initials":
      return name === null ? tagOf(id) : (initialsOf(name) ?? tagOf(id));
    case "alias":
      return aliases.get(id) ?? tagOf(id);
    default:
      return style satisfies never;
  }
}

/** The given name and the initial of the last word: "Ana Ruiz Soler" → "Ana S." */
function shortName(name: string): string {
  const words = wordsOf(name);
  const given = words[0];
  const last = words.at(-1);
  if (given === undefined || last === undefined) return "?";
  if (words.length === 1) return given;
  const initial = [...last][0] ?? "";
  return `${given} ${initial}.`;
}

/** Of the first word and the last: "Ana Ruiz Soler" → "AS". Two people may have the same. `null` where there is no letter. */
function initialsOf(name: string): string | null {
  const letters: string[] = [];
  for (const word of wordsOf(name)) {
    const letter = LETTER_OR_DIGIT.exec(word)?.[0];
    if (letter !== undefined) letters.push(letter);
  }
  const [first] = letters;
  if (first === undefined) return null;
  const last = letters.length === 1 ? "" : (letters.at(-1) ?? "");
  return (first + last).toUpperCase();
}

const wordsOf = (name: string): string[] => name.split(/\s+/u).filter((word) => word !== "");

/** The same for the same id at all times, on every screen and in every language: "Agent 4F2K". Tells nothing of the id. */
function tagOf(id: AgentId): string {
  // FNV-1a: spreads ids that differ in one sign alone over all tags.
  let hash = 0x811c9dc5;
  for (let place = 0; place < id.length; place += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(place), 0x01000193);
  }
  let rest = hash >>> 0;
  let tag = "";
  for (let place = 0; place < TAG_CHARS; place += 1) {
    tag += TAG_SIGNS.charAt(rest % TAG_SIGNS.length);
    rest = Math.floor(rest / TAG_SIGNS.length);
  }
  return `Agent ${tag}`;
}
