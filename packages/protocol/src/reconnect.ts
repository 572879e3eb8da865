/**
 * How long a screen waits before it dials again, so that no wall ever needs a keyboard. Full jitter: after a deploy every screen of every tenant loses its
 * socket in the same instant, and only a delay drawn from the whole interval spreads their return.
 */
import { BOUNDS } from "@callboard/core";

/**
 * @param attempt failed attempts so far, 0 for the first try after a loss
 * @param chance a number in [0, 1), drawn by the caller
 * @returns milliseconds, in [0, min(cap, base × 2^attempt))
 */
export function reconnectDelayMs(attempt: number, chance: number): number {
  const ceiling = Math.min(
    BOUNDS.viewerBackoffMaxMs,
    BOUNDS.viewerBackoffBaseMs * 2 ** Math.min(Math.max(attempt, 0), 30),
  );
  return Math.floor(chance * ceiling);
}

/**
 * Where the server has said that a person has to act, or does not know the tenant: rarely, and spread, since a screen
 * that asks again every few seconds changes nothing, and one that never asks needs somebody on a ladder.
 *
 * @param chance a number in [0, 1), drawn by the caller
 * @returns milliseconds, half to one and a half of `viewerSlowRetryMs`
 */
export function slowRetryDelayMs(chance: number): number {
  return Math.floor(BOUNDS.viewerSlowRetryMs * (0.5 + chance));
}
