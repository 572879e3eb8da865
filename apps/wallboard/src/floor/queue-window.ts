/**
 * The window of contacts that a widget is about, and how much of it was seen. Plain figures of the board's own windows;
 * nothing here is computed from single contacts, which a screen never has.
 */
import type { FigureName, QueueColumn, Span } from "@callboard/boards";
import type { BoardQueue, BoardWindow } from "@callboard/protocol";

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
/** More of the window unseen than this share, and its figure is no ground for a verdict. */
const BLIND_SHARE_MOST = 0.5;

export type Sight = "whole" | "partly" | "hardly";

export function windowOf(queue: BoardQueue, span: Span): BoardWindow {
  switch (span) {
    case "last15m":
      return queue.last15m;
    case "last1h":
      return queue.last1h;
    case "today":
      return queue.today;
    default:
      return span satisfies never;
  }
}

/**
 * How long the window is.
 *
 * @param todayMs how much of the site's day is over; where nobody can say, an hour is taken, which doubts too early
 *   rather than too late
 */
export function spanMs(span: Span, todayMs: number | null): number {
  if (span === "last15m") return QUARTER_MS;
  if (span === "last1h") return HOUR_MS;
  return todayMs ?? HOUR_MS;
}

/** `hardly`: more than half of the window was not seen, so that its figure says little about what happened. */
export function sightOf(window: Pick<BoardWindow, "blindMs">, ofMs: number): Sight {
  if (window.blindMs <= 0) return "whole";
  return window.blindMs > ofMs * BLIND_SHARE_MOST ? "hardly" : "partly";
}

export function worseSight(a: Sight, b: Sight): Sight {
  if (a === "hardly" || b === "hardly") return "hardly";
  return a === "partly" || b === "partly" ? "partly" : "whole";
}

const OF_A_WINDOW: ReadonlySet<FigureName | QueueColumn> = new Set([
  "serviceLevel",
  "offered",
  "answered",
  "abandoned",
  "abandonPct",
  "asa",
  "aht",
]);

/** Figures of contacts are counted over a window; all others are of this moment. */
export const isOfWindow = (figure: FigureName | QueueColumn): boolean => OF_A_WINDOW.has(figure);
