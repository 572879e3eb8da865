/**
 * Which board this screen shows now, and how: by its address, its schedule and its setup; the preset where nothing is known
 * yet. It must never ask the server, and never read the device's clock.
 */
import {
  type BoardNow,
  type BoardPlan,
  boardNow,
  DEFAULT_BOARD_ID,
  type Language,
  PRESET_BOARDS,
  type Theme,
  type WallSetup,
} from "@callboard/boards";
import type { NameStyle } from "@callboard/protocol";
import type { Viewing } from "../layout/type-size.ts";
import { DEFAULT_VIEWING, type Settings } from "../settings/settings.ts";

export interface ShownPlan {
  readonly board: BoardPlan;
  /** Whether it is the board that is meant, and not one that stands in until this screen is told. */
  readonly isTold: boolean;
  readonly theme: Theme;
  readonly names: NameStyle;
  readonly language: Language;
  readonly viewing: Viewing;
  /** When another board or theme may come; `null`: not by the clock. */
  readonly until: number | null;
}

const EMPTY_BOARD: BoardPlan = {
  v: 1,
  id: "",
  name: "",
  pages: [],
  theme: "auto",
  names: "short",
  hasRibbon: true,
  soundFrom: null,
  language: null,
};

/** The preset that a screen of this address shows before it was told anything. */
function presetFor({ board }: Pick<Settings, "board">): BoardPlan {
  const byId = (id: string) => PRESET_BOARDS.find((preset) => preset.id === id);
  return byId(board ?? DEFAULT_BOARD_ID) ?? byId(DEFAULT_BOARD_ID) ?? EMPTY_BOARD;
}

/** Another board may be of a team alone, and the whole floor in its place would be taken for that team. */
const isPreset = ({ screen, board }: Pick<Settings, "screen" | "board">): boolean =>
  screen === null && (board === null || PRESET_BOARDS.some(({ id }) => id === board));

/** @param serverNow `null` before the server was heard; then the screen's own board is shown */
export function planAt(settings: Settings, setup: WallSetup | null, serverNow: number | null): ShownPlan {
  const screen = setup?.screen ?? null;
  const now: BoardNow | null =
    screen === null || serverNow === null ? null : boardNow(screen, zoneOf(setup), serverNow);
  const wanted = now?.board ?? screen?.board ?? settings.board;
  const board =
    setup === null
      ? presetFor(settings)
      : (setup.boards.find(({ id }) => id === wanted) ?? setup.boards[0] ?? presetFor(settings));
  return {
    board,
    isTold: setup !== null || isPreset(settings),
    theme: settings.theme ?? now?.theme ?? board.theme,
    names: settings.names ?? board.names,
    language: settings.language ?? screen?.language ?? board.language ?? setup?.language ?? "en",
    viewing: {
      metres: settings.metres ?? screen?.metres ?? DEFAULT_VIEWING.metres,
      inches: settings.inches ?? screen?.inches ?? DEFAULT_VIEWING.inches,
    },
    until: now?.until ?? null,
  };
}

/** The zone of the screen's site, else the tenant's own. */
function zoneOf(setup: WallSetup | null): string {
  const site = setup?.sites.find(({ id }) => id === setup.screen?.site);
  return site?.zone ?? setup?.zone ?? "UTC";
}
