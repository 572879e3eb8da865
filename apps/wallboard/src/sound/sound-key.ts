/** The device's sound, for whatever of a page shows its state. */
import type { InjectionKey } from "vue";
import type { Sound } from "./sound.ts";

export interface HeardBoard {
  readonly sound: Sound;
  /** Whether the board has alerts that are to sound. Reactive. */
  isAsked(): boolean;
}

export const SOUND: InjectionKey<HeardBoard> = Symbol("sound");
