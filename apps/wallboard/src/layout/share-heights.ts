/**
 * How a screenful's height is shared out among widgets that stand on the grid: in proportion to their rows, but what a row of
 * widgets has no use for goes to rows that have. Rows are parted where a cut goes through no widget; within a row, columns
 * are shared out each by itself. Nobody gets less than the grid would give but for having no use for it. No DOM.
 */

/** A widget on the grid; the least is what the grid's rows hold already. */
export interface OnGrid {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  readonly leastEm: number;
  /** May be without end. */
  readonly mostEm: number;
}

export interface Shared<T> {
  readonly of: T;
  readonly topEm: number;
  readonly highEm: number;
}

/** Rounding is nobody's height. */
const EPSILON = 1e-6;

interface Span {
  readonly topEm: number;
  readonly highEm: number;
  readonly gapEm: number;
}

/** In the order of `items`. */
export function shareHeights<T extends OnGrid>(items: readonly T[], span: Span): readonly Shared<T>[] {
  const shared = new Map<T, Shared<T>>();
  share(items, span, shared);
  return items.map((of) => shared.get(of) ?? { of, topEm: span.topEm, highEm: span.highEm });
}

function share<T extends OnGrid>(items: readonly T[], span: Span, into: Map<T, Shared<T>>): void {
  const bands = bandsOf(items);
  if (bands.length > 1) {
    shareBands(bands, span, into);
    return;
  }
  const sides = parted(items, "column", "columns");
  if (sides.length > 1) {
    for (const side of sides) share(side, span, into);
    return;
  }
  // One widget alone, or several that lock into one another: those keep the grid's own proportions.
  const first = Math.min(...items.map(({ row }) => row));
  const em = (span.highEm + span.gapEm) / rowsOf(items);
  for (const of of items) {
    into.set(of, {
      of,
      topEm: span.topEm + (of.row - first) * em,
      highEm: of.rows * em - span.gapEm,
    });
  }
}

function shareBands<T extends OnGrid>(
  bands: readonly (readonly T[])[],
  { topEm, highEm, gapEm }: Span,
  into: Map<T, Shared<T>>,
): void {
  const heights = allot(
    bands.map((band) => ({ weight: rowsOf(band), ...rangeOf(band, gapEm) })),
    highEm,
    gapEm,
  );
  let at = topEm;
  bands.forEach((band, place) => {
    const bandEm = heights[place] ?? 0;
    share(band, { topEm: at, highEm: bandEm, gapEm }, into);
    at += bandEm + gapEm;
  });
}

interface Range {
  readonly leastEm: number;
  readonly mostEm: number;
}

/** What widgets need together, and have use for: of those below one another the sum, of those side by side the largest. */
function rangeOf<T extends OnGrid>(items: readonly T[], gapEm: number): Range {
  const bands = bandsOf(items);
  if (bands.length > 1) {
    const ranges = bands.map((band) => rangeOf(band, gapEm));
    const gaps = (bands.length - 1) * gapEm;
    return {
      leastEm: ranges.reduce((sum, { leastEm }) => sum + leastEm, gaps),
      mostEm: ranges.reduce((sum, { mostEm }) => sum + mostEm, gaps),
    };
  }
  const sides = parted(items, "column", "columns");
  const ranges = sides.length > 1 ? sides.map((side) => rangeOf(side, gapEm)) : items;
  // Of widgets that lock into one another no least is known but what the grid gives.
  const isLocked = sides.length === 1 && items.length > 1;
  return {
    leastEm: isLocked ? Number.POSITIVE_INFINITY : Math.max(...ranges.map(({ leastEm }) => leastEm)),
    mostEm: isLocked ? Number.POSITIVE_INFINITY : Math.max(...ranges.map(({ mostEm }) => mostEm)),
  };
}

/** Each has its proportion, but no more than its most; what that leaves over goes to the others, or to all where all have theirs. */
function allot(
  bands: readonly (Range & { readonly weight: number })[],
  highEm: number,
  gapEm: number,
): number[] {
  const weights = bands.reduce((sum, { weight }) => sum + weight, 0);
  const em = (highEm + gapEm) / weights;
  const even = bands.map(({ weight }) => weight * em - gapEm);
  const most = bands.map(({ leastEm, mostEm }, place) =>
    Math.max(mostEm, Math.min(leastEm, even[place] ?? 0)),
  );
  const heights = even.map((own, place) => Math.min(own, most[place] ?? own));
  const places = bands.map((_, place) => place);
  const sum = (all: readonly number[]) => all.reduce((whole, each) => whole + each, 0);
  // Each round fills at least one of them up to its most, or shares out all there is.
  for (let leftEm = sum(even) - sum(heights); leftEm > EPSILON; leftEm = sum(even) - sum(heights)) {
    const below = places.filter((place) => (heights[place] ?? 0) < (most[place] ?? 0) - EPSILON);
    const takers = below.length > 0 ? below : places;
    const takerWeights = sum(takers.map((place) => bands[place]?.weight ?? 0));
    for (const place of takers) {
      const wantedEm = (heights[place] ?? 0) + (leftEm * (bands[place]?.weight ?? 0)) / takerWeights;
      heights[place] = below.length > 0 ? Math.min(wantedEm, most[place] ?? wantedEm) : wantedEm;
    }
  }
  return heights;
}

/** From top to bottom; a cut lies only where a widget begins, so that free rows belong to the band above them. */
function bandsOf<T extends OnGrid>(items: readonly T[]): readonly (readonly T[])[] {
  return parted(items, "row", "rows");
}

function parted<T extends OnGrid>(
  items: readonly T[],
  from: "row" | "column",
  length: "rows" | "columns",
): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of items.slice().sort((a, b) => a[from] - b[from])) {
    const part = parts[parts.length - 1];
    if (part === undefined || item[from] >= end) parts.push([item]);
    else part.push(item);
    end = Math.max(end, item[from] + item[length]);
  }
  return parts;
}

function rowsOf(items: readonly OnGrid[]): number {
  const first = Math.min(...items.map(({ row }) => row));
  return Math.max(...items.map(({ row, rows }) => row + rows)) - first;
}
