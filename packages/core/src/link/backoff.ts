/**
 * How long to wait before the next dial: arithmetic only. Chance comes in as an argument, so that a wait can be
 * replayed; nothing here may look at a clock or draw a random number.
 */
import { BOUNDS } from "../bounds.ts";

/**
 * The guide's formula as it stands (edge case 1; SPEC L1):
 * `min(max_delay, base_delay * 2^attempt + random(0, 1000ms))`.
 * `attempt` counts from 0; `chance` is in [0, 1).
 */
export function guideDelayMs(attempt: number, chance: number): number {
  const grownMs = BOUNDS.backoffBaseMs * 2 ** attempt;
  return Math.min(BOUNDS.backoffMaxMs, grownMs + chance * BOUNDS.backoffJitterMs);
}

/**
 * Jitter after the cap (SPEC L2). The guide's own jitter stands inside the `min`, so at the cap every desk of a
 * fleet would wait the same 30 s and come back in step: the storm that the formula is there to prevent.
 * `chance` is in [0, 1). The result is never shorter than `delayMs`.
 */
export function spreadMs(delayMs: number, chance: number): number {
  return delayMs + chance * BOUNDS.spreadShare * delayMs;
}
