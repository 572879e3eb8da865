/**
 * Where a page asks the Worker for what it shows. There are two kinds of page. People's say in their address whose floor and
 * which board they look at, and ask under their tenant. A paired television's (`/screen`) says nothing: the Worker knows by
 * its cookie whose and which it is, and it asks under `/api/tv` alone.
 */
import { DEFAULT_BOARD_ID } from "@callboard/boards";
import type { Settings } from "../settings/settings.ts";

/** As much of a page's own address as matters here. */
export type Here = Pick<Location, "protocol" | "host" | "pathname">;

export const isTelevision = ({ pathname }: Pick<Here, "pathname">): boolean => pathname === "/screen";

const rootFor = (here: Pick<Here, "pathname">, tenant: string): string =>
  isTelevision(here) ? "/api/tv" : `/api/tenants/${encodeURIComponent(tenant)}`;

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

export interface LineAddresses {
  readonly live: string;
  /** Answers a page that may look: asked after a dial that failed. */
  readonly status: string;
  /** Answers where there is such a board or screen; `null` where none is named. */
  readonly wall: string | null;
}

/** Where this page's socket lives, and what says whether it may be had at all. */
export function addressesOf(view: View, here: Here): LineAddresses {
  const root = rootFor(here, view.tenant);
  const live = `${here.protocol === "https:" ? "wss:" : "ws:"}//${here.host}${root}/live`;
  if (isTelevision(here)) return { live, status: `${root}/session`, wall: null };
  const which = hasOwnNames(view) ? whichOf(view) : null;
  const names = view.names ?? (which === null ? "short" : null);
  const asked = [which, names === null ? null : `names=${names}`].filter((each) => each !== null).join("&");
  return {
    live: `${live}?${asked}`,
    status: `${root}/status`,
    wall: which === null ? null : `${root}/wall?${which}`,
  };
}

/** Where what a wall needs besides frames is asked for. */
export function setupAddressesOf(
  { tenant, screen, board }: Pick<Settings, "tenant" | "screen" | "board">,
  here: Pick<Here, "pathname">,
): { readonly wall: string; readonly directory: string } {
  const root = rootFor(here, tenant);
  const which = isTelevision(here) ? "" : `?${whichOf({ screen, board: board ?? DEFAULT_BOARD_ID })}`;
  return { wall: `${root}/wall${which}`, directory: `${root}/directory` };
}

/** @param query which queues, and over how long */
export const trendsAddress = (tenant: string, query: string, here: Pick<Here, "pathname">): string =>
  `${rootFor(here, tenant)}/trends?${query}`;

/** A screen goes before a board, as it does at the desk. */
function whichOf({ screen, board }: Pick<Settings, "screen" | "board">): string {
  return screen === null
    ? `board=${encodeURIComponent(board ?? "")}`
    : `screen=${encodeURIComponent(screen)}`;
}
