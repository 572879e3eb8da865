/**
 * How large letters must be to be read from the room (displays.md, "Legibility", after ISO 9241-3): 16 minutes of arc at
 * least, 20 preferred, from the viewing distance and the screen's diagonal.
 */

export interface Viewing {
  readonly metres: number;
  readonly inches: number;
}

export interface ScreenSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Font size in % of a 16:9 screen's height, per metre of distance and inch of diagonal. */
const LEAST_VH = 53;
const PREFERRED_VH = 67;

/** What matters is how long the diagonal is in pixels; the rule is stated for 16:9 and holds for any shape this way. */
const DIAGONAL_PER_HEIGHT = Math.hypot(16, 9) / 9;

/** The smallest text anywhere on the screen, in CSS pixels. */
export function smallestTextPx(viewing: Viewing, screen: ScreenSize): number {
  const heightPx = Math.hypot(screen.widthPx, screen.heightPx) / DIAGONAL_PER_HEIGHT;
  return (LEAST_VH / 100) * (viewing.metres / viewing.inches) * heightPx;
}

/** Names and figures are set this much larger than the smallest text. */
export const PREFERRED = PREFERRED_VH / LEAST_VH;
