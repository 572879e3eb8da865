/** Where a page's widgets are asked to stand on the grid, first come first placed. For sketches alone: the wall places by what is legible. */
import { GRID, type Widget } from "@callboard/boards";

export interface SketchCell {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
}

export function sketchOf(widgets: readonly Pick<Widget, "id" | "wide" | "high">[]): readonly SketchCell[] {
  const isTaken = Array.from({ length: GRID * GRID }, () => false);
  const cells: SketchCell[] = [];
  for (const { id, wide, high } of widgets) {
    const at = freeAt(isTaken, wide, high);
    if (at === null) continue;
    for (let y = at.top; y < at.top + high; y += 1)
      for (let x = at.left; x < at.left + wide; x += 1) isTaken[y * GRID + x] = true;
    cells.push({ id, ...at, wide, high });
  }
  return cells;
}

function freeAt(
  isTaken: readonly boolean[],
  wide: number,
  high: number,
): { left: number; top: number } | null {
  for (let top = 0; top + high <= GRID; top += 1) {
    for (let left = 0; left + wide <= GRID; left += 1)
      if (isFree(isTaken, left, top, wide, high)) return { left, top };
  }
  return null;
}

function isFree(isTaken: readonly boolean[], left: number, top: number, wide: number, high: number): boolean {
  for (let y = top; y < top + high; y += 1)
    for (let x = left; x < left + wide; x += 1) if (isTaken[y * GRID + x] === true) return false;
  return true;
}
