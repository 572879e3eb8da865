/** What one screen is set up by, and in which names it may show people. Pure. */
import {
  type BoardPlan,
  DEFAULT_BOARD_ID,
  type ScreenPlan,
  type SetupDocuments,
  type SiteView,
  type WallSetup,
} from "@callboard/boards";
import type { NameStyle } from "@callboard/protocol";
import { done, noSuch, type Reply } from "@callboard/shell";
import type { SetupBook } from "./book.ts";

/** Which screen or board is asked for; a screen goes before a board. Neither is the default board. */
export interface Asked {
  readonly screen: string | null;
  readonly board: string | null;
}

/** The screen, and every board that it may show. */
interface Shown {
  readonly screen: ScreenPlan | null;
  readonly boards: readonly BoardPlan[];
}

function shownBy({ boards, screens }: SetupDocuments, asked: Asked): Reply<Shown> {
  if (asked.screen !== null) {
    const screen = screens.find(({ id }) => id === asked.screen);
    if (screen === undefined) return noSuch("screen", asked.screen);
    const ids = new Set([screen.board, ...screen.schedule.map(({ board }) => board)]);
    return done({ screen, boards: boards.filter(({ id }) => ids.has(id)) });
  }
  const wanted = asked.board ?? DEFAULT_BOARD_ID;
  // Screens without a board ask for the default one, which people may have put others in the place of.
  const board =
    boards.find(({ id }) => id === wanted) ?? (wanted === DEFAULT_BOARD_ID ? boards[0] : undefined);
  return board === undefined ? noSuch("board", wanted) : done({ screen: null, boards: [board] });
}

/** What `GET wall` answers. `sites` come from the alert desk's calendar. */
export function wallSetup(
  { revision, values }: Pick<SetupBook, "revision" | "values">,
  asked: Asked,
  sites: readonly SiteView[],
): Reply<WallSetup> {
  const shown = shownBy(values, asked);
  if (shown.kind === "refused") return shown;
  const { goals, general } = values;
  return done({ revision, ...shown.value, sites, goals, language: general.language, zone: general.zone });
}

/** From what tells most to what tells least. */
const BY_TELLING: readonly NameStyle[] = ["full", "short", "initials", "alias"];

/**
 * The names that a screen's socket carries: the board's own style, and of several boards the one that tells least, as all of
 * them are shown by one socket. What the address asks for may only tell less. Where neither a screen nor a board is named it is
 * what was asked for, or the tenant's own.
 */
export function namesFor(
  { values, unreadable }: Pick<SetupBook, "values" | "unreadable">,
  asked: Asked,
  wanted: NameStyle | null,
): Reply<NameStyle> {
  const isOwnView = asked.screen === null && asked.board === null;
  // The presets may tell more than what somebody has set, and nobody can read what that was.
  if (unreadable.has("boards") || unreadable.has("privacy"))
    return done(isOwnView && wanted !== null ? wanted : "alias");
  if (isOwnView) return done(wanted ?? values.privacy.names);
  const shown = shownBy(values, asked);
  if (shown.kind === "refused") return shown;
  const styles = shown.value.boards.map(({ names }) => names).concat(wanted ?? []);
  return done(styles.reduce((least, one) => (rank(one) > rank(least) ? one : least), "full"));
}

const rank = (style: NameStyle): number => BY_TELLING.indexOf(style);
