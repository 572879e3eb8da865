/**
 * Ids in an order that is made anew at most once a second, and not while somebody has the list under a finger, a pointer or
 * the keyboard. A new question (another filter, another order) is answered at once.
 */
import { onScopeDispose, type Ref, type ShallowRef, shallowRef, watch } from "vue";
import type { Ticker } from "../../clock/ticker.ts";
import { steadyOrder } from "./steady-order.ts";

/** After the last touch the list stays still this long. */
const HOLD_MS = 2_500;

/** What a look at the floor gives: who is listed, and whatever else is told of that same look. */
export interface Found {
  readonly ids: readonly string[];
}

export interface SteadyList<Seen extends Found> {
  /** The newest look; its order may wait for the finger. */
  readonly found: Readonly<Ref<Seen>>;
  readonly ids: Readonly<Ref<readonly string[]>>;
  /** Whether the order waits for the finger to go. */
  readonly isHeld: Readonly<Ref<boolean>>;
  /** To be told of every touch. */
  touch(): void;
}

/** @param look at the whole floor: once a second, and when the question changes */
export function useSteadyList<Seen extends Found>(
  ticker: Ticker,
  look: () => Seen,
  question: () => unknown,
  now: () => number = () => performance.now(),
): SteadyList<Seen> {
  const found: ShallowRef<Seen> = shallowRef(look());
  const ids = shallowRef<readonly string[]>(found.value.ids);
  const isHeld = shallowRef(false);
  let touchedAt = Number.NEGATIVE_INFINITY;
  onScopeDispose(
    ticker.everySecond(() => {
      isHeld.value = now() - touchedAt < HOLD_MS;
      found.value = look();
      ids.value = steadyOrder(ids.value, found.value.ids, isHeld.value);
    }),
  );
  watch(question, () => {
    touchedAt = Number.NEGATIVE_INFINITY;
    isHeld.value = false;
    found.value = look();
    ids.value = found.value.ids;
  });
  return {
    found,
    ids,
    isHeld,
    touch() {
      touchedAt = now();
    },
  };
}
