/** What a relay tells its desk, and what the desk makes of each screen there. Both sides may be of different builds for a moment. */

import type { Holders } from "@callboard/desk";
import type { CloseName, NameStyle, ScreenDevice, ScreenHealth } from "@callboard/protocol";
import type { View } from "../view.ts";

export interface ScreenReport {
  readonly view: View;
  readonly device: ScreenDevice | null;
  readonly health: ScreenHealth | null;
}

export interface RelayReport {
  readonly relay: number;
  readonly viewers: number;
  /** Whose they are, and how many each has; a relay of an earlier build does not tell. */
  readonly holders?: Holders;
  /** Those that are to be judged: new ones, or all. */
  readonly screens: readonly ScreenReport[];
}

/** One a screen, in the order in which they were told. */
export type Verdict =
  | { readonly kind: "show"; readonly names: NameStyle }
  | { readonly kind: "close"; readonly why: CloseName };
