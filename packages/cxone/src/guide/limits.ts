/**
 * Bounds that belong to the guide's wire alone; all others are in core's `BOUNDS`. Units are in the names. What
 * breaks one of these is refused and counted, never cut into something that looks valid.
 */
export const GUIDE_LIMITS = {
  /** Longest path with its query that a request may have: proxies and servers refuse URLs from 8 kB on. */
  pathCharsMax: 6_000,
  /** Nobody is in one state for longer; a larger figure is a fault of its sender. */
  durationMaxMs: 30 * 24 * 3_600_000,
  /** Counts and volumes of a queue. */
  countMax: 1_000_000_000,
  skillLevelMax: 1_000,
  tokenCharsMax: 8_192,
  tokenLifeMaxSeconds: 30 * 24 * 3_600,
  zoneCharsMax: 64,
  /** Text of a refusal that people are shown: enough to recognise the fault, not to carry a payload. */
  sampleCharsMax: 80,
  detailCharsMax: 160,
} as const;
