/**
 * What a screen is told by its own address: whose board, which one, and for trying things out how names are shown, how far
 * away the eyes are, which theme and which language. It comes from outside, so every value is checked and falls back to
 * what the screen's own setup says rather than to an error on a wall.
 */
import { DEFAULT_BOARD_ID, LANGUAGES, type Language, THEMES, type Theme } from "@callboard/boards";
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

/** What a screen's socket is asked for by: the desk sends no more of a name than the screen's or board's own setting allows. */
export type View = Pick<Settings, "tenant" | "names" | "screen" | "board">;

/**
 * What a wall's socket is asked for by. The editor's frame shows boards that are not kept yet; every other wall shows one that
 * has a setting of its own for names.
 */
export function wallViewOf(settings: Settings, isPreview: boolean): View {
  const { board, screen } = settings;
  return isPreview || screen !== null ? settings : { ...settings, board: board ?? DEFAULT_BOARD_ID };
}

/** Whether the desk knows by itself how names are shown here, also when that is set anew. */
export const hasOwnNames = ({ screen, board }: View): boolean => screen !== null || board !== null;

/** Where this screen's socket lives, seen from the page's own origin, and what says whether it may be had at all. */
export function addressesOf(
  view: View,
  origin: { readonly protocol: string; readonly host: string },
): { readonly live: string; readonly status: string; readonly wall: string | null } {
  const path = `/api/tenants/${view.tenant}`;
  const scheme = origin.protocol === "https:" ? "wss:" : "ws:";
  const which = hasOwnNames(view) ? whichOf(view) : null;
  const names = view.names ?? (which === null ? "short" : null);
  const asked = [which, names === null ? null : `names=${names}`].filter((each) => each !== null).join("&");
  return {
    live: `${scheme}//${origin.host}${path}/live?${asked}`,
    status: `${path}/status`,
    wall: which === null ? null : `${path}/wall?${which}`,
  };
}

/** Where what a wall needs besides frames is asked for. @param otherwise the board of screens that name none */
export function setupAddressesOf(
  { tenant, screen, board }: Pick<Settings, "tenant" | "screen" | "board">,
  otherwise: string,
): { readonly wall: string; readonly directory: string } {
  const path = `/api/tenants/${tenant}`;
  return {
    wall: `${path}/wall?${whichOf({ screen, board: board ?? otherwise })}`,
    directory: `${path}/directory`,
  };
}

/** A screen goes before a board, as it does at the desk. */
function whichOf({ screen, board }: Pick<Settings, "screen" | "board">): string {
  return screen === null
    ? `board=${encodeURIComponent(board ?? "")}`
    : `screen=${encodeURIComponent(screen)}`;
}

function idOf(text: string | null): string | null {
  return text === null || text === "" || text.length > ID_LONGEST ? null : text;
}

function within(text: string | null, range: { least: number; most: number }): number | null {
  const value = Number.parseFloat(text ?? "");
  return value >= range.least && value <= range.most ? value : null;
}
