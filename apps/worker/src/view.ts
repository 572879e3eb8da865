/**
 * What a screen's socket shows, as its address asked for it: that goes with the socket through restarts, so that names can be
 * judged anew whenever a board's setting changes.
 */
import { DEFAULT_BOARD_ID } from "@callboard/boards";
import { BOUNDS } from "@callboard/core";
import { NAME_STYLES, type NameStyle } from "@callboard/protocol";
import type { Asked } from "@callboard/setup";
import type { ScreenBook } from "@callboard/tenancy";
import { z } from "zod";
import type { Seat } from "./gate/seat.ts";
import type { ScreenReport, Verdict } from "./relays/verdicts.ts";
import type { TenantSetup } from "./setup-of-tenant.ts";

const id = z.string().max(BOUNDS.idCharsMax).nullable().catch(null);
const names = z.enum(NAME_STYLES);

export const writtenView = z.object({
  /** The style that it was given last. */
  names,
  screen: id.default(null),
  board: id.default(null),
  /** The style that the address asks for. */
  wanted: names.nullable().default(null),
  /** What its screen's pairing is known by, however often its token is exchanged; `null` for people, who may look at any screen's board. */
  credential: z.string().nullable().default(null),
  /** When the sign-in that opened it ends, and it with it; `null` in local development. */
  expiresAt: z.number().nullable().default(null),
  /** The tenant's revision under which they were let in; `null` where it is not known. */
  charge: z.number().nullable().default(null),
  /** Which relay's line it is; `null` for screens. */
  relay: z.number().nullable().default(null),
});
export type View = z.infer<typeof writtenView>;

const PLAIN: View = {
  names: "short",
  screen: null,
  board: null,
  wanted: null,
  credential: null,
  expiresAt: null,
  charge: null,
  relay: null,
};

/** What a relay's line carries: it shows nothing itself, and lives as long as its relay wants it. */
export const lineView = (relay: number, names: NameStyle): View => ({ ...PLAIN, names, relay });

/** What the address asks for, before names are judged. */
function askedBy(parameters: URLSearchParams): Asked & Pick<View, "wanted"> {
  const wanted = names.safeParse(parameters.get("names"));
  return {
    screen: id.parse(parameters.get("screen")),
    board: id.parse(parameters.get("board")),
    wanted: wanted.success ? wanted.data : null,
  };
}

/**
 * The same by who asks: a screen shows what was set for it, whatever its address says. In names the board's own style, and no
 * other.
 */
function askedFrom(seat: Seat, parameters: URLSearchParams): Asked & Pick<View, "wanted"> {
  if (isScreen(seat)) return { screen: seat.screen, board: null, wanted: null };
  const asked = askedBy(parameters);
  // Who may look at a board alone sees names as a board shows them, and not as the app's own view may ask for them.
  const seesBoards = seat.role === "display" && asked.screen === null;
  const board = seesBoards ? (asked.board ?? DEFAULT_BOARD_ID) : asked.board;
  return { ...asked, board };
}

/**
 * What whoever sits there is shown by a socket of theirs. 401: its screen is another television by now. 404: there is no such
 * screen or board.
 */
export function viewFor(
  seat: Seat,
  { url }: Pick<Request, "url">,
  setup: Pick<TenantSetup, "screens" | "namesFor">,
  charge: number | null,
): View | 401 | 404 {
  const asked = askedFrom(seat, new URL(url).searchParams);
  const credential = isScreen(seat) ? setup.screens.use(seat.screen ?? "", seat.credential ?? "") : null;
  if (isScreen(seat) && credential === null) return 401;
  const names = setup.namesFor(asked, asked.wanted);
  const known = { credential, charge, expiresAt: seat.expiresAt, relay: null };
  return names === null ? 404 : { ...asked, ...known, names };
}

const isScreen = ({ screen, credential }: Seat): boolean => screen !== null || credential !== null;

/**
 * Whether somebody who signed in was let in by what the tenant's record said before it was changed: they come again through the gate,
 * which knows who may look now. Screens and local development have no sign-in that could have lost its role.
 */
export const isFormer = (
  { credential, expiresAt, charge }: Pick<View, "credential" | "expiresAt" | "charge">,
  revision: number | null,
): boolean =>
  credential === null && expiresAt !== null && charge !== null && revision !== null && charge < revision;

/** What becomes of a screen that a relay tells of; a television that is there was seen by that. */
export function verdictOn(
  { view, device }: Pick<ScreenReport, "view" | "device">,
  setup: Pick<TenantSetup, "screens" | "namesNow">,
  charge: number | null,
): Verdict {
  if (!isStillSeated(view, setup.screens)) return { kind: "close", why: "revoked" };
  if (isFormer(view, charge)) return { kind: "close", why: "deskRestarting" };
  if (view.credential !== null && view.screen !== null) setup.screens.see(view.screen, device);
  return { kind: "show", names: setup.namesNow(view) };
}

/** Whether who looks may still: a screen's credential may have been taken away, or its screen. */
export const isStillSeated = (
  { screen, credential }: Pick<View, "screen" | "credential">,
  screens: ScreenBook,
): boolean => credential === null || (screen !== null && screens.isPaired(screen, credential));

/** What a socket carries; that of an earlier build names its style alone, and one that cannot be read is a plain wall. */
export function readView(attachment: unknown): View {
  const read = writtenView.safeParse(attachment);
  return read.success ? read.data : PLAIN;
}

/** The paired screen whose television has the socket; `null` for people and lines. */
export function televisionOf(attachment: unknown): string | null {
  const { credential, screen } = readView(attachment);
  return credential === null ? null : screen;
}

/** Whether the sign-in that opened the socket has ended. */
export function isExpired(attachment: unknown, now: number): boolean {
  const { expiresAt } = readView(attachment);
  return expiresAt !== null && expiresAt <= now;
}
