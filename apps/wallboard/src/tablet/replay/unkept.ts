/** Which parts of a stretch of time history does not hold: they are drawn as such, and no moment of them is offered. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** As shares of the whole stretch, 0 to 1, in order; the whole of it where nothing is kept. */
export function unkeptParts(shown: Stretch, kept: Stretch | null): readonly Stretch[] {
  const length = shown.to - shown.from;
  if (length <= 0) return [];
  const share = (at: number) => Math.min(1, Math.max(0, (at - shown.from) / length));
  const parts =
    kept === null
      ? [{ from: 0, to: 1 }]
      : [
          { from: 0, to: share(kept.from) },
          { from: share(kept.to), to: 1 },
        ];
  return parts.filter(({ from, to }) => to > from);
}

export const isKept = (at: number, kept: Stretch | null): boolean =>
  kept !== null && at >= kept.from && at <= kept.to;
