/**
 * What each severity sounds like: a few soft tones, the more and the higher the worse it is, so that a room learns to tell
 * them apart. Made of numbers, not of files. It must never startle: tones swell and fade, and none is loud.
 */
import type { Severity } from "@callboard/protocol";

export interface Tone {
  /** From the beginning of the chime. */
  readonly afterMs: number;
  readonly lastsMs: number;
  readonly hertz: number;
  /** Of full scale, 0..1. */
  readonly loudness: number;
}

/** Notes of one major chord, which stay friendly in any order. */
const C5 = 523.25;
const E5 = 659.25;
const G5 = 783.99;
const C6 = 1046.5;

export const CHIMES: Record<Severity, readonly Tone[]> = {
  critical: [
    { afterMs: 0, lastsMs: 420, hertz: G5, loudness: 0.3 },
    { afterMs: 190, lastsMs: 420, hertz: C6, loudness: 0.3 },
    { afterMs: 560, lastsMs: 420, hertz: G5, loudness: 0.3 },
    { afterMs: 750, lastsMs: 700, hertz: C6, loudness: 0.3 },
  ],
  high: [
    { afterMs: 0, lastsMs: 450, hertz: C6, loudness: 0.24 },
    { afterMs: 220, lastsMs: 750, hertz: G5, loudness: 0.24 },
  ],
  medium: [
    { afterMs: 0, lastsMs: 400, hertz: G5, loudness: 0.18 },
    { afterMs: 220, lastsMs: 650, hertz: E5, loudness: 0.18 },
  ],
  low: [{ afterMs: 0, lastsMs: 600, hertz: C5, loudness: 0.14 }],
};

/** The one quiet tone with which the switch answers: the proof that this device can be heard. */
export const SWITCHED_ON: readonly Tone[] = [{ afterMs: 0, lastsMs: 450, hertz: E5, loudness: 0.16 }];
