/**
 * What a screen is told by its own address: whose board, which one, and for trying things out how names are shown, how far
 * away the eyes are, which theme and which language. It comes from outside, so every value is checked and falls back to
 * what the screen's own setup says rather than to an error on a wall.
 */
import { LANGUAGES, type Language, THEMES, type Theme } from "@callboard/boards";
import { NAME_STYLES, type NameStyle } from "@callboard/protocol";

export interface Settings {
  readonly tenant: string;
  /** A screen that was set up has a board by the hour; `null`: none is named. */
  readonly screen: string | null;
  readonly board: string | null;
  /** All below: `null` is as the board or the screen has it. */
  readonly names: NameStyle | null;
  readonly metres: number | null;
  readonly inches: number | null;
  readonly theme: Theme | null;
  readonly language: Language | null;
}

const DEFAULT_TENANT = "demo";
const METRES = { least: 0.3, most: 40 };
const INCHES = { least: 5, most: 300 };
const TENANT = /^[a-z0-9][a-z0-9-]{0,62}$/;
const ID_LONGEST = 128;

/** Where nobody said how far away the eyes are: a large screen across a room. */
export const DEFAULT_VIEWING = { metres: 6, inches: 75 } as const;

/** Reads `?tenant=…&board=…|screen=…&names=…&metres=…&inches=…&theme=…&language=…`. */
export function settingsOf(search: string): Settings {
  const asked = new URLSearchParams(search);
  const tenant = asked.get("tenant") ?? DEFAULT_TENANT;
  return {
    tenant: TENANT.test(tenant) ? tenant : DEFAULT_TENANT,
    screen: idOf(asked.get("screen")),
    board: idOf(asked.get("board")),
    names: NAME_STYLES.find((style) => style === asked.get("names")) ?? null,
    metres: within(asked.get("metres"), METRES),
    inches: within(asked.get("inches"), INCHES),
    theme: THEMES.find((theme) => theme === asked.get("theme")) ?? null,
    language: LANGUAGES.find((language) => language === asked.get("language")) ?? null,
  };
}

function idOf(text: string | null): string | null {
  return text === null || text === "" || text.length > ID_LONGEST ? null : text;
}

function within(text: string | null, range: { least: number; most: number }): number | null {
  const value = Number.parseFloat(text ?? "");
  return value >= range.least && value <= range.most ? value : null;
}
