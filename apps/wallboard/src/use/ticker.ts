/** The one clock, for whatever shows a time: walls and tablets provide it alike. */
import { type InjectionKey, inject } from "vue";
import type { Ticker } from "../clock/ticker.ts";

export const TICKER: InjectionKey<Ticker> = Symbol("ticker");

export function useTicker(): Ticker {
  const ticker = inject(TICKER);
  if (ticker === undefined) throw new Error("a time is shown where there is no clock");
  return ticker;
}
