/** A condition as a question to one row: what it can be asked, and what it may answer (SPEC N2, N4). */
import type { EpochMs } from "../vocabulary.ts";
import type { ComparedValue } from "./alert.ts";
import type { Readers } from "./views.ts";

/** 1 is true, 0 is false, -1 is not known. */
export type Verdict = 1 | 0 | -1;
/** No instant at all: time alone turns nothing. */
export const NEVER: EpochMs = Number.POSITIVE_INFINITY;

/** A question to one row. */
export interface Judge<View> {
  readonly judge: (view: View, at: EpochMs) => Verdict;
  /**
   * Since when it has held, for a condition that holds at `at`. What neither a clock nor the agent's state tells
   * is taken to have begun at `otherwise`.
   */
  readonly began: (view: View, at: EpochMs, otherwise: EpochMs) => EpochMs;
  /** The next instant after `at` at which time alone may turn it; `NEVER` where it will not. */
  readonly nextTurn: (view: View, at: EpochMs) => EpochMs;
  /** Adds each comparison as it is made at `at`. */
  readonly compare: (view: View, at: EpochMs, into: ComparedValue[]) => void;
  /** Whether time alone can turn it. */
  readonly isTimed: boolean;
}

/** `sinceOf` gives the beginning of an agent's state; it is `null` for what has none. */
export interface Vocabulary<View> {
  readonly readers: Readers<View>;
  readonly sinceOf: (view: View) => EpochMs | null;
}
