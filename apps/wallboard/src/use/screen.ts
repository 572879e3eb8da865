/** What every component of the wall's frame shares: the one clock, and how large everything is. */
import { type ComputedRef, type InjectionKey, inject } from "vue";
import type { Ticker } from "../clock/ticker.ts";
import type { Frame } from "../layout/frame.ts";

export interface Screen {
  readonly ticker: Ticker;
  readonly frame: ComputedRef<Frame>;
}

export const SCREEN: InjectionKey<Screen> = Symbol("screen");

export function useScreen(): Screen {
  const screen = inject(SCREEN);
  if (screen === undefined) throw new Error("a component of the screen stands outside of it");
  return screen;
}
