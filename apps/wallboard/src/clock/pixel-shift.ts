/**
 * Care against burn-in: a wall shows the same bars and words in the same place for months, so all of it is moved by a
 * pixel now and then. The layout knows nothing of it, and the safe area around everything has the room.
 */

/** How often everything moves by one step. */
const STEP_MS = 60_000;
/** Steps to either side. Different ones across and down, so that the paths cross a whole field of places. */
const ACROSS = 3;
const DOWN = 4;
/** A step is one pixel on a screen of this height. */
const PIXEL_HEIGHT = 1_080;

export interface Shift {
  readonly xPx: number;
  readonly yPx: number;
}

/**
 * @param elapsedMs since the page was opened; it begins in the middle
 * @param heightPx of the screen in CSS pixels
 */
export function shiftAt(elapsedMs: number, heightPx: number): Shift {
  const step = Math.floor(elapsedMs / STEP_MS);
  const px = Math.max(1, Math.round(heightPx / PIXEL_HEIGHT));
  return { xPx: px * swing(step, ACROSS), yPx: px * swing(step, DOWN) };
}

/** To and fro by one: 0 1 2 1 0 −1 −2 −1 0 … for a reach of 2. */
function swing(step: number, reach: number): number {
  const place = (step + reach) % (4 * reach);
  return place <= 2 * reach ? place - reach : 3 * reach - place;
}

/** Moves what reads `--shift-x` and `--shift-y` of this element. Called once a minute or more often. */
export function applyShift(root: HTMLElement, shift: Shift): void {
  root.style.setProperty("--shift-x", `${shift.xPx}px`);
  root.style.setProperty("--shift-y", `${shift.yPx}px`);
}
