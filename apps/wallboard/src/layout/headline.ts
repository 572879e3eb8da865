/** The room for the one sentence over old figures, in em of its own size: it must be read whole, or said in short. */
import { PREFERRED } from "./type-size.ts";

/** Beside the clock, and in a row of its own. */
const CLOCK_EM = 8.4;
const NARROW_SIZE = 1.1;
const ICON_EM = 1.35;

export function headlineEm(wideEm: number, isNarrow: boolean): number {
  return (isNarrow ? wideEm / NARROW_SIZE : (wideEm - CLOCK_EM) / PREFERRED) - ICON_EM;
}
