/** What every component of the screen shares: its settings, the one clock, and where everything goes. */
import { type ComputedRef, type InjectionKey, inject } from "vue";
import type { Ticker } from "../clock/ticker.ts";
import type { Arrangement } from "../layout/arrangement.ts";
import type { Settings } from "../settings/settings.ts";

export interface Screen {
  readonly settings: Settings;
  readonly ticker: Ticker;
  readonly arrangement: ComputedRef<Arrangement>;
}

export const SCREEN: InjectionKey<Screen> = Symbol("screen");

export function useScreen(): Screen {
  const screen = inject(SCREEN);
  if (screen === undefined) throw new Error("a component of the screen stands outside of it");
  return screen;
}
