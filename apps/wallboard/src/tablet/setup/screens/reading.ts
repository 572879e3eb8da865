/** How large text must be to be read from a distance (ISO 9241-3: 16 arc-minutes at the least). */

const LEAST_ARC_MINUTES = 16;

/** The least height of a letter in millimetres for a reader so many metres away. */
export function textMillimetres(metres: number): number {
  return metres * 1_000 * Math.tan((LEAST_ARC_MINUTES / 60) * (Math.PI / 180));
}
