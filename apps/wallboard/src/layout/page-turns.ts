/**
 * Which screenful a wall shows, as a function of the server's clock, so that the screens of one room turn together and no
 * timer can be missed. People may turn by hand or stop the turning for a while; a page that is held stays, and its own
 * screenfuls go on turning, since what is on the second must be seen as well.
 */

export interface PageTurn {
  readonly id: string;
  /** How long each of its screenfuls stays. */
  readonly seconds: number;
  readonly screens: number;
}

/** What people or alerts have done about the turning; `none` is the clock's own order. */
export type Keep =
  | { readonly kind: "none" }
  /** An alert of the page's part of the floor that nobody has taken up. */
  | { readonly kind: "held"; readonly pageId: string }
  /** Somebody turned by hand: this screenful until then, by the server's clock. */
  | { readonly kind: "chosen"; readonly pageId: string; readonly screen: number; readonly until: number };

export interface Showing {
  readonly pageId: string;
  readonly screen: number;
}

/** What is to be shown at an instant; `null` where there is no page. */
export function showingAt(pages: readonly PageTurn[], keep: Keep, serverNow: number): Showing | null {
  const kept = keep.kind === "none" ? undefined : pages.find(({ id }) => id === keep.pageId);
  if (kept === undefined) return byClock(pages, serverNow);
  switch (keep.kind) {
    case "none":
      return byClock(pages, serverNow);
    case "held":
      return byClock([kept], serverNow);
    case "chosen":
      return keep.until > serverNow
        ? { pageId: kept.id, screen: Math.min(keep.screen, kept.screens - 1) }
        : byClock(pages, serverNow);
    default:
      return keep satisfies never;
  }
}

function byClock(pages: readonly PageTurn[], serverNow: number): Showing | null {
  const wholeSeconds = pages.reduce((sum, page) => sum + staySeconds(page), 0);
  if (wholeSeconds <= 0) return null;
  let rest = Math.floor(serverNow / 1_000) % wholeSeconds;
  for (const page of pages) {
    const stay = staySeconds(page);
    if (rest < stay) return { pageId: page.id, screen: Math.floor(rest / secondsOf(page)) };
    rest -= stay;
  }
  return null;
}

/** The screenful after (or before) another in the pages' order, around the end. */
export function neighbourOf(pages: readonly PageTurn[], from: Showing, step: 1 | -1): Showing | null {
  const all: Showing[] = [];
  for (const { id, screens } of pages) {
    for (let screen = 0; screen < Math.max(1, screens); screen += 1) all.push({ pageId: id, screen });
  }
  const place = all.findIndex(({ pageId, screen }) => pageId === from.pageId && screen === from.screen);
  return all[(place + step + all.length) % Math.max(1, all.length)] ?? null;
}

/** A page of no or absurd seconds must neither flicker nor stop the rotation. */
const SECONDS = { least: 5, most: 3_600 };

function secondsOf({ seconds }: PageTurn): number {
  const whole = Math.round(seconds);
  return whole >= SECONDS.least ? Math.min(whole, SECONDS.most) : SECONDS.least;
}

function staySeconds(page: PageTurn): number {
  return secondsOf(page) * Math.max(1, page.screens);
}
